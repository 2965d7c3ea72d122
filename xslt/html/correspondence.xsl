<?xml version="1.0" encoding="UTF-8"?>
<!-- Who sent a letter to whom, from where, when: a table. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="correspDesc" mode="m:header" as="node()*">
    <xsl:call-template name="tp:letter"/>
  </xsl:template>

  <xsl:template match="correspDesc" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes"/>
      <xsl:call-template name="tp:letter"/>
    </div>
  </xsl:template>

  <xsl:template name="tp:letter" as="node()*">
    <xsl:choose>
      <xsl:when test="node()[not(self::correspAction or self::correspContext or self::note)][normalize-space()]">
        <xsl:apply-templates select="node()" mode="m:html"/>
      </xsl:when>
      <xsl:when test="*">
        <table>
          <tbody>
            <xsl:for-each select="*">
              <tr>
                <th scope="row" data-teipress="generated" lang="{$edition-language}">{f:label('part-' || (self::correspAction/@type, local-name())[1])}</th>
                <td>
                  <xsl:apply-templates select="." mode="m:html"/>
                </td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="correspAction | correspContext" as="element(h:div)">
    <xsl:call-template name="t:block">
      <xsl:with-param name="class" select="@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
