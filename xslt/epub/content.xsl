<?xml version="1.0" encoding="UTF-8"?>
<!-- A chapter: what the page has, without what only a page on the web can do. Ids stay as they are; those of the tool's own
     have a full stop for the colon, which EPUB does not allow. Links to other pages of the edition lead to its site, where its address is
     known; else they are only words. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:epub"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:mp="https://teipress.org/ns/modes-private" xmlns:tp="https://teipress.org/ns/templates-private" xmlns:c="https://teipress.org/ns/citation"
    xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:template name="tp:chapter" as="element(h:html)">
    <xsl:param name="chapter" as="map(*)"/>
    <xsl:call-template name="tp:file">
      <xsl:with-param name="title" select="$chapter?title"/>
      <xsl:with-param name="language" select="string($chapter?whole/ancestor::h:html/@lang)"/>
      <xsl:with-param name="direction" select="$chapter?whole/@dir/string()"/>
      <xsl:with-param name="body" as="element()*">
        <xsl:element name="div">
          <xsl:apply-templates select="$chapter?whole/(@* except (@id, @class))"/>
          <xsl:attribute name="class" select="$chapter?whole/@class, 'numbered'[$chapter?nodes/descendant::h:a[contains-token(@class, 'permalink')][matches(., '\d')]]"/>
          <xsl:apply-templates select="$chapter?whole/@id[$chapter?is-first]"/>
          <xsl:call-template name="tp:within">
            <xsl:with-param name="nodes" select="$chapter?nodes"/>
            <xsl:with-param name="parent" select="$chapter?whole"/>
            <xsl:with-param name="chapter" select="$chapter"/>
          </xsl:call-template>
          <xsl:where-populated>
            <section class="notes" epub:type="footnotes" data-teipress="notes">
              <xsl:apply-templates select="$chapter?notes" mode="mp:footnote"/>
            </section>
          </xsl:where-populated>
        </xsl:element>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Nodes of the page within the elements that hold them there, each of which a chapter may have only a part of. -->
  <xsl:template name="tp:within" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="parent" as="element()"/>
    <xsl:param name="chapter" as="map(*)"/>
    <xsl:for-each-group select="$nodes" group-adjacent="generate-id(ancestor-or-self::node()[.. is $parent])">
      <xsl:variable name="child" select="ancestor-or-self::node()[.. is $parent]"/>
      <xsl:choose>
        <xsl:when test="$child is .">
          <xsl:apply-templates select="."/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:element name="{local-name($child)}">
            <xsl:apply-templates select="$child/(@* except @id)"/>
            <xsl:apply-templates select="$child/@id[fp:is-begun-in(.., $chapter)]"/>
            <xsl:call-template name="tp:within">
              <xsl:with-param name="nodes" select="current-group()"/>
              <xsl:with-param name="parent" select="$child"/>
              <xsl:with-param name="chapter" select="$chapter"/>
            </xsl:call-template>
          </xsl:element>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:mode name="m:epub" on-no-match="fail"/>

  <xsl:template match="*" as="element()">
    <xsl:element name="{local-name()}" namespace="{namespace-uri()}">
      <xsl:apply-templates select="@*"/>
      <xsl:copy-of select="'hidden'[f:is-hidden(current())] ! fp:named('hidden', .)"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="text()" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <!-- What the view for reading does not show (assets/views.css): it is there, and hidden, whatever an e-reader makes of styles. -->
  <xsl:function name="f:is-hidden" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="classes" select="tokenize($element/@class)"/>
    <xsl:sequence select="$classes = ('in-diplomatic', 'variant', 'hyphen', 'tei-del', 'deleted', 'tei-delSpan', 'ends-delSpan', 'tei-surplus', 'tei-fw',
        'tei-metamark', 'tei-am', 'tei-handShift', 'tei-undo', 'tei-redo', 'tei-substJoin', 'tei-witStart', 'tei-witEnd', 'tei-lacunaStart',
        'tei-lacunaEnd', 'sigla', 'tei-index', 'tei-certainty', 'tei-precision', 'tei-respons', 'attached')
        and not($classes = 'tei-del' and $element/..[contains-token(@class, 'tei-restore')])
        and not($classes = 'sigla' and (empty($element/..[tokenize(@class) = ('tei-rdg', 'tei-lem')]) or $element/ancestor::*[contains-token(@class, 'tei-listApp')]))
        and not($classes = 'tei-am' and $element/..[contains-token(@class, 'tei-abbr')][not(ancestor::*[contains-token(@class, 'tei-choice')])])"/>
  </xsl:function>

  <!-- What a book has no use for: ways to citations and to other releases, who speaks, controls, pictures of pages. -->
  <xsl:template match="h:script | h:style | h:link | h:form | h:fieldset | h:button | h:input | h:dialog | h:template | h:nav | *[@popover]
      | h:a[tokenize(@class) = ('cite', 'in-latest', 'page-picture')] | h:span[contains-token(@class, 'speaker')][@data-teipress]
      | h:section[fp:is-of-notes(.)] | *[contains-token(@class, 'tei-facsimile')] | comment() | processing-instruction()" as="empty-sequence()" priority="2"/>

  <!-- Attributes. -->
  <xsl:template match="@*" as="attribute()">
    <xsl:attribute name="{name()}" select="."/>
  </xsl:template>

  <xsl:template match="@*[starts-with(name(), 'data-')][not(name() = ('data-before', 'data-teipress'))] | @loading | @tabindex | @popovertarget | @hidden" as="empty-sequence()"/>

  <xsl:template match="@lang" as="attribute()+">
    <xsl:attribute name="lang" select="."/>
    <xsl:attribute name="xml:lang" select="."/>
  </xsl:template>

  <xsl:template match="@id" as="attribute()?">
    <xsl:variable name="name" select="fp:id-in-epub(.)"/>
    <xsl:if test=".. is key('on-page', .)[1] and $name castable as xs:NCName">
      <xsl:attribute name="id" select="$name"/>
    </xsl:if>
  </xsl:template>

  <xsl:variable name="fp:own-prefix" as="xs:string" select="let $ids := //@xml:id
      return ('teipress.', 'teipress..', 'teipress...')[every $id in $ids satisfies not(starts-with($id, .))][1]"/>

  <xsl:function name="fp:id-in-epub" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="if (starts-with($id, 'teipress:')) then $fp:own-prefix || substring-after($id, ':') else $id"/>
  </xsl:function>

  <!-- Links. One that leads nowhere in a book is only its words. -->
  <xsl:template match="h:a" as="element()" priority="1">
    <xsl:param name="plan" as="map(*)" tunnel="yes"/>
    <xsl:param name="file" as="xs:string" tunnel="yes"/>
    <xsl:variable name="href" select="@href ! fp:href-in-epub(., $plan, $file)"/>
    <xsl:choose>
      <xsl:when test="$href">
        <a>
          <xsl:apply-templates select="@* except @href"/>
          <xsl:copy-of select="'hidden'[f:is-hidden(current())] ! fp:named('hidden', .)"/>
          <xsl:if test="fp:is-call(.)">
            <xsl:attribute name="epub:type" select="'noteref'"/>
          </xsl:if>
          <xsl:attribute name="href" select="$href"/>
          <xsl:apply-templates/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="tp:words"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The numbers of paragraphs and lines are no links here; a sign that is no number says nothing. -->
  <xsl:template match="h:a[contains-token(@class, 'permalink')] | h:span[contains-token(@class, 'line-number')]/h:a" as="element()?" priority="2">
    <xsl:if test="matches(., '\d')">
      <xsl:call-template name="tp:words"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="tp:words" as="element(h:span)">
    <span>
      <xsl:apply-templates select="@* except (@href, @rel, @role, @target, @aria-label, @hreflang)"/>
      <xsl:copy-of select="'hidden'[f:is-hidden(current())] ! fp:named('hidden', .)"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:function name="fp:href-in-epub" as="xs:string?">
    <xsl:param name="href" as="xs:string"/>
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="file" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="starts-with($href, '#')">
        <xsl:sequence select="fp:place($plan, substring($href, 2), $file)"/>
      </xsl:when>
      <xsl:when test="starts-with($href, 'doi:')">
        <xsl:sequence select="('https://doi.org/' || substring-after($href, ':'))[fp:is-address(.)]"/>
      </xsl:when>
      <xsl:when test="matches($href, '^[^/?#]*:')">
        <xsl:sequence select="$href[fp:is-address(.)]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$fp:site ! (. || $href)[fp:is-address(.)]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The address of an element of the book, seen from one of its files. -->
  <xsl:function name="fp:place" as="xs:string?">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="from" as="xs:string"/>
    <xsl:variable name="there" select="$plan?files($id)"/>
    <xsl:variable name="name" select="fp:id-in-epub($id)"/>
    <xsl:if test="$there and $name castable as xs:NCName">
      <xsl:sequence select="$there[. ne $from] || '#' || $name"/>
    </xsl:if>
  </xsl:function>

  <!-- Where the pages of the edition are on the web. -->
  <xsl:variable name="fp:site" as="xs:string?" select="$citation[1]/c:text/@address[contains(., '//')] ! (string-join(tokenize(., '/')[position() lt last()], '/') || '/')"/>

  <!-- What is well-formed enough for every e-reader. -->
  <xsl:function name="fp:is-address" as="xs:boolean">
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="matches($address, '^(https?://[\w.\-]+(:\d+)?([/?#]|$)|mailto:[^@\s]+@|urn:[A-Za-z0-9\-]{2,}:)', 'i') and not(matches($address, '[\s&lt;&gt;&quot;\\^`{|}\[\]]'))
        and not(matches($address, '%([^0-9A-Fa-f]|[0-9A-Fa-f][^0-9A-Fa-f]|.?$)')) and not(matches($address, '#.*#'))"/>
  </xsl:function>

  <!-- Pictures that are in the book; others are their descriptions. -->
  <xsl:template match="h:img" as="element()?" priority="1">
    <xsl:param name="plan" as="map(*)" tunnel="yes"/>
    <xsl:variable name="path" select="$plan?media(string(@src))"/>
    <xsl:choose>
      <xsl:when test="$path">
        <img src="{$path}">
          <xsl:apply-templates select="@* except @src"/>
        </img>
      </xsl:when>
      <xsl:when test="normalize-space(@alt)">
        <span class="no-picture">[{@alt}]</span>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Where a page begins, for those who look for a page of the book. -->
  <xsl:template match="*[contains-token(@class, 'tei-pb')][*[contains-token(@class, 'page-number')]]" as="element()" priority="1">
    <xsl:element name="{local-name()}">
      <xsl:apply-templates select="@*"/>
      <xsl:if test="not(@id)">
        <xsl:attribute name="id" select="fp:page-id(.)"/>
      </xsl:if>
      <xsl:attribute name="epub:type" select="'pagebreak'"/>
      <xsl:attribute name="role" select="'doc-pagebreak'"/>
      <xsl:attribute name="aria-label" select="normalize-space(*[contains-token(@class, 'page-number')][1])"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="fp:page-id" as="xs:string">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="if ($break/@id) then fp:id-in-epub($break/@id) else $fp:own-prefix || 'page-' || string-join($break/ancestor-or-self::*[parent::*] ! (1 + count(preceding-sibling::*)), '-')"/>
  </xsl:function>

  <!-- A note, or an entry of the apparatus. -->
  <xsl:mode name="mp:footnote" on-no-match="fail"/>

  <xsl:template match="h:li" mode="mp:footnote" as="element(h:aside)">
    <aside epub:type="footnote" role="doc-footnote">
      <xsl:apply-templates select="@*"/>
      <xsl:apply-templates/>
    </aside>
  </xsl:template>
</xsl:stylesheet>
