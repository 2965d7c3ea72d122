<?xml version="1.0" encoding="UTF-8"?>
<!-- Below a text: the way to those before and after it. They are called by their names, so that a page depends on no other. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="https://teipress.org/ns/functions"
    xmlns:t="https://teipress.org/ns/templates" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:template name="t:neighbours" as="element(h:nav)?">
    <xsl:if test="$previous-name or $next-name">
      <nav class="neighbours of-texts" aria-label="{f:label('texts')}" lang="{$edition-language}">
        <xsl:if test="$previous-name">
          <a rel="prev" href="{f:page($previous-name)}">{f:label('previous-text')}: {$previous-name}</a>
        </xsl:if>
        <xsl:if test="$next-name">
          <a rel="next" href="{f:page($next-name)}">{f:label('next-text')}: {$next-name}</a>
        </xsl:if>
      </nav>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
