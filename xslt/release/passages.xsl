<?xml version="1.0" encoding="UTF-8"?>
<!-- In a frozen release, for each text: every id, here and in the latest edition. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private" xmlns:x="https://teipress.org/ns/index"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:template name="t:passages" as="element(h:html)">
    <xsl:param name="text" as="element(x:text)"/>
    <xsl:variable name="page" select="f:page($text/@name)"/>
    <xsl:call-template name="t:page">
      <xsl:with-param name="title" select="f:label('passages-of', $text/@title)"/>
      <xsl:with-param name="page" select="$page"/>
      <xsl:with-param name="root" select="'../'" tunnel="yes"/>
      <xsl:with-param name="main" as="element()*">
        <div class="passages-page">
          <header>
            <h1>{f:label('passages-of', $text/@title)}</h1>
            <p class="subtitle"><a href="../{$page}">{f:label('this-text')}</a></p>
          </header>
          <ul>
            <xsl:for-each select="tokenize($text/x:ids)">
              <li id="{.}">
                <a href="../{$page}#{.}">{.}</a>
                <xsl:text> </xsl:text>
                <a class="in-latest" href="../{$f:to-latest}{$page}#{.}" aria-label="{.}: {f:label('in-latest')}">{f:label('latest')}</a>
              </li>
            </xsl:for-each>
          </ul>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
