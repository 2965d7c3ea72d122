<?xml version="1.0" encoding="UTF-8"?>
<!-- Blocks: the elements that take lines of their own. Some do only where what is around them is made of blocks: a stage
     direction between speeches is one, in a verse line it is not. The lists are static, so that patterns are made of them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:variable name="always-blocks" static="yes" as="xs:string" select="normalize-space('
      TEI ab abstract accMat acquisition additional additions addrLine address adminInfo altGrp altIdentifier annotation
      annotationBlock appInfo application argument availability back biblFull biblStruct bindingDesc body broadcast byline cRefPattern
      calendar calendarDesc castGroup castItem castList catDesc category cell change char charDecl cit citeStructure classDecl closer
      collation colophon condition correction correspAction correspContext correspDesc custEvent custodialHist
      dateline decoDesc dictScrap decoNote div div1 div2 div3 div4 div5 div6 div7 divGen docAuthor docDate docEdition docImprint docTitle
      eTree editionStmt editorialDecl eg egXML encodingDesc entry entryFree epigraph epilogue equipment event explicit
      facsimile fileDesc finalRubric floatingText foliation forest front geoDecl glyph graph group handDesc handNote handNotes head
      headItem headLabel history hom hyphenation imprimatur incipit interpGrp interpretation item joinGrp keywords l langUsage
      layout layoutDesc lg licence line linkGrp list listAnnotation listApp listBibl listChange listEvent listForest listNym
      listObject listOrg listPerson listPlace listPrefixDef listRelation listTranspose listWit metDecl msContents msDesc msFrag
      msIdentifier msItem msItemStruct msPart musicNotation namespace normalization notesStmt nym object objectDesc objectIdentifier opener
      org origin p particDesc performance person personGrp persona physDesc place post postscript prefixDef profileDesc
      projectDesc prologue provenance publicationStmt punctuation quotation re recordHist recording recordingStmt refState refsDecl relation
      revisionDesc row rubric salute samplingDecl scriptDesc scriptNote scriptStmt seal sealDesc segmentation sense
      seriesStmt set setting settingDesc signed source sourceDesc sourceDoc sp spGrp spanGrp speaker standOff stdVals
      styleDefDecl summary superEntry support supportDesc surface surfaceGrp surrogates table tagUsage tagsDecl taxonomy teiCorpus
      teiHeader text textClass textDesc timeline titlePage titlePart titleStmt trailer transcriptionDesc tree typeDesc typeNote u
      unitDecl unitDef variantEncoding witness xenoData zone')"/>

  <!-- Blocks where they stand among blocks. -->
  <xsl:variable name="among-blocks" static="yes" as="xs:string" select="normalize-space('
      add app bibl camera caption damage del desc epigraph etym figDesc figure formula fw gap incident kinesic label
      metamark milestone mod move notatedMusic note noteGrp pause quote q restore retrace said shift sound space stage
      subst supplied tech view vocal writing ellipsis meeting index')"/>

  <!-- Blocks where they are a fact of an entry, a description or a header. -->
  <xsl:variable name="among-facts" static="yes" as="xs:string" select="normalize-space('
      age affiliation author authority bibl binding birth bloc certainty climate collection country creation date death decoNote
      desc dim dimensions distributor district edition editor education eventName extent faith filiation floruit form funder
      gender geogName heraldry idno label langKnowledge langKnown language licence locale location locus locusGrp
      material msName name nationality note noteGrp objectName objectType occupation offset orgName origDate origPlace persName
      persPronouns placeName population principal publisher pubPlace region residence respStmt secFol series
      settlement sex signatures catchwords socecStatus sponsor stamp state summary terrain textLang title trait watermark
      mapping unicodeProp unihanProp localProp activity channel constitution derivation domain factuality interaction
      preparedness purpose institution repository')"/>
  <xsl:variable name="perhaps-blocks" static="yes" as="xs:string"
      select="string-join(distinct-values(tokenize($among-blocks || ' ' || $among-facts)), ' ')"/>

  <!-- What is made of blocks. -->
  <xsl:variable name="structural" static="yes" as="xs:string" select="normalize-space('
      TEI teiCorpus text front body back group floatingText div div1 div2 div3 div4 div5 div6 div7 lg sp spGrp castList castGroup
      titlePage argument epigraph postscript figure listBibl performance prologue epilogue set
      annotationBlock superEntry entry hom standOff facsimile sourceDoc surface surfaceGrp noteGrp post listWit listApp
      listPerson listPlace listOrg listEvent listObject listNym listRelation particDesc settingDesc sourceDesc notesStmt')"/>

  <!-- What is made of facts. -->
  <xsl:variable name="factual" static="yes" as="xs:string" select="normalize-space('
      person personGrp persona place org event nym object setting msDesc msPart msFrag msContents msItem msItemStruct
      physDesc history additional adminInfo supportDesc layoutDesc recordHist titleStmt publicationStmt
      seriesStmt editionStmt fileDesc profileDesc textDesc textClass correspAction char glyph broadcast recording')"/>

  <xsl:variable name="fp:always" as="map(xs:string, xs:boolean)" select="fp:set($always-blocks)"/>
  <xsl:variable name="fp:structural" as="map(xs:string, xs:boolean)" select="fp:set($structural)"/>

  <!-- How an element takes lines of its own, and the parents among which it does. -->
  <xsl:variable name="fp:kinds" as="map(xs:string, xs:string)" select="map:merge((
      tokenize($among-facts) ! map { .: 'fact' },
      tokenize($among-blocks) ! map { .: if (. = tokenize($among-facts)) then 'either' else 'block' },
      tokenize($always-blocks) ! map { .: 'always' }, ('list', 'item') ! map { .: 'list' }), map { 'duplicates': 'use-last' })"/>
  <xsl:variable name="fp:parents" as="map(xs:string, map(xs:string, xs:boolean))" select="map {
      'block': $fp:structural, 'fact': fp:set($factual), 'either': fp:set($structural || ' ' || $factual) }"/>

  <xsl:function name="fp:set" as="map(xs:string, xs:boolean)">
    <xsl:param name="names" as="xs:string"/>
    <xsl:sequence select="map:merge(tokenize($names)[.] ! map { .: true() })"/>
  </xsl:function>

  <xsl:function name="f:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="kind" select="$fp:kinds(local-name($element))"/>
    <xsl:sequence select="
        if (empty($kind)) then false()
        else if ($kind = 'always') then true()
        else if ($kind = 'list') then not(f:is-inline-list($element/ancestor-or-self::list[1]))
        else map:contains($fp:parents($kind), local-name($element/..))"/>
  </xsl:function>

  <!-- Whether anything below an element takes lines of its own: what is set elsewhere does not. -->
  <xsl:function name="f:holds-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="some $child in $element/* satisfies
        (f:is-block($child) or (exists($child/*) and f:holds-block($child))) and not(f:moves($child))"/>
  </xsl:function>

  <!-- A list that stands in the line of its paragraph: “(a) one, (b) two”. -->
  <xsl:function name="f:is-inline-list" as="xs:boolean">
    <xsl:param name="list" as="element(list)?"/>
    <xsl:sequence select="$list/@type = ('inline', 'runin') or $list/@rend = ('inline', 'runin')"/>
  </xsl:function>

  <!-- Which notes move to the end: those that say so, and those in a line that do not say where they stand. -->
  <xsl:function name="f:moves" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::note or self::noteGrp]) and fp:note-moves($element)"/>
  </xsl:function>

  <xsl:function name="fp:note-moves" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="($note/@place = ('foot', 'bottom', 'end', 'endnote', 'footnote', 'page-end') or (empty($note/@place) and not(f:is-block($note))))
        and exists($note/ancestor::text) and empty($note/(ancestor::note | ancestor::noteGrp | parent::app))"/>
  </xsl:function>
</xsl:stylesheet>
