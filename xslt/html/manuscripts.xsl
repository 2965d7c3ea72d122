<?xml version="1.0" encoding="UTF-8"?>
<!-- Descriptions of manuscripts and objects, persons and places: each part with its name beside it. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="msDesc | msPart | msFrag | physDesc | msContents | history | additional | adminInfo | objectDesc | supportDesc | layoutDesc
      | handDesc | decoDesc | bindingDesc | sealDesc | scriptDesc | typeDesc | recordHist | custodialHist | msItem | msItemStruct | msIdentifier
      | altIdentifier | object | objectIdentifier | support | layout | handNote | decoNote | binding | seal | typeNote | scriptNote
      | provenance | origin | acquisition | surrogates | accMat | additions | musicNotation | condition | collation | foliation | custEvent
      | summary | incipit | explicit | rubric | finalRubric | colophon | dimensions" as="element()">
    <xsl:choose>
      <xsl:when test="f:is-block(.)">
        <div>
          <xsl:call-template name="t:attributes"/>
          <xsl:if test="f:has-label('ms-' || local-name())">
            <span class="part-label" data-teipress="generated" lang="{$edition-language}">{f:label('ms-' || local-name())}</span>
          </xsl:if>
          <xsl:apply-templates/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="t:inline"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
