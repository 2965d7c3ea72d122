<?xml version="1.0" encoding="UTF-8"?>
<!-- Blocks: the elements that take lines of their own. Some do only where what is around them is made of blocks: a stage
     direction between speeches is one, in a verse line it is not. The lists are static, so that patterns are made of them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private">

  <xsl:variable name="always-blocks" static="yes" as="xs:string" select="normalize-space('
      TEI ab abstract addrLine address annotationBlock argument availability back binding biblFull biblStruct body broadcast byline
      castGroup castItem castList cell cit closer collection correspAction correspContext correspDesc custodialHist
      dateline div div1 div2 div3 div4 div5 div6 div7 divGen docAuthor docDate docEdition docImprint docTitle eTree eg egXML
      entry entryFree epigraph epilogue event eventList facsimile fileDesc floatingText forest front group head headItem headLabel
      history imprimatur item l layoutDesc lg linkGrp list listAnnotation listApp listBibl listEvent listNym listObject listOrg
      listPerson listPlace listRelation listWit msContents msDesc msFrag msIdentifier msItem msItemStruct msPart nym object
      opener org p particDesc performance person personGrp persona physDesc place post postscript prologue publicationStmt
      recordHist relation row salute seg-block set settingDesc signed sourceDoc sp spGrp spanGrp speaker standOff superEntry
      surface surfaceGrp table teiCorpus teiHeader text titlePage titlePart trailer u witness zone
      additional additions accMat acquisition adminInfo altIdentifier bindingDesc colophon decoDesc decoNote explicit
      finalRubric foliation handDesc handNote incipit layout musicNotation objectDesc origin provenance rubric scriptDesc
      scriptNote seal sealDesc support supportDesc surrogates typeDesc typeNote custEvent
      altGrp interpGrp joinGrp timeline listTranspose listChange handNotes listForest metDecl')"/>
  <xsl:variable name="fp:always" as="map(xs:string, xs:boolean)" select="fp:set($always-blocks)"/>

  <!-- Blocks where they stand among blocks. -->
  <xsl:variable name="perhaps-blocks" static="yes" as="xs:string" select="normalize-space('
      bibl camera caption desc epigraph figure formula fw gap incident kinesic label metamark milestone move notatedMusic
      note noteGrp pause quote q said sense shift sound stage tech view vocal writing ellipsis space figDesc meeting')"/>
  <xsl:variable name="fp:perhaps" as="map(xs:string, xs:boolean)" select="fp:set($perhaps-blocks)"/>

  <!-- What is made of blocks. -->
  <xsl:variable name="structural" static="yes" as="xs:string" select="normalize-space('
      TEI teiCorpus text front body back group floatingText div div1 div2 div3 div4 div5 div6 div7 lg sp spGrp castList castGroup
      titlePage opener closer argument epigraph postscript figure list listBibl table performance prologue epilogue set
      annotationBlock u superEntry entry standOff facsimile sourceDoc surface surfaceGrp zone noteGrp post listWit listApp
      person place org event nym object msDesc msPart msFrag physDesc msContents msItem history additional')"/>
  <xsl:variable name="fp:structural" as="map(xs:string, xs:boolean)" select="fp:set($structural)"/>

  <xsl:function name="fp:set" as="map(xs:string, xs:boolean)">
    <xsl:param name="names" as="xs:string"/>
    <xsl:sequence select="map:merge(tokenize($names)[.] ! map { .: true() })"/>
  </xsl:function>

  <xsl:function name="f:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" select="local-name($element)"/>
    <xsl:sequence select="map:contains($fp:always, $name)
        or (map:contains($fp:perhaps, $name) and map:contains($fp:structural, local-name($element/..)))"/>
  </xsl:function>

  <!-- Whether anything below an element takes lines of its own. -->
  <xsl:function name="f:holds-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="some $inner in $element/descendant::* satisfies map:contains($fp:always, local-name($inner))"/>
  </xsl:function>
</xsl:stylesheet>
