<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: those at the foot or the end of a text are called where they stand and shown at its end; others stay in place. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:accumulator name="note-number" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="(note | noteGrp)[f:moves(.)]" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:template match="note" as="element()">
    <xsl:call-template name="t:flow">
      <xsl:with-param name="class" select="'note', @place/f:words(.), 'variant'[current()/parent::app[not(ancestor::listApp)]]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="noteGrp" as="element()">
    <xsl:call-template name="t:flow"/>
  </xsl:template>

  <!-- A note that moves to the end leaves its number behind: its own, else the next. -->
  <xsl:template match="(note | noteGrp)[f:moves(.)]" as="element(h:a)">
    <xsl:variable name="number" select="accumulator-before('note-number')"/>
    <a class="note-call{' attached'[f:is-attached(current())]}" data-teipress="note" role="doc-noteref" id="teipress:call-{$number}" href="#{f:note-anchor(.)}">{(@n ! normalize-space(), string($number))[.][1]}</a>
  </xsl:template>

  <xsl:function name="f:note-anchor" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="(f:id($note), 'teipress:note-' || $note/accumulator-before('note-number'))[1]"/>
  </xsl:function>

  <!-- Notes are called by the element that they are attached to, too. -->
  <xsl:mode name="m:calls" on-no-match="fail"/>

  <xsl:template match="@xml:id" mode="m:calls" as="element(h:a)*">
    <xsl:for-each select="key('attached', normalize-space(), root())[@xml:id or f:moves(.)]">
      <a class="note-call" data-teipress="generated" role="doc-noteref" href="#{f:note-anchor(.)}">{(@n ! normalize-space()[.], if (f:moves(.)) then string(accumulator-before('note-number')) else '*')[1]}</a>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="t:notes-at-end" as="element(h:section)?">
    <xsl:variable name="here" select="ancestor-or-self::*"/>
    <xsl:variable name="notes" select="descendant::note[f:moves(.)] | descendant::noteGrp[f:moves(.)]"/>
    <xsl:if test="exists($notes)">
      <section class="notes" role="doc-endnotes" data-teipress="notes" aria-label="{f:label('notes')}">
        <ol>
          <xsl:for-each select="$notes">
            <li id="{f:note-anchor(.)}">
              <span class="note-number" data-teipress="generated">{(@n ! normalize-space(), string(accumulator-before('note-number')))[.][1]}</span>
              <div>
                <xsl:attribute name="class" select="'tei-' || local-name(), @place/f:words(.)"/>
                <xsl:apply-templates select="(ancestor-or-self::* except $here)[@xml:lang][last()]/@xml:lang" mode="m:attribute"/>
                <xsl:apply-templates/>
              </div>
              <a class="note-return" data-teipress="generated" role="doc-backlink" href="#teipress:call-{accumulator-before('note-number')}" aria-label="{f:label('back-to-text')}">↩</a>
            </li>
          </xsl:for-each>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
