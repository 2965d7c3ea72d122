<?xml version="1.0" encoding="UTF-8"?>
<!-- What of a page goes into which file of a book. A short text is one chapter; a long one is divided at its divisions, as
     often as needed. The notes are at the end of the chapter that calls them.

     The plan is a map:
     chapters   maps: file, nodes (of the page), notes (li elements of the page), title, is-about
     files      the id of each element → the file that has it
     media      the address of each picture on the page → its path in the book -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <!-- Characters: a text that has more is divided; a division that has fewer stays with its neighbour. -->
  <xsl:variable name="fp:long" as="xs:integer" select="40000"/>
  <xsl:variable name="fp:short" as="xs:integer" select="6000"/>

  <xsl:key name="on-page" match="*[@id]" use="@id"/>

  <xsl:function name="fp:plan" as="map(xs:string, item()*)">
    <xsl:param name="page" as="element(h:html)"/>
    <xsl:variable name="whole" as="element()" select="($page//*[contains-token(@class, 'text-page')])[1]"/>
    <xsl:variable name="about" as="element()*" select="$whole/*[contains-token(@class, 'about') or contains-token(@class, 'tei-standOff')]"/>
    <xsl:variable name="flow" as="node()*" select="$whole/node() except ($about, $whole/(h:header, h:nav, h:aside), $whole/*[contains-token(@class, 'tei-facsimile')])"/>
    <xsl:variable name="pieces" as="map(*)*" select="if (fp:size($flow) le $fp:long) then map { 'nodes': $flow, 'size': fp:size($flow) } else fp:joined(fp:pieces-of($flow))"/>
    <xsl:variable name="told" as="map(*)*" select="$pieces[?size gt 0 or ?nodes/descendant-or-self::h:img]"/>
    <xsl:variable name="notes" as="element(h:li)*" select="$flow/descendant-or-self::h:section[fp:is-of-notes(.)]/h:ol/h:li"/>
    <xsl:variable name="callers" as="map(xs:string, xs:integer)" select="fp:callers($told)"/>
    <xsl:variable name="chapters" as="map(*)*">
      <xsl:for-each select="$told">
        <xsl:variable name="number" select="position()"/>
        <xsl:variable name="is-last" select="position() = last()"/>
        <xsl:sequence select="map { 'file': 'text-' || $number || '.xhtml', 'nodes': ?nodes, 'whole': $whole, 'is-about': false(), 'is-first': $number = 1,
            'title': fp:title-of(?nodes), 'notes': $notes[let $caller := $callers(string(@id)) return $caller = $number or (empty($caller) and $is-last)] }"/>
      </xsl:for-each>
      <xsl:if test="exists($about)">
        <xsl:sequence select="map { 'file': 'about.xhtml', 'nodes': $about, 'whole': $whole, 'is-about': true(), 'is-first': empty($told),
            'title': f:label('about'), 'notes': () }"/>
      </xsl:if>
    </xsl:variable>
    <xsl:sequence select="map { 'chapters': $chapters, 'whole': $whole, 'files': fp:files($chapters), 'media': fp:media-in-epub($chapters) }"/>
  </xsl:function>

  <xsl:function name="fp:size" as="xs:integer">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:sequence select="xs:integer(sum($nodes ! string-length(normalize-space())))"/>
  </xsl:function>

  <!-- What a text may be divided at. -->
  <xsl:function name="fp:is-part" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node[self::h:section or self::h:div or self::h:article][not(fp:is-of-notes(.))]
        [tokenize(@class) = ('tei-text', 'tei-front', 'tei-body', 'tei-back', 'tei-group', 'tei-TEI', 'tei-teiCorpus', 'tei-div', 'tei-div1',
        'tei-div2', 'tei-div3', 'tei-div4', 'tei-div5', 'tei-div6', 'tei-div7', 'tei-sourceDoc', 'tei-surfaceGrp', 'tei-surface')])"/>
  </xsl:function>

  <!-- Notes and apparatus, which stand at the end of a page. -->
  <xsl:function name="fp:is-of-notes" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/self::h:section[contains-token(@class, 'notes') or contains-token(@class, 'apparatus')][@data-teipress])"/>
  </xsl:function>

  <!-- The pieces of a part: itself, if it is short or holds no parts. -->
  <xsl:function name="fp:pieces" as="map(*)*">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="size" select="fp:size($part)"/>
    <xsl:sequence select="if ($size gt $fp:long and (some $child in $part/* satisfies fp:is-part($child))) then fp:pieces-of($part/node())
        else map { 'nodes': $part, 'size': $size }"/>
  </xsl:function>

  <!-- The pieces of what stands beside each other: what follows a part stays with it. -->
  <xsl:function name="fp:pieces-of" as="map(*)*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:for-each-group select="$nodes" group-starting-with="*[fp:is-part(.)]">
      <xsl:choose>
        <xsl:when test="fp:is-part(.)">
          <xsl:variable name="pieces" select="fp:pieces(.)"/>
          <xsl:variable name="rest" select="tail(current-group())"/>
          <xsl:sequence select="$pieces[position() lt last()], fp:together($pieces[last()], map { 'nodes': $rest, 'size': fp:size($rest) })"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="map { 'nodes': current-group(), 'size': fp:size(current-group()) }"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <!-- Short pieces join their neighbours. -->
  <xsl:function name="fp:joined" as="map(*)*">
    <xsl:param name="pieces" as="map(*)*"/>
    <xsl:iterate select="$pieces">
      <xsl:param name="before" as="map(*)?" select="()"/>
      <xsl:on-completion select="$before"/>
      <xsl:choose>
        <xsl:when test="exists($before) and ($before?size + ?size lt $fp:short or $before?size lt $fp:short div 6 or ?size = 0)">
          <xsl:next-iteration>
            <xsl:with-param name="before" select="fp:together($before, .)"/>
          </xsl:next-iteration>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="$before"/>
          <xsl:next-iteration>
            <xsl:with-param name="before" select="."/>
          </xsl:next-iteration>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:iterate>
  </xsl:function>

  <xsl:function name="fp:together" as="map(*)">
    <xsl:param name="one" as="map(*)"/>
    <xsl:param name="other" as="map(*)"/>
    <xsl:sequence select="map { 'nodes': ($one?nodes, $other?nodes), 'size': $one?size + $other?size }"/>
  </xsl:function>

  <!-- The number of the first piece that calls a note. -->
  <xsl:function name="fp:callers" as="map(xs:string, xs:integer)">
    <xsl:param name="pieces" as="map(*)*"/>
    <xsl:map>
      <xsl:for-each-group select="for $number in 1 to count($pieces) return
          $pieces[$number]?nodes/descendant-or-self::h:a[fp:is-call(.)] ! map { 'id': substring(@href, 2), 'piece': $number }" group-by="?id">
        <xsl:map-entry key="current-grouping-key()" select="?piece"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>

  <xsl:function name="fp:is-call" as="xs:boolean">
    <xsl:param name="link" as="element(h:a)"/>
    <xsl:sequence select="tokenize($link/@class) = ('note-call', 'app-call') and starts-with($link/@href, '#')"/>
  </xsl:function>

  <!-- The words of the first heading. -->
  <xsl:function name="fp:title-of" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="heading" select="($nodes/descendant-or-self::*[fp:is-heading(.)])[1]"/>
    <xsl:sequence select="($heading ! fp:heading-words(.), f:title($fp:source))[normalize-space()][1]"/>
  </xsl:function>

  <xsl:variable name="fp:source" as="document-node()" select="/"/>

  <xsl:function name="fp:is-heading" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="matches(local-name($element), '^h[1-6]$')"/>
  </xsl:function>

  <!-- The words of a heading: without what the page adds, and what is not read. -->
  <xsl:function name="fp:heading-words" as="xs:string">
    <xsl:param name="heading" as="element()"/>
    <xsl:sequence select="normalize-space(string-join($heading//text()[not(ancestor::*[. >> $heading][@data-teipress or f:is-hidden(.)])]))"/>
  </xsl:function>

  <!-- Where each id is. -->
  <xsl:function name="fp:files" as="map(xs:string, xs:string)">
    <xsl:param name="chapters" as="map(*)*"/>
    <xsl:map>
      <xsl:for-each-group group-by="string(?id)" select="for $chapter in $chapters return
          ($chapter?nodes/descendant-or-self::*[not(ancestor-or-self::h:section[fp:is-of-notes(.)])]/@id, $chapter?notes/descendant-or-self::*/@id,
          fp:around($chapter?nodes, $chapter?whole)[fp:is-begun-in(., $chapter)]/@id) ! map { 'id': ., 'file': $chapter?file }">
        <xsl:map-entry key="current-grouping-key()" select="?file"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>

  <!-- The elements that hold some nodes of the page, up to the whole text. -->
  <xsl:function name="fp:around" as="element()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="whole" as="element()"/>
    <xsl:sequence select="$nodes/ancestor::*[. is $whole or . >> $whole]"/>
  </xsl:function>

  <!-- Whether an element that several chapters are parts of begins in this one. -->
  <xsl:function name="fp:is-begun-in" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="chapter" as="map(*)"/>
    <xsl:variable name="first" select="($chapter?nodes[ancestor::* intersect $element])[1]"/>
    <xsl:sequence select="if ($element is $chapter?whole) then $chapter?is-first
        else every $node in $first/ancestor-or-self::node()[ancestor::* intersect $element] satisfies
          empty($node/preceding-sibling::node()[self::* or normalize-space()])"/>
  </xsl:function>

  <!-- The pictures: those of kinds that every e-reader knows. -->
  <xsl:function name="fp:media-in-epub" as="map(xs:string, xs:string)">
    <xsl:param name="chapters" as="map(*)*"/>
    <xsl:map>
      <xsl:for-each select="distinct-values($chapters ! (?nodes, ?notes)/descendant-or-self::h:img[not(ancestor::h:a[contains-token(@class, 'page-picture')])]/@src)
          [. = $media-addresses][map:contains($fp:picture-types, fp:suffix(.))]">
        <xsl:map-entry key="string(.)" select="'media/' || position() || '.' || fp:suffix(.)"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <xsl:variable name="fp:picture-types" as="map(xs:string, xs:string)" select="map { 'png': 'image/png', 'jpg': 'image/jpeg', 'jpeg': 'image/jpeg',
      'gif': 'image/gif', 'webp': 'image/webp', 'svg': 'image/svg+xml' }"/>

  <xsl:function name="fp:suffix" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="lower-case(replace($address, '^.*\.', ''))"/>
  </xsl:function>
</xsl:stylesheet>
