<?xml version="1.0" encoding="UTF-8"?>
<!-- Standoff markup, facsimiles and other parts beside a text: lists, links, zones, annotations. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="standOff | facsimile | sourceDoc | surface | surfaceGrp | zone | listPerson | listPlace | listOrg | listEvent | listNym
      | listObject | listBibl | listRelation | listAnnotation | listChange | linkGrp | joinGrp | altGrp | spanGrp | interpGrp | timeline
      | person | personGrp | persona | place | org | event | nym | relation | annotation | annotationBlock | u | biblStruct | biblFull
      | correspDesc | correspAction | correspContext | xenoData | handNotes | particDesc | settingDesc" as="element()">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="bibl | cit | pause | incident | kinesic | vocal | writing | shift" as="element()">
    <xsl:call-template name="t:flow"/>
  </xsl:template>
</xsl:stylesheet>
