<?xml version="1.0" encoding="UTF-8"?>
<!-- What a text is, as its header says: titles, authors, date, languages, keywords, place of origin, source, rights.

     <x:author name sort key role?>       <x:editor> likewise; key: what @ref or @key says, if anything
     <x:written kind year until phrase>   the one date that the text is listed under
     <x:language code>name, if the header gives one
     <x:keyword>* <x:origin>* <x:subtitle>? <x:source>? <x:opening>? <x:rights href>* -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:x="https://teipress.org/ns/index" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:function name="f:description" as="element()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="header" select="$document/*/teiHeader[1]"/>
    <xsl:variable name="titles" select="$header/fileDesc/titleStmt/title"/>
    <xsl:for-each select="($titles[@type = 'sub'])[1]">
      <x:subtitle>{normalize-space()}</x:subtitle>
    </xsl:for-each>
    <xsl:sequence select="f:authors($document), $header/fileDesc/titleStmt/editor ! fp:responsible(., 'editor'),
        f:written($document), f:languages($document), f:keywords($header), f:origins($header)"/>
    <xsl:for-each select="f:source($header)">
      <x:source>{normalize-space(string-join(node() except (note, availability, bibl, idno), if (self::biblStruct) then ' ' else ''))}</x:source>
      <x:url>{(ref/@target ! f:safe-href(.))[1]}</x:url>
    </xsl:for-each>
    <x:opening>{fp:shortened(f:opening($document), 240)}</x:opening>
    <xsl:for-each select="$header/fileDesc/publicationStmt/availability/(licence | p)[normalize-space() or @target]">
      <x:rights>
        <xsl:if test="@target">
          <xsl:attribute name="href" select="f:safe-href(@target)"/>
        </xsl:if>
        <xsl:text>{(normalize-space()[.], @target)[1]}</xsl:text>
      </x:rights>
    </xsl:for-each>
  </xsl:function>

  <!-- Where the words come from: the book or manuscript rather than a copy of it on the web. -->
  <xsl:function name="f:source" as="element()?">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:variable name="sources" select="$header/fileDesc/sourceDesc//(bibl | biblStruct)[not(ancestor::msDesc)]"/>
    <xsl:sequence select="($sources[@type = ('originalSource', 'printSource')], $sources[@type = 'firstEdition'], $sources)[1]"/>
  </xsl:function>

  <!-- Those who wrote it; of a manuscript, those who wrote what is in it. -->
  <xsl:function name="f:authors" as="element(x:author)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="header" select="$document/*/teiHeader[1]"/>
    <xsl:variable name="stated" select="$header/fileDesc/titleStmt/author ! fp:responsible(., 'author')"/>
    <xsl:variable name="found" as="element(x:author)*"
        select="if (exists($stated)) then $stated else $header//msItem/author ! fp:responsible(., 'author')"/>
    <xsl:for-each-group select="$found" group-by="string(@sort)">
      <xsl:sequence select="."/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="fp:responsible" as="element()?">
    <xsl:param name="person" as="element()"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:variable name="named" select="($person/(persName | name | orgName), $person)[1]"/>
    <xsl:variable name="name" select="fp:full-name($named)"/>
    <xsl:variable name="surname" select="normalize-space(string-join($named/surname, ' '))"/>
    <xsl:variable name="others" select="normalize-space(string-join($named/* except $named/surname, ' '))"/>
    <xsl:if test="$name">
      <xsl:element name="x:{$role}">
        <xsl:attribute name="name" select="$name"/>
        <xsl:attribute name="sort" select="if ($surname) then string-join(($surname, $others[.]), ', ') else $name"/>
        <xsl:attribute name="key" select="string(($person/@ref, $named/@ref, $person/@key, $named/@key)[normalize-space()][1])"/>
        <xsl:copy-of select="$person/@role"/>
      </xsl:element>
    </xsl:if>
  </xsl:function>

  <!-- A name without what is said of its bearer; with spaces where it is only parts. -->
  <xsl:function name="fp:full-name" as="xs:string">
    <xsl:param name="named" as="element()"/>
    <xsl:variable name="nodes" select="$named/node() except $named/(idno | affiliation | email | note | date | roleName | ptr)"/>
    <xsl:sequence select="normalize-space(string-join($nodes, if ($nodes/self::text()) then '' else ' '))"/>
  </xsl:function>

  <!-- The date that a text is listed under: when it was written, or made, or first printed, or what its source says. A text
       without a source has that of its publication. The first of these that tells a year counts. -->
  <xsl:function name="f:written" as="element(x:written)?">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="header" select="$document/*/teiHeader[1]"/>
    <xsl:variable name="source" select="$header/fileDesc/sourceDesc"/>
    <xsl:variable name="events" select="$document/*/standOff/listEvent/event"/>
    <xsl:variable name="candidates" as="element(x:written)*" select="
        $header/profileDesc/creation/(date, .)[1] ! fp:dated(., 'written'),
        ($source//date[@type = 'written'], $events[@type = 'written']) ! fp:dated(., 'written'),
        $source//origDate ! fp:dated(., 'made'),
        fp:earliest((
          ($source//date[@type = 'print'], $events[@type = 'print'], $source//bibl[@type = 'firstEdition']/date) ! fp:dated(., 'printed'),
          ($source//date[@type = 'premiere'], $events[@type = 'premiere']) ! fp:dated(., 'performed'))),
        fp:earliest($source//bibl[@type = 'originalSource']//date ! fp:dated(., 'source')),
        fp:earliest($source//(bibl | biblFull | biblStruct)//date ! fp:dated(., 'source')),
        $document//front//docDate ! fp:dated(., 'printed'),
        $header/fileDesc[not(sourceDesc//(bibl | biblFull | biblStruct | msDesc))]/publicationStmt//date ! fp:dated(., 'published')"/>
    <xsl:sequence select="$candidates[1]"/>
  </xsl:function>

  <xsl:function name="fp:earliest" as="element(x:written)?">
    <xsl:param name="dates" as="element(x:written)*"/>
    <xsl:sequence select="sort($dates, (), function($date) { xs:integer($date/@year) })[1]"/>
  </xsl:function>

  <!-- A date, if it tells a year. -->
  <xsl:function name="fp:dated" as="element(x:written)?">
    <xsl:param name="date" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="words" select="normalize-space($date)[not($date/self::event)]"/>
    <xsl:variable name="in-words" select="replace($words, '^(?:.*?\D)??(\d{3,4})(?:\D.*)?$', '$1')[. castable as xs:integer]"/>
    <xsl:variable name="years" select="(f:date-values($date) ! f:year(.), $in-words ! xs:integer(.)[not(f:date-values($date))])"/>
    <xsl:if test="exists($years)">
      <x:written kind="{$kind}" year="{min($years)}" until="{max($years)}"
          phrase="{if ($kind = 'made' and string-length($words) lt 60) then $words[.] else f:date-phrase($date)}">
        <xsl:copy-of select="f:date-values($date)"/>
      </x:written>
    </xsl:if>
  </xsl:function>

  <!-- The languages that a text is in: what a manuscript's description or the text itself says, or what the header lists. -->
  <xsl:function name="f:languages" as="element(x:language)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="usage" select="$document/*/teiHeader[1]/profileDesc/langUsage/language"/>
    <xsl:variable name="of-manuscript" select="$document/*/teiHeader[1]//msDesc//textLang/tokenize(string-join((@mainLang, @otherLangs), ' '))"/>
    <xsl:variable name="of-text" select="($document/*/text/@xml:lang, $document/*/@xml:lang, $document/*/text/body/@xml:lang)[normalize-space()][1]"/>
    <xsl:variable name="codes" select="if (exists($of-manuscript)) then $of-manuscript
        else if (exists($of-text)) then $of-text else $usage/@ident"/>
    <xsl:for-each select="distinct-values($codes ! f:language(.))">
      <x:language code="{.}">{($usage[f:language(@ident) = current()] ! normalize-space())[1]}</x:language>
    </xsl:for-each>
  </xsl:function>

  <!-- The language that the words of a file are in, as far as it says so. -->
  <xsl:function name="f:main-language" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="(($document/*/@xml:lang, $document/*/text/@xml:lang,
        $document/*/teiHeader[1]/profileDesc/langUsage[count(language) = 1]/language/@ident)/f:language-tag(.), $edition-language)[1]"/>
  </xsl:function>

  <!-- The language of a tag, in its shortest code: “de” for “de-AT”, “deu” and “ger”. -->
  <xsl:function name="f:language" as="xs:string?">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:variable name="code" select="lower-case(tokenize($tag, '[-_\s]')[1])"/>
    <xsl:sequence select="($fp:two-letters($code), $code)[. ne ''][1]"/>
  </xsl:function>

  <!-- What a text is about and of what genre: keywords, categories by their descriptions, and classes. A class that is only
       a number of Wikidata says nothing to a reader. -->
  <xsl:function name="f:keywords" as="element(x:keyword)*">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:variable name="class" select="$header/profileDesc/textClass"/>
    <xsl:variable name="words" select="
        $class/keywords//(term | item[not(term)]) ! normalize-space(),
        $class/catRef/tokenize(@target) ! fp:category(., $header),
        $class/classCode ! normalize-space()[not(matches(., '^Q\d+$'))]"/>
    <xsl:for-each select="distinct-values($words[.])">
      <x:keyword>{.}</x:keyword>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="fp:category" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="header" as="element(teiHeader)"/>
    <xsl:variable name="category" select="key('id', substring-after($pointer, '#'), root($header))/self::category[1]"/>
    <xsl:sequence select="($category/(catDesc, gloss)[normalize-space()][1] ! normalize-space(),
        replace($pointer, '^.*[#/]', ''))[1]"/>
  </xsl:function>

  <!-- Where a text comes from: the origin of a manuscript, the place of writing, or that of its first source. -->
  <xsl:function name="f:origins" as="element(x:origin)*">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:variable name="places" select="($header//msDesc//origPlace,
        $header/profileDesc/creation/(placeName | settlement | region | country | name[@type = 'place']))[normalize-space()]"/>
    <xsl:variable name="printed" select="($header/fileDesc/sourceDesc//pubPlace[normalize-space()])[1]"/>
    <xsl:for-each select="distinct-values((if (exists($places)) then $places else $printed) ! fp:bare(normalize-space()))">
      <x:origin>{.}</x:origin>
    </xsl:for-each>
  </xsl:function>

  <!-- How a text begins: its first paragraph or verses; of a manuscript, what it is. -->
  <xsl:function name="f:opening" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="first" select="$document/descendant::*[self::p or self::ab or self::l][ancestor::body/parent::text][normalize-space()][1]"/>
    <xsl:variable name="manuscript" select="($document/*/teiHeader//msDesc//(head | summary | msItem/title)[normalize-space()])[1]"/>
    <xsl:sequence select="normalize-space(
        if ($first/self::l) then string-join(($first, $first/following-sibling::l[position() lt 4]) ! normalize-space(), ' / ')
        else ($first, $manuscript)[1])"/>
  </xsl:function>

  <!-- Words, with single spaces between them, cut off between two. A greedy pattern finds the last space from the end: one that
       starts with the space tries every space, and takes ten times as long. -->
  <xsl:function name="fp:shortened" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:sequence select="if (string-length($text) le $length) then $text else replace(substring($text, 1, $length), '^(.*) .*$', '$1') || '…'"/>
  </xsl:function>

  <!-- A name without the full stop, comma or colon that a list or a line puts after it. -->
  <xsl:function name="fp:bare" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="if (contains(' &#9;&#10;&#13;.,:;', substring($words, string-length($words)))) then replace($words, '[\s.,:;]+$', '') else $words"/>
  </xsl:function>
</xsl:stylesheet>
