<?xml version="1.0" encoding="UTF-8"?>
<!-- What a check found → one page of HTML that stands alone: first the kinds of fault, then every fault at its place. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="mp:report"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:mp="https://teipress.org/ns/modes-private" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>
  <xsl:mode name="mp:report" on-no-match="fail"/>

  <!-- Read while the stylesheet is compiled: when it runs, it may read nothing. -->
  <xsl:variable name="style" as="xs:string" static="yes" select="unparsed-text('report.css')"/>

  <xsl:key name="found" match="diagnostic" use="@code"/>

  <!-- The severities, the worst first, and what one and several of them are called. -->
  <xsl:variable name="fp:severities" as="map(xs:string, xs:string+)"
      select="map{'error': ('error', 'errors'), 'warning': ('warning', 'warnings'), 'info': ('note', 'notes')}"/>

  <xsl:template match="/" as="element(h:html)">
    <html lang="en">
      <head>
        <meta charset="UTF-8"/>
        <meta http-equiv="Content-Security-Policy"
            content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{report/@title}: {fp:summary(report)}</title>
        <meta name="generator" content="teipress"/>
        <style>{$style}</style>
      </head>
      <body>
        <xsl:apply-templates select="report"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="report" as="element()+">
    <header>
      <h1>{@title}</h1>
      <p class="summary">{fp:summary(.)}</p>
      <xsl:apply-templates select="note"/>
    </header>
    <main>
      <xsl:if test="file">
        <section aria-labelledby="kinds">
          <h2 id="kinds">What is wrong</h2>
          <xsl:apply-templates select="code">
            <xsl:sort select="index-of(('error', 'warning', 'info'), fp:worst(key('found', @name)))"/>
            <xsl:sort select="-count(key('found', @name))"/>
            <xsl:sort select="@name"/>
          </xsl:apply-templates>
        </section>
        <section aria-labelledby="files">
          <h2 id="files">Where</h2>
          <xsl:apply-templates select="file"/>
        </section>
      </xsl:if>
    </main>
  </xsl:template>

  <xsl:template match="note" as="element(h:p)">
    <p>{.}</p>
  </xsl:template>

  <!-- A kind of fault: opened, it explains itself and leads to every place. Of a rule of the edition's own, which nobody
       has described, the first message speaks. -->
  <xsl:template match="code" as="element(h:details)">
    <xsl:variable name="found" as="element(diagnostic)+" select="key('found', @name)"/>
    <details class="kind {fp:worst($found)}" id="kind-{position()}">
      <summary><code>{@name}</code> <span class="count">{count($found)}</span> <span class="what">{(what[string()], $found[1]/message)[1]}</span></summary>
      <xsl:where-populated>
        <p>{why}</p>
      </xsl:where-populated>
      <xsl:if test="example[string()]">
        <p>For example: <code>{example}</code></p>
      </xsl:if>
      <xsl:if test="mend">
        <p><strong>Mend it:</strong> {mend}</p>
      </xsl:if>
      <ul>
        <xsl:for-each select="$found">
          <li><a href="#{fp:id(.)}">{../@path}{fp:place(.)}</a></li>
        </xsl:for-each>
      </ul>
    </details>
  </xsl:template>

  <xsl:template match="file" as="element(h:details)">
    <details class="file" open="open">
      <summary><span class="path">{@path}</span> <span class="count">{fp:counts(diagnostic)}</span></summary>
      <ol>
        <xsl:apply-templates select="diagnostic"/>
      </ol>
    </details>
  </xsl:template>

  <xsl:template match="diagnostic" as="element(h:li)">
    <li class="{@severity}" id="{fp:id(.)}">
      <p class="place">
        <span class="severity">{$fp:severities(@severity)[1]}</span>
        <xsl:if test="@line != '0'"> line {@line}, column {@column}</xsl:if>
        <xsl:if test="@id">, in <q>{@id}</q></xsl:if>
        <xsl:text> </xsl:text>
        <code>{@code}</code>
      </p>
      <p class="message">{message}</p>
      <xsl:apply-templates select="excerpt, help"/>
    </li>
  </xsl:template>

  <xsl:template match="excerpt" as="element(h:pre)">
    <pre><code>{before}<mark>{at}</mark>{after}</code></pre>
  </xsl:template>

  <xsl:template match="help" as="element(h:p)">
    <p class="help">{.}</p>
  </xsl:template>

  <!-- “2 errors, 1 warning in 1 of 6 files”, or that there is nothing to mend. -->
  <xsl:function name="fp:summary" as="xs:string">
    <xsl:param name="report" as="element(report)"/>
    <xsl:variable name="files" as="xs:integer" select="max((xs:integer($report/@files), count($report/file)))"/>
    <xsl:variable name="of" as="xs:string" select="$files || (if ($files = 1) then ' file' else ' files')"/>
    <xsl:sequence select="string-join((
        if ($report/file) then fp:counts($report/file/diagnostic) || ' in ' || count($report/file) || ' of ' || $of
        else $of || ' checked, nothing to mend',
        $report/@known[. != '0'] ! (. || ' known not shown'),
        $report/@gone[. != '0'] ! (. || ' known gone')), '; ')"/>
  </xsl:function>

  <xsl:function name="fp:counts" as="xs:string">
    <xsl:param name="found" as="element(diagnostic)*"/>
    <xsl:sequence select="string-join(
        for $severity in ('error', 'warning', 'info'), $count in count($found[@severity = $severity])[. > 0]
        return $count || ' ' || $fp:severities($severity)[if ($count = 1) then 1 else 2], ', ')"/>
  </xsl:function>

  <xsl:function name="fp:worst" as="xs:string">
    <xsl:param name="found" as="element(diagnostic)+"/>
    <xsl:sequence select="('error', 'warning', 'info')[. = $found/@severity][1]"/>
  </xsl:function>

  <xsl:function name="fp:place" as="xs:string">
    <xsl:param name="diagnostic" as="element(diagnostic)"/>
    <xsl:sequence select="if ($diagnostic/@line = '0') then '' else ':' || $diagnostic/@line || ':' || $diagnostic/@column"/>
  </xsl:function>

  <!-- Where a fault is on the page: by the number of its file and its own. -->
  <xsl:function name="fp:id" as="xs:string">
    <xsl:param name="diagnostic" as="element(diagnostic)"/>
    <xsl:number select="$diagnostic" level="multiple" count="file | diagnostic" format="1-1" lang="en"/>
  </xsl:function>
</xsl:stylesheet>
