<?xml version="1.0" encoding="UTF-8"?>
<!-- Blocks: the elements that take lines of their own. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions">

  <xsl:variable name="f:blocks" as="xs:string+" select="tokenize('
      TEI ab abstract addrLine address argument authority availability back biblStruct body byline castGroup
      castItem castList cell cit closer correspDesc dateline desc div div1 div2 div3 div4 div5 div6 div7 docAuthor docDate
      docEdition docImprint docTitle eTree egXML entry epigraph facsimile figure floatingText form front group head imprimatur
      item l lg licence list listBibl listEvent listOrg listPerson listPlace listRelation listWit msContents msDesc
      msIdentifier msItem msPart opener org p performance person physDesc place postscript publicationStmt row salute set
      signed sourceDoc sp speaker spGrp stage standOff surface table teiHeader text titlePage titlePart trailer witness
      zone')[.]"/>

  <xsl:function name="f:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="local-name($element) = $f:blocks"/>
  </xsl:function>

  <!-- Whether anything below an element takes lines of its own. -->
  <xsl:function name="f:holds-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="some $inner in $element/descendant::* satisfies f:is-block($inner)"/>
  </xsl:function>
</xsl:stylesheet>
