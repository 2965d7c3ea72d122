<?xml version="1.0" encoding="UTF-8"?>
<!-- The switches for what is highlighted in a text. They work without a program, by checkboxes and CSS; assets/marks.js and
     assets/teipress.js keep what the reader chose. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- The kinds of what can be highlighted: only what occurs. -->
  <xsl:variable name="f:highlights" as="xs:string*">
    <xsl:variable name="found" select="distinct-values($f:mentioned ! f:kind(.)), 'date'[exists(($root//text//date/f:date-key(.))[1])],
        'quotation'[exists(($root//text//(said | quote | q))[1])]"/>
    <xsl:sequence select="$f:kinds[. = $found]"/>
  </xsl:variable>

  <!-- Quotations have marks of their own in the text: they are not highlighted unless a reader wants it. -->
  <xsl:variable name="fp:off" as="xs:string" select="'quotation'"/>

  <xsl:template name="t:legend" as="element(h:fieldset)?">
    <xsl:if test="exists($f:highlights)">
      <fieldset class="marks" lang="{$edition-language}" dir="{$f:own-direction}">
        <legend>{f:label('highlight')}</legend>
        <xsl:for-each select="$f:highlights">
          <label>
            <input type="checkbox" value="{.}">
              <xsl:if test=". ne $fp:off">
                <xsl:attribute name="checked" select="'checked'"/>
              </xsl:if>
            </input>
            <xsl:text> </xsl:text>
            <span class="{.}">{f:label(. || 's')}</span>
          </label>
        </xsl:for-each>
      </fieldset>
    </xsl:if>
  </xsl:template>

  <!-- What a reader chose on another page, applied before anything is painted: for the head of a page that has switches. -->
  <xsl:template name="t:highlights-script" as="element(h:script)?">
    <xsl:if test="exists($f:highlights)">
      <script src="assets/marks.js"/>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
