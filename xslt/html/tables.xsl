<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables, with their headings, and cells that span others. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="table" as="element(h:div)">
    <div class="table">
      <xsl:apply-templates select="f:leading-heads(.)[f:holds-block(.)]"/>
      <table>
        <xsl:call-template name="t:attributes"/>
        <xsl:where-populated>
          <caption>
            <xsl:apply-templates select="f:leading-heads(.)[not(f:holds-block(.))]" mode="m:caption"/>
          </caption>
        </xsl:where-populated>
        <xsl:variable name="headings" select="row[@role = 'label'][every $before in preceding-sibling::* satisfies $before[self::row[@role = 'label']] or $before intersect f:leading-heads(current())]"/>
        <xsl:where-populated>
          <thead>
            <xsl:apply-templates select="$headings"/>
          </thead>
        </xsl:where-populated>
        <tbody>
          <xsl:for-each select="node() except (f:leading-heads(.), $headings)">
            <xsl:choose>
              <xsl:when test="self::row">
                <xsl:apply-templates select="."/>
              </xsl:when>
              <xsl:when test="self::* or self::text()[normalize-space()]">
                <tr>
                  <td class="no-cell" colspan="{max((1, ../row/count(cell)))}">
                    <xsl:apply-templates select="."/>
                  </td>
                </tr>
              </xsl:when>
            </xsl:choose>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <!-- The heading of a table or a figure: no heading of the page. -->
  <xsl:mode name="m:caption" on-no-match="fail"/>

  <xsl:template match="head" mode="m:caption" as="element(h:span)">
    <span>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </span>
  </xsl:template>

  <!-- What is no cell between cells (a page break) gets one around it. -->
  <xsl:template match="table/row" as="element(h:tr)">
    <tr>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@role/f:words(.)"/>
      </xsl:call-template>
      <xsl:for-each select="node()">
        <xsl:choose>
          <xsl:when test="self::cell">
            <xsl:apply-templates select="."/>
          </xsl:when>
          <xsl:when test="self::* or self::text()[normalize-space()]">
            <td class="no-cell">
              <xsl:apply-templates select="."/>
            </td>
          </xsl:when>
        </xsl:choose>
      </xsl:for-each>
      <xsl:if test="not(* or text()[normalize-space()])">
        <td class="no-cell"/>
      </xsl:if>
    </tr>
  </xsl:template>

  <xsl:template match="table/row/cell" as="element()">
    <xsl:variable name="is-heading" select="@role = 'label' or ../@role = 'label'"/>
    <xsl:element name="{if ($is-heading) then 'th' else 'td'}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'long'[string-length(current()) gt 30]"/>
      </xsl:call-template>
      <xsl:if test="$is-heading">
        <xsl:attribute name="scope" select="if (../@role = 'label') then 'col' else 'row'"/>
      </xsl:if>
      <xsl:copy-of select="@cols[. castable as xs:positiveInteger][xs:integer(.) = (2 to 1000)] ! fp:named('colspan', .),
          @rows[. castable as xs:positiveInteger][xs:integer(.) = (2 to 1000)] ! fp:named('rowspan', .)"/>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="row | cell" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>
</xsl:stylesheet>
