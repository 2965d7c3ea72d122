<?xml version="1.0" encoding="UTF-8"?>
<!-- Drama: cast lists, speeches, speakers, stage directions, and what a camera sees. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- A speech: its speaker, then the words. -->
  <xsl:template match="sp | spGrp | set" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="speaker" as="element()">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="stage | camera | sound | tech | view | caption" as="element()">
    <xsl:call-template name="t:flow">
      <xsl:with-param name="class" select="@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Somebody comes or goes: marked in the source, said by the stage direction around it. -->
  <xsl:template match="move" as="element()">
    <xsl:call-template name="t:flow">
      <xsl:with-param name="class" select="@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The cast is a list; a group in it a list of its own. -->
  <xsl:template match="castList | castGroup" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@type/f:words(.)"/>
      </xsl:call-template>
      <xsl:call-template name="t:members">
        <xsl:with-param name="members" select="'castItem', 'castGroup'"/>
      </xsl:call-template>
    </div>
  </xsl:template>

  <xsl:template match="castItem" as="element(h:div)">
    <xsl:call-template name="t:block">
      <xsl:with-param name="class" select="@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="role | roleDesc | actor" as="element()">
    <xsl:call-template name="t:inline"/>
  </xsl:template>
</xsl:stylesheet>
