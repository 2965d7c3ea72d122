<?xml version="1.0" encoding="UTF-8"?>
<!-- The front page: the texts and the indexes. And ids.json: where every xml:id is. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xmlns:t="https://teipress.org/ns/templates" xmlns:x="https://teipress.org/ns/index"
    xmlns:j="http://www.w3.org/2005/xpath-functions" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:function name="f:front-page" as="element(h:html)">
    <xsl:call-template name="t:page">
      <xsl:with-param name="title" select="$edition-title"/>
      <xsl:with-param name="current" select="'index'"/>
      <xsl:with-param name="main" as="element()*">
        <div class="front-page">
          <header>
            <h1>{($edition-title[.], f:label('texts'))[1]}</h1>
            <xsl:if test="$edition-subtitle">
              <p class="subtitle">{$edition-subtitle}</p>
            </xsl:if>
          </header>
          <section class="texts">
            <h2>{f:label('texts')}</h2>
            <ul>
              <xsl:for-each select="$records/x:text">
                <li lang="{@lang}">
                  <h3><a href="{f:page(@name)}">{@title}</a></h3>
                  <xsl:for-each select="x:author"><p class="author">{.}</p></xsl:for-each>
                  <xsl:for-each select="x:source[.]"><p class="text-source">{.}</p></xsl:for-each>
                  <xsl:for-each select="x:opening[.]"><p class="opening">{.}</p></xsl:for-each>
                </li>
              </xsl:for-each>
            </ul>
          </section>
          <xsl:variable name="kinds" select="f:kinds-here()[f:index-of(.)]"/>
          <xsl:if test="exists($kinds)">
            <section class="indexes">
              <h2>{f:label('indexes')}</h2>
              <ul>
                <xsl:for-each select="$kinds">
                  <li>
                    <a href="{f:index(.)}">{f:label(. || 's')}</a>
                    <xsl:text> </xsl:text>
                    <span class="count">{f:count(count(f:index-of(.)), 'one-entry', 'many-entries')}</span>
                  </li>
                </xsl:for-each>
              </ul>
            </section>
          </xsl:if>
          <section class="citing">
            <h2>{f:label('citing')}</h2>
            <p>{f:label('citing-text')}</p>
          </section>
          <xsl:variable name="rights" select="$records/x:text/x:rights[.]"/>
          <xsl:if test="exists($rights)">
            <section class="rights">
              <h2>{f:label('rights')}</h2>
              <xsl:for-each-group select="$rights" group-by="string()">
                <p>
                  <xsl:choose>
                    <xsl:when test="@href[.]"><a rel="license" href="{@href}">{.}</a></xsl:when>
                    <xsl:otherwise>{.}</xsl:otherwise>
                  </xsl:choose>
                </p>
              </xsl:for-each-group>
            </section>
          </xsl:if>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:function>

  <xsl:function name="f:ids" as="element(j:map)">
    <j:map>
      <xsl:for-each select="$records/x:text">
        <j:map key="{@name}">
          <xsl:variable name="page" select="f:page(@name)"/>
          <xsl:for-each select="distinct-values(x:id)">
            <j:string key="{.}">{$page}#{.}</j:string>
          </xsl:for-each>
        </j:map>
      </xsl:for-each>
    </j:map>
  </xsl:function>
</xsl:stylesheet>
