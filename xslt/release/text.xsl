<?xml version="1.0" encoding="UTF-8"?>
<!-- Beside a text: the releases that it stands in, and the way to its history. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private" xmlns:x="https://teipress.org/ns/index"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:template name="t:releases-of-text" as="element(h:section)?">
    <xsl:if test="$release-name">
      <section class="releases-of-text">
        <h2>{f:label('release-name', $release-name)}</h2>
        <p><a href="passages/{f:page($text-name)}">{f:label('passages')}</a></p>
      </section>
    </xsl:if>
    <xsl:for-each select="$past[1]/x:past[x:release]">
      <section class="releases-of-text">
        <h2>{f:label('releases')}</h2>
        <ul>
          <xsl:for-each select="x:release">
            <li>
              <a href="v/{@name}/{f:page(../@document)}">{f:label('release-name', @name)}</a>
              <xsl:text> </xsl:text>
              <span class="count">{f:day(@date)}</span>
            </li>
          </xsl:for-each>
        </ul>
        <p><a href="{f:history(@document)}.html" rel="version-history">{f:label('history-of-passages')}</a></p>
      </section>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
