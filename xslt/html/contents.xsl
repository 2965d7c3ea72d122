<?xml version="1.0" encoding="UTF-8"?>
<!-- Beside a text: which entries occur in it, its divisions, and its files. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private" xmlns:m="https://teipress.org/ns/modes"
    xmlns:t="https://teipress.org/ns/templates" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- The names and descriptions of the text that lead to an entry, and those entries. -->
  <xsl:variable name="f:mentions" as="element()*" select="if (exists($registers)) then //text//*[@ref][f:is-name(.)][f:entries(@ref)] else ()"/>
  <xsl:variable name="f:mentioned" as="element()*" select="$f:mentions/f:entries(@ref)[1]"/>

  <xsl:variable name="root" as="document-node()" select="/"/>

  <!-- The entries that the text mentions, by kind, each with the places where it does. -->
  <xsl:template name="t:in-this-text" as="element(h:section)?">
    <xsl:if test="exists($f:mentions)">
      <section class="in-this-text">
        <h2>{f:label('in-this-text')}</h2>
        <dl>
          <xsl:for-each-group select="$f:mentions" group-by="f:kind(f:entries(@ref)[1])">
            <xsl:sort select="index-of($f:kinds, current-grouping-key())"/>
            <dt>{f:label(current-grouping-key() || 's')}</dt>
            <xsl:for-each-group select="current-group()" group-by="f:entry-href(f:entries(@ref)[1])">
              <xsl:sort select="f:entry-name(f:entries(@ref)[1])" lang="{$edition-language}"/>
              <dd>
                <a href="{current-grouping-key()}">{f:entry-name(f:entries(@ref)[1])}</a>
                <xsl:text> </xsl:text>
                <span class="places">
                  <xsl:for-each select="current-group()[f:id(.)]">
                    <xsl:if test="position() gt 1">, </xsl:if>
                    <a href="#{f:id(.)}">{f:reference(.)}</a>
                  </xsl:for-each>
                </span>
              </dd>
            </xsl:for-each-group>
          </xsl:for-each-group>
        </dl>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- The table of contents, where there are three to list: every division with a heading, three levels deep. -->
  <xsl:template name="t:contents" as="element(h:nav)?">
    <xsl:variable name="third" select="(//text[not(ancestor::text)] ! descendant::*[head][f:is-division(.)][f:depth(.) le 3])[3]"/>
    <xsl:if test="$third or *[self::TEI or self::teiCorpus][2]">
      <nav class="toc" aria-label="{f:label('toc')}" lang="{$edition-language}" dir="{$f:own-direction}">
        <details>
          <summary>{f:label('toc')}</summary>
          <ol>
            <xsl:apply-templates select="* except teiHeader" mode="m:contents"/>
          </ol>
        </details>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:mode name="m:contents" on-no-match="shallow-skip"/>
  <xsl:template match="text() | teiHeader | standOff" mode="m:contents"/>

  <xsl:template match="*" mode="m:contents">
    <xsl:apply-templates select="*" mode="m:contents"/>
  </xsl:template>

  <!-- A member of a corpus. -->
  <xsl:template match="TEI | teiCorpus" mode="m:contents" as="element(h:li)">
    <li>
      <a href="#{f:anchor(.)}">{f:member-title(.)}</a>
      <xsl:where-populated>
        <ol>
          <xsl:apply-templates select="*" mode="m:contents"/>
        </ol>
      </xsl:where-populated>
    </li>
  </xsl:template>

  <xsl:template match="div[head] | div1[head] | div2[head] | div3[head] | div4[head] | div5[head] | div6[head] | div7[head]" mode="m:contents" as="element(h:li)?">
    <xsl:if test="f:depth(.) le 3">
      <li>
        <a href="#{f:anchor(.)}">
          <xsl:copy-of select="ancestor-or-self::*[@xml:lang][1]/@xml:lang/f:language-tag(.) ! fp:named('lang', .)"/>
          <xsl:text>{f:heading(.)}</xsl:text>
        </a>
        <xsl:where-populated>
          <ol>
            <xsl:apply-templates select="*" mode="m:contents"/>
          </ol>
        </xsl:where-populated>
      </li>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:is-division" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="matches(local-name($element), '^div[1-7]?$')"/>
  </xsl:function>

  <!-- How deep a division is among those with headings. -->
  <xsl:function name="f:depth" as="xs:integer">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="count($division/ancestor-or-self::*[f:is-division(.)][head])"/>
  </xsl:function>

  <!-- The words of a division's headings, without notes. -->
  <xsl:function name="f:heading" as="xs:string">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="string-join($division/head ! normalize-space(string-join(.//text()[not(ancestor::note)])), ' – ')"/>
  </xsl:function>

  <xsl:template name="t:downloads" as="element(h:section)">
    <section class="downloads">
      <h2>{f:label('download')}</h2>
      <ul>
        <xsl:if test="$epub">
          <li><a href="{encode-for-uri($text-name)}.epub">{f:label('epub')}</a></li>
        </xsl:if>
        <li><a href="{encode-for-uri($text-name)}.txt">{f:label('plain-text')}</a></li>
        <li><a href="{encode-for-uri($text-name)}.xml">{f:label('tei-source')}</a></li>
        <xsl:if test="$shows-source">
          <li><a href="{f:source-page(encode-for-uri($text-name))}">{f:label('source-view')}</a></li>
        </xsl:if>
      </ul>
    </section>
  </xsl:template>
</xsl:stylesheet>
