<?xml version="1.0" encoding="UTF-8"?>
<!-- Descriptions of manuscripts and objects: each part with its name before it. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="msDesc | msPart | msFrag | object" as="element(h:div)">
    <xsl:call-template name="t:block">
      <xsl:with-param name="class" select="@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Where it is kept, and under which shelfmark: one line. -->
  <xsl:template match="msIdentifier | altIdentifier | objectIdentifier" as="element(h:div)">
    <xsl:call-template name="t:block">
      <xsl:with-param name="class" select="'shelfmark', @type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="institution | repository | collection | msName | objectName" as="element()">
    <xsl:call-template name="t:part"/>
  </xsl:template>

  <xsl:template match="msContents | msItemStruct | physDesc | objectDesc | supportDesc | layoutDesc | handDesc | scriptDesc | typeDesc | decoDesc
      | bindingDesc | sealDesc | history | additional | adminInfo | recordHist | source | custodialHist | custEvent | surrogates | accMat | additions
      | musicNotation | support | layout | foliation | collation | condition | binding | seal | decoNote | handNote | scriptNote | typeNote
      | supportDesc/extent | origin | provenance | acquisition | summary | incipit | explicit | rubric | finalRubric | colophon | filiation | textLang
      | material | objectType | signatures | catchwords | secFol | stamp | watermark | heraldry | origDate | origPlace | locus | locusGrp"
      as="element()">
    <xsl:call-template name="t:part">
      <xsl:with-param name="class" select="@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- What is in it: items in items, each with its number. -->
  <xsl:template match="msItem" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes"/>
      <xsl:if test="@n">
        <span class="item-number" data-teipress="generated">{@n}</span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </div>
  </xsl:template>

  <!-- Measures: the unit is told where the text does not. -->
  <xsl:template match="dimensions" as="element()">
    <xsl:call-template name="t:part">
      <xsl:with-param name="class" select="@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="height | width | depth | dim" as="element()">
    <xsl:element name="{f:flow-tag(.)}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@type/f:words(.)"/>
      </xsl:call-template>
      <xsl:apply-templates/>
      <xsl:variable name="unit" select="(@unit, parent::dimensions/@unit)[1] ! normalize-space()"/>
      <xsl:if test="not(normalize-space()) and (@quantity or @extent)">
        <span data-teipress="generated">{(@quantity, @extent)[1]}</span>
      </xsl:if>
      <xsl:if test="$unit and not(matches(., '\p{L}'))">
        <span data-teipress="generated">{' ' || $unit}</span>
      </xsl:if>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
