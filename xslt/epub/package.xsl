<?xml version="1.0" encoding="UTF-8"?>
<!-- The package document of a book: what it is, for libraries; what is in it, in which order, for e-readers; how it can be read,
     for those who read by ear or touch. Dates are those of the text or its release. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:tp="https://teipress.org/ns/templates-private" xmlns:c="https://teipress.org/ns/citation"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://www.idpf.org/2007/opf"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:svg="http://www.w3.org/2000/svg"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template name="tp:package" as="element()">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="contents" as="map(xs:string, element(h:html))"/>
    <package version="3.0" unique-identifier="id" xml:lang="{$edition-language}">
      <metadata>
        <xsl:call-template name="tp:bibliographic"/>
        <xsl:call-template name="tp:accessibility">
          <xsl:with-param name="plan" select="$plan"/>
          <xsl:with-param name="contents" select="map:for-each($contents, function($path, $page) { $page })"/>
        </xsl:call-template>
      </metadata>
      <manifest>
        <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
        <item id="style" href="style.css" media-type="text/css"/>
        <xsl:if test="exists($fp:styles-in-epub)">
          <item id="text-style" href="text.css" media-type="text/css"/>
        </xsl:if>
        <xsl:for-each select="'title.xhtml', $plan?chapters?file">
          <item id="{substring-before(., '.')}" href="{.}" media-type="application/xhtml+xml">
            <xsl:variable name="properties" select="'mathml'[$contents(current())//mml:math], 'svg'[$contents(current())//svg:svg]"/>
            <xsl:if test="exists($properties)">
              <xsl:attribute name="properties" select="$properties"/>
            </xsl:if>
          </item>
        </xsl:for-each>
        <xsl:for-each select="sort(map:keys($plan?media) ! $plan?media(.))">
          <item id="{translate(., '/', '-')}" href="{.}" media-type="{$fp:picture-types(fp:suffix(.))}"/>
        </xsl:for-each>
      </manifest>
      <spine>
        <xsl:if test="$plan?whole/@dir = 'rtl'">
          <xsl:attribute name="page-progression-direction" select="'rtl'"/>
        </xsl:if>
        <xsl:for-each select="'title', $plan?chapters ! substring-before(?file, '.')">
          <itemref idref="{.}"/>
        </xsl:for-each>
      </spine>
    </package>
  </xsl:template>

  <xsl:template name="tp:bibliographic" as="element()+">
    <xsl:variable name="cited" select="$citation[1]/c:text"/>
    <xsl:variable name="header" select="$fp:source/*/teiHeader"/>
    <dc:identifier id="id">{fp:identifier()}</dc:identifier>
    <dc:title>{f:title($fp:source)}</dc:title>
    <dc:language>{$fp:language}</dc:language>
    <xsl:variable name="roles" select="map { 'author': 'aut', 'editor': 'edt', 'translator': 'trl' }"/>
    <xsl:for-each select="'author', 'editor', 'translator'">
      <xsl:variable name="role" select="."/>
      <xsl:for-each select="$fp:about(.)?*">
        <xsl:variable name="id" select="$role || '-' || position()"/>
        <xsl:element name="dc:{if ($role = 'author') then 'creator' else 'contributor'}">
          <xsl:attribute name="id" select="$id"/>
          <xsl:text>{?name}</xsl:text>
        </xsl:element>
        <meta refines="#{$id}" property="role" scheme="marc:relators">{$roles($role)}</meta>
        <xsl:if test="?familyName and ?givenName">
          <meta refines="#{$id}" property="file-as">{?familyName}, {?givenName}</meta>
        </xsl:if>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:for-each select="($cited/c:meta[@name = 'DC.publisher']/@content)[1]"><dc:publisher>{.}</dc:publisher></xsl:for-each>
    <xsl:for-each select="($cited/c:meta[@name = 'DC.date']/@content)[1]"><dc:date>{.}</dc:date></xsl:for-each>
    <xsl:for-each select="($cited/c:meta[@name = 'DC.rights']/@content)[1]"><dc:rights>{.}</dc:rights></xsl:for-each>
    <xsl:variable name="source" select="($header/fileDesc/sourceDesc//bibl[not(ancestor::msDesc)] ! normalize-space())[.][1]"/>
    <xsl:for-each select="$source"><dc:source id="source">{.}</dc:source></xsl:for-each>
    <xsl:if test="$edition-title and $edition-title ne f:title($fp:source)">
      <meta property="belongs-to-collection" id="edition">{$edition-title}</meta>
      <meta refines="#edition" property="collection-type">set</meta>
    </xsl:if>
    <meta property="dcterms:modified">{fp:modified()}T00:00:00Z</meta>
  </xsl:template>

  <!-- The DOI of the text, else its address, else the number that the parameter has. -->
  <xsl:function name="fp:identifier" as="xs:string">
    <xsl:variable name="doi" select="($fp:source/*/teiHeader/fileDesc/publicationStmt/idno[lower-case(@type) = 'doi']
        ! replace(normalize-space(), '^(https?://(dx\.)?doi\.org/|doi:)', '', 'i')[matches(., '^10\.\d+/\S+$')])[1]"/>
    <xsl:sequence select="($doi ! ('https://doi.org/' || .), $citation[1]/c:text/@address[contains(., '//')], $epub)[1]"/>
  </xsl:function>

  <!-- When the text was last changed: the day of the release; else the last day that its header tells; else the day that
       stands for none. -->
  <xsl:function name="fp:modified" as="xs:string">
    <xsl:variable name="header" select="$fp:source/*/teiHeader"/>
    <xsl:variable name="told" as="xs:string*" select="$header/revisionDesc//change/(@when, @to, @notAfter)[1] ! fp:day(.),
        $header/fileDesc/(publicationStmt, editionStmt)//date/(@when, @to, @notAfter)[1] ! fp:day(.)"/>
    <xsl:sequence select="(fp:day($release-date), max($told), $release-dates[last()] ! fp:day(.), '1980-01-01')[1]"/>
  </xsl:function>

  <xsl:function name="fp:day" as="xs:string?">
    <xsl:param name="written" as="xs:string"/>
    <xsl:sequence select="(substring($written, 1, 10) || substring('0000-01-01', 1 + string-length($written)))[matches(., '^\d{4}-\d\d-\d\d$')][. castable as xs:date][not(starts-with(., '0000'))]"/>
  </xsl:function>

  <!-- How it can be read (EPUB Accessibility 1.1, in the terms of schema.org). -->
  <xsl:template name="tp:accessibility" as="element()+">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="contents" as="element(h:html)+"/>
    <xsl:variable name="pictures" select="$contents//h:img"/>
    <xsl:variable name="has-pages" select="exists($contents//h:nav[@role = 'doc-pagelist'])"/>
    <meta property="schema:accessMode">textual</meta>
    <xsl:if test="exists($pictures)"><meta property="schema:accessMode">visual</meta></xsl:if>
    <xsl:if test="every $picture in $pictures satisfies normalize-space($picture/@alt)"><meta property="schema:accessModeSufficient">textual</meta></xsl:if>
    <xsl:if test="exists($pictures)"><meta property="schema:accessModeSufficient">textual,visual</meta></xsl:if>
    <xsl:for-each select="'tableOfContents', 'readingOrder', 'structuralNavigation', 'displayTransformability', 'ARIA',
        ('pageNavigation', 'pageBreakMarkers')[$has-pages],
        'alternativeText'[exists($pictures) and (every $picture in $pictures satisfies normalize-space($picture/@alt))],
        'MathML'[$contents//mml:math]">
      <meta property="schema:accessibilityFeature">{.}</meta>
    </xsl:for-each>
    <meta property="schema:accessibilityHazard">none</meta>
    <meta property="schema:accessibilitySummary">{string-join((f:label('epub-summary'), f:label('epub-summary-pages')[$has-pages],
        f:label('epub-summary-pictures')[some $picture in $pictures satisfies not(normalize-space($picture/@alt))]), ' ')}</meta>
    <xsl:if test="$has-pages"><meta property="pageBreakSource">{($fp:source/*/teiHeader/fileDesc/sourceDesc ! normalize-space()[.] ! substring(., 1, 300), f:title($fp:source))[1]}</meta></xsl:if>
  </xsl:template>
</xsl:stylesheet>
