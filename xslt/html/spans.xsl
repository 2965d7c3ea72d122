<?xml version="1.0" encoding="UTF-8"?>
<!-- Stretches of a transcription marked at both ends, changes of hand, and instructions of the writer. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="addSpan | delSpan | damageSpan" as="element()">
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <xsl:call-template name="t:sign">
        <xsl:with-param name="sign" select="f:brackets(.)[1]"/>
        <xsl:with-param name="words" select="f:label('begins-' || local-name())"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="f:brackets" as="xs:string+">
    <xsl:param name="span" as="element()"/>
    <xsl:sequence select="if ($span/self::delSpan) then ('⟦', '⟧') else if ($span/self::addSpan) then ('⸌', '⸍') else ('⸢', '⸣')"/>
  </xsl:function>

  <xsl:key name="span-to" match="addSpan[@spanTo] | delSpan[@spanTo] | damageSpan[@spanTo]" use="substring-after(normalize-space(@spanTo), '#')"/>

  <!-- Stretches that were deleted: how many are open. One that ends nowhere, or before it begins, is none. -->
  <xsl:variable name="fp:deletes-stretches" as="xs:boolean" select="exists(//delSpan[fp:end(.)])"/>

  <xsl:function name="fp:end" as="element()?">
    <xsl:param name="span" as="element()"/>
    <xsl:sequence select="key('id', substring-after(normalize-space($span/@spanTo), '#'), root($span))[1][. &gt;&gt; $span]"/>
  </xsl:function>

  <xsl:accumulator name="deleted" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="delSpan[fp:end(.)]" phase="end" select="$value + 1"/>
    <xsl:accumulator-rule match="*[@xml:id][key('span-to', f:id(.))]" phase="end" select="$value - count(key('span-to', f:id(.))/self::delSpan[fp:end(.)])"/>
  </xsl:accumulator>

  <!-- Whether an element is in such a stretch from its beginning to its end. -->
  <xsl:function name="fp:is-deleted" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$fp:deletes-stretches and $element/(accumulator-before('deleted') gt 0 and accumulator-after('deleted') gt 0)">deleted</xsl:if>
  </xsl:function>

  <xsl:template match="text()[$fp:deletes-stretches][normalize-space()][accumulator-before('deleted') gt 0]" mode="m:words" as="element(h:span)" priority="1">
    <span class="deleted">
      <xsl:next-match/>
    </span>
  </xsl:template>

  <!-- Where a stretch ends. -->
  <xsl:template match="anchor[@xml:id]" as="element()">
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <xsl:for-each select="key('span-to', f:id(.))">
        <span class="ends-{local-name()}" data-teipress="generated">
          <xsl:call-template name="t:sign">
            <xsl:with-param name="sign" select="f:brackets(.)[2]"/>
            <xsl:with-param name="words" select="f:label('ends-' || local-name())"/>
          </xsl:call-template>
        </span>
      </xsl:for-each>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </xsl:element>
  </xsl:template>

  <!-- A change of hand: whose it is now. -->
  <xsl:template match="handShift" as="element()">
    <xsl:variable name="hand" select="@new ! key('id', substring-after(., '#'), root(current()))[1]"/>
    <xsl:call-template name="tp:mark">
      <xsl:with-param name="words" select="f:label('hand'), (($hand ! (@n, @scribe, f:id(.)), @scribe, @script, @medium) ! string())[1]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="undo | redo | substJoin" as="element()">
    <xsl:call-template name="tp:mark">
      <xsl:with-param name="words" select="f:label(local-name())"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A mark of the edition for what has no words of its own: seen in the diplomatic view. -->
  <xsl:template name="tp:mark" as="element()">
    <xsl:param name="words" as="xs:string*"/>
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <span class="mark" data-teipress="generated" lang="{$edition-language}">[{string-join($words, ' ')}]</span>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="metamark" as="element()">
    <xsl:call-template name="t:flow">
      <xsl:with-param name="class" select="@place/f:words(.), @function/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="listTranspose | transpose" as="element()">
    <xsl:call-template name="t:flow"/>
  </xsl:template>
</xsl:stylesheet>
