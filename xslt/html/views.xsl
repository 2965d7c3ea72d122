<?xml version="1.0" encoding="UTF-8"?>
<!-- The switch between the views of a text: it works without a program, by radio buttons and CSS. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Whether the text has anything that is seen differently in a diplomatic view. -->
  <xsl:variable name="fp:has-layers" as="xs:boolean" select="exists(//choice) or exists(//del) or exists(//subst) or exists(//surplus) or exists(//supplied)
      or exists(//delSpan) or exists(//handShift) or exists(//am) or exists(//ex) or exists(//fw)"/>

  <xsl:variable name="f:has-views" as="xs:boolean" select="$fp:has-layers or $f:has-readings"/>

  <xsl:template name="t:views" as="element(h:fieldset)?">
    <xsl:if test="$f:has-views">
      <fieldset class="views" lang="{$edition-language}" dir="{$f:own-direction}">
        <legend>{f:label('view')}</legend>
        <xsl:sequence select="fp:view('reading', f:label('view-reading'))"/>
        <xsl:if test="$fp:has-layers">
          <xsl:sequence select="fp:view('diplomatic', f:label('view-diplomatic'))"/>
        </xsl:if>
        <xsl:if test="$f:has-readings">
          <xsl:sequence select="fp:view('readings', f:label('view-readings'))"/>
          <xsl:for-each select="$f:sigla">
            <xsl:sequence select="fp:view('w' || position(), f:label('view-witness', f:siglum(.)))"/>
          </xsl:for-each>
        </xsl:if>
      </fieldset>
    </xsl:if>
  </xsl:template>

  <xsl:function name="fp:view" as="element(h:label)">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="words" as="xs:string"/>
    <label>
      <input type="radio" name="view" value="{$value}">
        <xsl:if test="$value = 'reading'">
          <xsl:attribute name="checked" select="'checked'"/>
        </xsl:if>
      </input>
      <xsl:text> {$words}</xsl:text>
    </label>
  </xsl:function>
</xsl:stylesheet>
