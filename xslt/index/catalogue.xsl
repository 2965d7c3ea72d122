<?xml version="1.0" encoding="UTF-8"?>
<!-- The texts as data: what each is (browse/texts.json and .csv), and where every xml:id is (ids.json). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:mp="https://teipress.org/ns/modes-private" xmlns:x="https://teipress.org/ns/index"
    xmlns="http://www.w3.org/2005/xpath-functions">

  <xsl:function name="f:ids" as="element()">
    <map>
      <xsl:for-each select="$f:texts">
        <map key="{@name}">
          <xsl:variable name="page" select="f:page(@name)"/>
          <xsl:for-each select="tokenize(x:ids)">
            <string key="{.}">{$page}#{.}</string>
          </xsl:for-each>
        </map>
      </xsl:for-each>
    </map>
  </xsl:function>

  <xsl:function name="f:catalogue-json" as="element()">
    <array>
      <xsl:apply-templates select="$f:texts" mode="mp:json"/>
    </array>
  </xsl:function>

  <xsl:template match="x:text" mode="mp:json" as="element()">
    <map>
      <xsl:sequence select="fp:strings((@name, @title))"/>
      <xsl:for-each select="x:subtitle"><string key="subtitle">{.}</string></xsl:for-each>
      <string key="href">{f:page(@name)}</string>
      <xsl:sequence select="fp:list('authors', x:author), fp:list('editors', x:editor)"/>
      <xsl:apply-templates select="x:written" mode="mp:json"/>
      <xsl:sequence select="fp:values('languages', x:language/@code), fp:values('keywords', x:keyword), fp:values('origins', x:origin)"/>
      <xsl:for-each select="x:source[. ne '']"><string key="source">{.}</string></xsl:for-each>
      <map key="length">
        <xsl:sequence select="fp:numbers(x:length/@*)"/>
      </map>
    </map>
  </xsl:template>

  <xsl:template match="x:author | x:editor" mode="mp:json" as="element()">
    <map>
      <xsl:sequence select="fp:strings((@name, @sort, @key, @role))"/>
    </map>
  </xsl:template>

  <xsl:template match="x:written" mode="mp:json" as="element()">
    <map key="date">
      <xsl:sequence select="fp:strings((@kind, @phrase)), fp:numbers((@year, @until)), fp:strings(f:date-values(.))"/>
    </map>
  </xsl:template>

  <xsl:function name="fp:values" as="element()?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="node()*"/>
    <xsl:where-populated>
      <array key="{$key}">
        <xsl:for-each select="$values"><string>{.}</string></xsl:for-each>
      </array>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="fp:numbers" as="element()*">
    <xsl:param name="values" as="attribute()*"/>
    <xsl:for-each select="$values"><number key="{name()}">{.}</number></xsl:for-each>
  </xsl:function>

  <xsl:function name="f:catalogue-csv" as="xs:string">
    <xsl:variable name="rows" as="xs:string*">
      <xsl:sequence select="fp:row(('name', 'title', 'subtitle', 'authors', 'editors', 'date', 'year', 'until', 'date kind', 'languages',
          'keywords', 'origins', 'words', 'characters', 'paragraphs', 'verses', 'speeches', 'pages'))"/>
      <xsl:for-each select="$f:texts">
        <xsl:sequence select="fp:row((@name, @title, string(x:subtitle), string-join(x:author/@sort, '; '), string-join(x:editor/@sort, '; '),
            string(x:written/@phrase), string(x:written/@year), string(x:written/@until), string(x:written/@kind),
            string-join(x:language/@code, '; '), string-join(x:keyword, '; '), string-join(x:origin, '; '), x:length/@*))"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join($rows ! (. || '&#13;&#10;'))"/>
  </xsl:function>
</xsl:stylesheet>
