<?xml version="1.0" encoding="UTF-8"?>
<!-- Critical apparatus: lemma and readings stand in the text, which shows one of them; the others are in other views, and in the apparatus at the end. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:variable name="f:has-readings" as="xs:boolean" select="exists(//app)"/>

  <!-- Entries that are part of the text, in the order of their numbers. Those in a list stand there with all they say. -->
  <xsl:accumulator name="app-number" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="app[f:is-called-app(.)]" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:function name="f:is-called-app" as="xs:boolean">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="empty($app/ancestor::listApp) and exists($app/ancestor::text)"/>
  </xsl:function>

  <xsl:template match="app" as="element()">
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@type/f:words(.)"/>
      </xsl:call-template>
      <xsl:apply-templates/>
      <xsl:if test="f:is-called-app(.)">
        <xsl:variable name="number" select="accumulator-before('app-number')"/>
        <a class="app-call" data-teipress="generated" role="doc-noteref" id="teipress:app-call-{$number}" href="#teipress:app-{$number}" aria-label="{f:label('apparatus')} {$number}">{$number}</a>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- An entry in a list: its place in the text, then all it says. -->
  <xsl:template match="listApp/app" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@type/f:words(.)"/>
      </xsl:call-template>
      <xsl:call-template name="tp:place"/>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </div>
  </xsl:template>

  <xsl:template match="lem | rdg" as="element()">
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="f:reading-class(.), @type/f:words(.)"/>
      </xsl:call-template>
      <xsl:apply-templates/>
      <xsl:if test="not(following-sibling::*[1][self::wit])">
        <xsl:where-populated>
          <span class="sigla" data-teipress="generated" lang="{$edition-language}">{(' ' || f:label('omitted'))[not(current()/node())], f:sigla-of(.) ! (' ' || f:siglum(.))}</span>
        </xsl:where-populated>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <xsl:template match="rdgGrp" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="class" select="@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Who has it, and what is to be said about that. -->
  <xsl:template match="wit | witDetail" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="class" select="'variant'[not(current()/ancestor::listApp)]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="witStart | witEnd | lacunaStart | lacunaEnd" as="element()">
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <span class="mark" data-teipress="generated" lang="{$edition-language}">[{string-join((f:label(local-name()), f:sigla-of(.) ! f:siglum(.)), ' ')}]</span>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- How a reading is shown. The one that the text has is hidden for the witnesses that have another (x3); a variant is
       shown for its own (w3). An entry that only points into the text (@from, @loc) shows none there. -->
  <xsl:function name="f:reading-class" as="xs:string*">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="app" select="$reading/ancestor::app[1]"/>
    <xsl:choose>
      <xsl:when test="empty($app) or $app/ancestor::listApp"/>
      <xsl:when test="$app/(@from | @loc)">variant</xsl:when>
      <xsl:when test="$reading is f:shown-reading($app)">
        <xsl:variable name="others" select="($app/(rdg | rdgGrp//rdg) except $reading) ! f:sigla-of(.)"/>
        <xsl:sequence select="'reading', distinct-values($others[not(. = f:sigla-of($reading))]) ! f:slot(.) ! ('x' || .)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="'variant', f:sigla-of($reading) ! f:slot(.) ! ('w' || .)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:shown-reading" as="element()?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="(($app/(lem | rdgGrp/lem))[1], ($app/(rdg | rdgGrp//rdg))[1])[1]"/>
  </xsl:function>

  <!-- Where an entry is in the text, by the numbers that the source has: what it says of itself, its line, its paragraph. -->
  <xsl:function name="fp:numbered-place" as="xs:string?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="(
        $app/@loc/normalize-space(),
        $app/ancestor::l[1]/@n/f:label('reference-line', normalize-space()),
        $app/ancestor::*[self::p or self::ab][1]/@n/f:label('reference-paragraph', normalize-space()))[1]"/>
  </xsl:function>

  <!-- The entries of a text, below it, each by the number that its call in the text has. -->
  <xsl:template name="t:apparatus-at-end" as="element(h:section)?">
    <xsl:variable name="entries" select="if ($f:has-readings) then descendant::app[f:is-called-app(.)] else ()"/>
    <xsl:if test="exists($entries)">
      <section class="apparatus" data-teipress="generated" lang="{$edition-language}" aria-label="{f:label('apparatus')}">
        <ol>
          <xsl:for-each select="$entries">
            <xsl:variable name="number" select="accumulator-before('app-number')"/>
            <li id="teipress:app-{$number}">
              <a href="#teipress:app-call-{$number}">{$number}</a>
              <xsl:text> </xsl:text>
              <xsl:for-each select="fp:numbered-place(.)">
                <span class="place-in-text">{.}</span>
                <xsl:text> </xsl:text>
              </xsl:for-each>
              <xsl:apply-templates select="." mode="m:entry"/>
            </li>
          </xsl:for-each>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
