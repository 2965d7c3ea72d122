<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: those at the foot or the end of a text are called where they stand and shown at its end; others stay in place. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Which notes move to the end: those that say so, and those that say nothing and hold more than a line. -->
  <xsl:function name="f:moves" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="exists($note/ancestor::text) and empty($note/ancestor::note) and not(f:is-block($note) and $note/../self::noteGrp)
        and ($note/@place = ('foot', 'bottom', 'end', 'endnote', 'footnote', 'page-end') or (empty($note/@place) and not(f:is-block($note))))"/>
  </xsl:function>

  <xsl:accumulator name="note-number" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="note[f:moves(.)]" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:template match="note" as="element()">
    <xsl:choose>
      <xsl:when test="f:moves(.)">
        <xsl:variable name="number" select="accumulator-before('note-number')"/>
        <a class="note-call" data-teipress="note" role="doc-noteref" id="teipress:call-{$number}" href="#{f:note-anchor(.)}">{(@n[not(../../note[@n = current()/@n][. >> current()])], string($number))[1]}</a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="t:flow">
          <xsl:with-param name="class" select="'note', @place ! ('place-' || translate(normalize-space(), ' ', '-'))"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:note-anchor" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="(f:id($note), 'teipress:note-' || $note/accumulator-before('note-number'))[1]"/>
  </xsl:function>

  <xsl:template match="noteGrp" as="element()">
    <xsl:call-template name="t:flow"/>
  </xsl:template>

  <xsl:template name="t:notes-at-end" as="element(h:section)?">
    <xsl:variable name="notes" select="descendant::note[f:moves(.)]"/>
    <xsl:if test="exists($notes)">
      <section class="notes" role="doc-endnotes" data-teipress="notes" aria-label="{f:label('notes')}">
        <ol>
          <xsl:for-each select="$notes">
            <li id="{f:note-anchor(.)}">
              <div>
                <xsl:attribute name="class" select="'tei-note', @place ! ('place-' || translate(normalize-space(), ' ', '-'))"/>
                <xsl:apply-templates select="@xml:lang" mode="m:attribute"/>
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
