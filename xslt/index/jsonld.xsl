<?xml version="1.0" encoding="UTF-8"?>
<!-- The entity index as linked data: schema.org in JSON-LD. Addresses are relative to the file, which is in indexes/. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:mp="https://teipress.org/ns/modes-private" xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:x="https://teipress.org/ns/index"
    xmlns="http://www.w3.org/2005/xpath-functions">

  <xsl:mode name="mp:linked" on-no-match="fail"/>

  <xsl:variable name="fp:classes" as="map(xs:string, xs:string)" select="map {
      'person': 'Person', 'place': 'Place', 'organization': 'Organization', 'event': 'Event', 'work': 'CreativeWork',
      'quotation': 'Quotation' }"/>

  <xsl:function name="f:linked-data" as="element()">
    <xsl:param name="texts" as="element(x:text)*"/>
    <xsl:param name="entries" as="element(x:entry)*"/>
    <map>
      <map key="@context">
        <string key="@vocab">https://schema.org/</string>
        <xsl:for-each select="'sameAs', 'url', 'license'">
          <map key="{.}">
            <string key="@type">@id</string>
          </map>
        </xsl:for-each>
      </map>
      <array key="@graph">
        <xsl:apply-templates select="$texts, $entries" mode="mp:linked"/>
      </array>
    </map>
  </xsl:function>

  <!-- A text: what it mentions, and the times it speaks of. -->
  <xsl:template match="x:text" mode="mp:linked" as="element()">
    <xsl:variable name="page" select="'../' || f:page(@name)"/>
    <map>
      <string key="@id">{$page}</string>
      <string key="@type">CreativeWork</string>
      <string key="name">{@title}</string>
      <xsl:sequence select="fp:texts('alternateName', x:subtitle)"/>
      <xsl:where-populated>
        <array key="author">
          <xsl:apply-templates select="x:author" mode="mp:linked"/>
        </array>
      </xsl:where-populated>
      <xsl:where-populated>
        <array key="editor">
          <xsl:apply-templates select="x:editor" mode="mp:linked"/>
        </array>
      </xsl:where-populated>
      <xsl:for-each select="x:written"><string key="dateCreated">{fp:interval(.)}</string></xsl:for-each>
      <xsl:choose>
        <xsl:when test="x:language"><xsl:sequence select="fp:texts('inLanguage', x:language/@code)"/></xsl:when>
        <xsl:otherwise><string key="inLanguage">{@lang}</string></xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="fp:texts('keywords', x:keyword), fp:texts('locationCreated', x:origin)"/>
      <xsl:for-each select="x:url[. ne '']"><string key="isBasedOn">{.}</string></xsl:for-each>
      <array key="mentions">
        <xsl:call-template name="tp:links">
          <xsl:with-param name="to" select="distinct-values(x:mention[not(@kind = ('date', 'quotation'))]/@entry)"/>
        </xsl:call-template>
      </array>
      <array key="temporalCoverage">
        <xsl:for-each-group select="x:mention/x:date" group-by="../@entry">
          <string>{fp:interval(.)}</string>
        </xsl:for-each-group>
      </array>
    </map>
  </xsl:template>

  <xsl:template match="x:author | x:editor" mode="mp:linked" as="element()">
    <map>
      <string key="@type">Person</string>
      <string key="name">{@name}</string>
      <xsl:for-each select="@key[matches(., '^https?:')]"><string key="sameAs">{.}</string></xsl:for-each>
    </map>
  </xsl:template>

  <xsl:function name="fp:texts" as="element()?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="node()*"/>
    <xsl:where-populated>
      <array key="{$key}">
        <xsl:for-each select="$values"><string>{.}</string></xsl:for-each>
      </array>
    </xsl:where-populated>
  </xsl:function>

  <!-- A time as ISO 8601 writes it: one, or an interval. -->
  <xsl:function name="fp:interval" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="if (exists(f:date-values($date)))
        then ($date/@when, ($date/@from, $date/@notBefore, '..')[1] || '/' || ($date/@to, $date/@notAfter, '..')[1])[1]
        else string($date/@year)"/>
  </xsl:function>

  <xsl:template match="x:entry" mode="mp:linked" as="element()">
    <map>
      <string key="@id">{fp:relative(@href)}</string>
      <string key="@type">{if (@type = 'newspaper') then 'NewsMediaOrganization' else $fp:classes(@kind)}</string>
      <xsl:choose>
        <xsl:when test="@kind = 'quotation'"><string key="text">{@name}</string></xsl:when>
        <xsl:otherwise><string key="name">{@name}</string></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="x:name or x:fact">
        <xsl:sequence select="fp:names(x:name[x:words != ../@name]), fp:times(x:fact), fp:coordinates(x:fact[@latitude])"/>
      </xsl:if>
      <xsl:if test="x:identifier/@href">
        <array key="sameAs">
          <xsl:for-each select="x:identifier/@href"><string>{.}</string></xsl:for-each>
        </array>
      </xsl:if>
      <xsl:for-each select="x:fact/x:url[1]"><string key="url">{.}</string></xsl:for-each>
      <xsl:if test="x:relation">
        <xsl:sequence select="fp:relations(x:relation)"/>
      </xsl:if>
      <xsl:if test="x:speaker/@href">
        <array key="creator">
          <xsl:call-template name="tp:links">
            <xsl:with-param name="to" select="x:speaker/@href"/>
          </xsl:call-template>
        </array>
      </xsl:if>
      <xsl:if test="x:mention">
        <array key="subjectOf">
          <xsl:apply-templates select="x:mention" mode="mp:linked"/>
        </array>
      </xsl:if>
    </map>
  </xsl:template>

  <!-- A mention is a part of a page: the element that holds the very words. -->
  <xsl:template match="x:mention" mode="mp:linked" as="element()">
    <map>
      <xsl:if test="@id"><string key="@id">../{@href}</string></xsl:if>
      <string key="@type">WebPageElement</string>
      <string key="text">{x:match}</string>
      <map key="isPartOf">
        <string key="@id">../{f:page(@text)}</string>
      </map>
    </map>
  </xsl:template>

  <xsl:function name="fp:names" as="element()?">
    <xsl:param name="names" as="element(x:name)*"/>
    <xsl:where-populated>
      <array key="alternateName">
        <xsl:for-each select="$names">
          <map>
            <string key="@value">{x:words}</string>
            <xsl:if test="@lang[. ne '']"><string key="@language">{@lang}</string></xsl:if>
          </map>
        </xsl:for-each>
      </array>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="fp:times" as="element()*">
    <xsl:param name="facts" as="element(x:fact)*"/>
    <xsl:for-each select="$facts[@type = 'birth']/@when"><string key="birthDate">{.}</string></xsl:for-each>
    <xsl:for-each select="$facts[@type = 'death']/@when"><string key="deathDate">{.}</string></xsl:for-each>
    <xsl:for-each select="$facts[@type = 'when']">
      <xsl:for-each select="(@when, @from, @notBefore)[1]"><string key="startDate">{.}</string></xsl:for-each>
      <xsl:for-each select="(@when, @to, @notAfter)[1]"><string key="endDate">{.}</string></xsl:for-each>
    </xsl:for-each>
    <xsl:for-each select="$facts[@type = 'citation']/@when"><string key="datePublished">{.}</string></xsl:for-each>
  </xsl:function>

  <xsl:function name="fp:coordinates" as="element()?">
    <xsl:param name="facts" as="element(x:fact)*"/>
    <xsl:for-each select="$facts[1]">
      <map key="geo">
        <string key="@type">GeoCoordinates</string>
        <number key="latitude">{@latitude}</number>
        <number key="longitude">{@longitude}</number>
      </map>
    </xsl:for-each>
  </xsl:function>

  <!-- The relations that schema.org has a property for. -->
  <xsl:function name="fp:relations" as="element()*">
    <xsl:param name="relations" as="element(x:relation)*"/>
    <xsl:variable name="properties" as="map(xs:string, xs:string)" select="map {
        'part-of': 'containedInPlace', 'part-of-reverse': 'containsPlace', 'member-of': 'memberOf', 'member-of-reverse': 'member',
        'head-of': 'worksFor', 'head-of-reverse': 'employee', 'organ-of': 'parentOrganization',
        'organ-of-reverse': 'subOrganization', 'held-in': 'location', 'spoke-at': 'performerIn',
        'spoke-at-reverse': 'performer', 'published-in': 'publisher' }"/>
    <xsl:for-each-group select="$relations[map:contains($properties, @name)]" group-by="$properties(@name)"
        xmlns:map="http://www.w3.org/2005/xpath-functions/map">
      <array key="{current-grouping-key()}">
        <xsl:call-template name="tp:links">
          <xsl:with-param name="to" select="current-group()/x:target/@href"/>
        </xsl:call-template>
      </array>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:template name="tp:links" as="element()*">
    <xsl:param name="to" as="xs:string*"/>
    <xsl:for-each select="$to">
      <map>
        <string key="@id">{fp:relative(.)}</string>
      </map>
    </xsl:for-each>
  </xsl:template>

  <!-- An address from the root of the edition, seen from indexes/. A colon in it is escaped: readers of RDF, against its
       rules, take what has one for an absolute address. -->
  <xsl:function name="fp:relative" as="xs:string">
    <xsl:param name="href" as="xs:string"/>
    <xsl:sequence select="let $address := replace(f:address($href), ':', '%3A')
        return if (starts-with($address, 'indexes/')) then substring-after($address, 'indexes/') else '../' || $address"/>
  </xsl:function>
</xsl:stylesheet>
