<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists of every kind: with marks, with numbers, of terms and their meanings, in the line of a sentence. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="list" as="element()">
    <div class="list">
      <xsl:apply-templates select="f:leading-heads(.)"/>
      <xsl:call-template name="tp:list"/>
    </div>
  </xsl:template>

  <xsl:template match="list[not(*[1][self::head])]" as="element()">
    <xsl:call-template name="tp:list"/>
  </xsl:template>

  <xsl:template name="tp:list" as="element()">
    <xsl:choose>
      <xsl:when test="f:is-glossary(.)">
        <dl>
          <xsl:call-template name="t:attributes"/>
          <xsl:apply-templates select="* except f:leading-heads(.)" mode="m:glossary"/>
        </dl>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="{if ((@rend, @type) = ('numbered', 'ordered')) then 'ol' else 'ul'}">
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="@type/f:words(.)"/>
          </xsl:call-template>
          <xsl:call-template name="t:list-content"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The headings that a list or a table begins with. -->
  <xsl:function name="f:leading-heads" as="element(head)*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/head[every $before in preceding-sibling::node() satisfies $before[self::head or not(self::*) and not(normalize-space())]]"/>
  </xsl:function>

  <!-- “(a) one, (b) two”: a list for those who listen, words in a line for those who see. -->
  <xsl:template match="list[f:is-inline-list(.)][not(f:holds-block(.))]" as="element(h:span)" priority="2">
    <span role="list">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@type/f:words(.)"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="list[f:is-inline-list(.)]/item[not(../f:holds-block(.))]" as="element(h:span)" priority="2">
    <span role="listitem">
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </span>
  </xsl:template>

  <!-- Terms and their meanings, and nothing else. -->
  <xsl:function name="f:is-glossary" as="xs:boolean">
    <xsl:param name="list" as="element(list)"/>
    <xsl:variable name="parts" select="$list/(* except f:leading-heads($list))"/>
    <xsl:sequence select="exists($parts) and empty($list/text()[normalize-space()])
        and (every $part in $parts satisfies
          if ($part[self::item or self::headItem]) then exists($part/preceding-sibling::*[1][self::label or self::headLabel])
          else exists($part[self::label or self::headLabel]/following-sibling::*[1][self::item or self::headItem]))"/>
  </xsl:function>

  <xsl:mode name="m:glossary" on-no-match="fail"/>

  <xsl:template match="label | headLabel" mode="m:glossary" as="element(h:dt)">
    <dt>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </dt>
  </xsl:template>

  <xsl:template match="item | headItem" mode="m:glossary" as="element(h:dd)">
    <dd>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </dd>
  </xsl:template>

  <!-- What is neither heading nor item (a page break, a note) becomes an item without a mark. -->
  <xsl:template name="t:list-content" as="element(h:li)*">
    <xsl:for-each select="node() except (f:leading-heads(.), label[following-sibling::*[1]/self::item])">
      <xsl:choose>
        <xsl:when test="self::item">
          <xsl:apply-templates select="."/>
        </xsl:when>
        <xsl:when test="self::* or self::text()[normalize-space()]">
          <li class="no-item">
            <xsl:apply-templates select="."/>
          </li>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="item" as="element(h:li)">
    <li>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates select="preceding-sibling::*[1][self::label]"/>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </li>
  </xsl:template>

  <xsl:template match="item[not(parent::list)]" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="list/label" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="tag" select="'strong'"/>
    </xsl:call-template>
  </xsl:template>
  <!-- An element whose members, where they follow each other, are a list; all else stays between. -->
  <xsl:template name="t:members" as="node()*">
    <xsl:param name="members" as="xs:string+"/>
    <xsl:for-each-group select="node()" group-adjacent="exists((self::*[local-name() = $members], self::text()[not(normalize-space())]))">
      <xsl:choose>
        <xsl:when test="current-grouping-key() and current-group()[self::*]">
          <ul>
            <xsl:for-each select="current-group()[self::*]">
              <li>
                <xsl:apply-templates select="."/>
              </li>
            </xsl:for-each>
          </ul>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="current-group()"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>
</xsl:stylesheet>
