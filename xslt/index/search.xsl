<?xml version="1.0" encoding="UTF-8"?>
<!-- The page to search on. assets/search.js asks the index; where that cannot be, the page says what to do instead. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <!-- The index is read by a program in WebAssembly. -->
  <xsl:variable name="fp:search-policy" as="xs:string"
      select="replace($f:policy, 'script-src ''self''', 'script-src ''self'' ''wasm-unsafe-eval''')"/>

  <xsl:function name="f:search-page" as="element(h:html)">
    <xsl:call-template name="t:page">
      <xsl:with-param name="title" select="f:label('search')"/>
      <xsl:with-param name="current" select="'search'"/>
      <xsl:with-param name="page" select="'search.html'"/>
      <xsl:with-param name="policy" select="$fp:search-policy"/>
      <xsl:with-param name="head" as="element()*">
        <script src="assets/search.js" defer="defer"></script>
      </xsl:with-param>
      <xsl:with-param name="main" as="element()*">
        <div class="index-page search-page" data-index="{$search-folder}">
          <xsl:for-each select="'one-found', 'many-found', 'none-found', 'more-found'">
            <xsl:attribute name="data-{.}" select="f:label(.)"/>
          </xsl:for-each>
          <h1>{f:label('search')}</h1>
          <form role="search" hidden="hidden">
            <label for="teipress:words">{f:label('search-words')}</label>
            <div class="search-field">
              <input id="teipress:words" type="search" name="q" autocomplete="off" spellcheck="false"/>
              <button type="submit">{f:label('search-now')}</button>
            </div>
            <p class="search-hint">{f:label('search-hint')}</p>
            <details class="search-filters">
              <summary>{f:label('search-filters')}</summary>
              <div>
                <!-- In this order; what the index has no values of is left out. -->
                <xsl:for-each select="'text', 'kind', 'speaker', 'person', 'place', 'organization', 'event', 'work', 'year'">
                  <fieldset data-filter="{.}" hidden="hidden">
                    <legend>{f:label('filter-' || .)}</legend>
                  </fieldset>
                </xsl:for-each>
              </div>
            </details>
          </form>
          <p class="search-status" role="status"></p>
          <ol class="search-results"></ol>
          <div class="search-instead">
            <p>{f:label('search-instead')}</p>
            <ul>
              <li><a href="index.html#teipress:texts">{f:label('texts')}</a></li>
              <xsl:for-each select="$f:kinds[f:number-of-entries(.) gt 0]">
                <li><a href="{f:index(.)}">{f:label(. || 's')}</a></li>
              </xsl:for-each>
            </ul>
          </div>
          <dl class="search-kinds" hidden="hidden">
            <xsl:for-each select="'prose', 'verse', 'drama', 'heading', 'note', 'dictionary', 'list', 'quotation'">
              <dt>{.}</dt>
              <dd>{f:label('kind-' || .)}</dd>
            </xsl:for-each>
          </dl>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:function>
</xsl:stylesheet>
