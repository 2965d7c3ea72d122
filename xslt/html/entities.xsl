<?xml version="1.0" encoding="UTF-8"?>
<!-- Persons, places, organisations, events, objects, and what is known of them; relations between them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="listPerson | listPlace | listOrg | listEvent | listObject | listNym | listRelation | particDesc | settingDesc" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="person | personGrp | persona | place | org | event | nym | setting" as="element(h:div)">
    <xsl:call-template name="t:block">
      <xsl:with-param name="class" select="'known', @type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A fact of an entry: its name, then what is said. -->
  <xsl:template match="affiliation | age | birth | bloc | climate | death | district | education | faith | floruit | gender | langKnowledge | langKnown
      | location | nationality | occupation | persPronouns | population | residence | sex | socecStatus | state | terrain | trait
      | locale | activity" as="element()">
    <xsl:call-template name="t:part">
      <xsl:with-param name="class" select="@type/f:words(.)"/>
      <xsl:with-param name="label" select="if (@type and f:has-label('part-' || local-name() || '-' || @type)) then 'part-' || local-name() || '-' || @type else 'part-' || local-name()"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Sex and gender may be told by a code only. -->
  <xsl:template match="*[self::sex or self::gender or self::age][@value]" mode="m:values" as="element(h:span)?">
    <xsl:if test="not(normalize-space())">
      <span data-teipress="generated">{@value}</span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="geo | geogFeat" as="element()">
    <xsl:call-template name="t:inline"/>
  </xsl:template>

  <!-- How two entries belong together: who, how, to whom. -->
  <xsl:template match="relation" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@type/f:words(.)"/>
      </xsl:call-template>
      <span data-teipress="generated">
        <xsl:sequence select="f:pointers((@active, @mutual)[1])"/>
        <xsl:text> {translate((@name, @ref ! replace(., '^.*[/#]', ''))[1], '-_', '  ')} </xsl:text>
        <xsl:sequence select="f:pointers(@passive)"/>
      </span>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </div>
  </xsl:template>
</xsl:stylesheet>
