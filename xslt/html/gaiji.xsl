<?xml version="1.0" encoding="UTF-8"?>
<!-- Characters that Unicode lacks, and small writing beside characters. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="g" as="element()">
    <xsl:call-template name="t:inline"/>
  </xsl:template>

  <!-- A character of which there is only a description: its nearest equivalent, else its name. -->
  <xsl:template match="g[not(node())]" as="element(h:span)">
    <span>
      <xsl:call-template name="t:attributes"/>
      <xsl:variable name="character" select="@ref ! tokenize(.)[1][starts-with(., '#')] ! key('id', substring(., 2), root(current()))[1]"/>
      <span data-teipress="generated">{(f:character($character), @type ! ('[' || . || ']'), '�')[1]}</span>
    </span>
  </xsl:template>

  <xsl:function name="f:character" as="xs:string?">
    <xsl:param name="character" as="element()?"/>
    <xsl:variable name="mappings" select="$character/mapping[normalize-space()]"/>
    <xsl:variable name="name" select="$character/(localProp[@name = ('name', 'Name')]/@value, unicodeProp[@name = 'Name']/@value, charName, glyphName)"/>
    <xsl:sequence select="(($mappings[@type = ('Unicode', 'standard')], $mappings[@type = ('composed', 'precomposed', 'normalized', 'simplified')], $mappings)
        ! normalize-space(), $name ! ('[' || normalize-space() || ']'))[1]"/>
  </xsl:function>

  <xsl:template match="charDecl | char | glyph" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="mapping" as="element()">
    <xsl:call-template name="t:part"/>
  </xsl:template>

  <xsl:template match="unicodeProp | unihanProp | localProp" as="element()">
    <xsl:element name="{f:flow-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <span data-teipress="generated">{@name}: {@value}</span>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- In HTML, what is glossed comes first, then its gloss. -->
  <xsl:function name="f:is-ruby" as="xs:boolean">
    <xsl:param name="ruby" as="element(ruby)"/>
    <xsl:sequence select="exists($ruby/*[last()][self::rt]) and empty($ruby/*[1][self::rt]) and empty($ruby/*[not(self::rb or self::rt)])"/>
  </xsl:function>

  <xsl:template match="ruby" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="tag" select="if (f:is-ruby(.)) then 'ruby' else 'span'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="rb" as="element()">
    <xsl:call-template name="t:inline"/>
  </xsl:template>

  <xsl:template match="rt" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="tag" select="if (parent::ruby[f:is-ruby(.) and not(f:holds-block(.))]) then 'rt' else 'span'"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
