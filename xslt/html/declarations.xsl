<?xml version="1.0" encoding="UTF-8"?>
<!-- What a header declares: principles, classifications, citation, characters, units, calendars, versions of software. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="titleStmt | editionStmt | publicationStmt | seriesStmt | notesStmt | sourceDesc | projectDesc | samplingDecl | correction | normalization
      | quotation | hyphenation | segmentation | stdVals | interpretation | punctuation | tagsDecl | styleDefDecl | classDecl | appInfo | unitDecl
      | calendarDesc | textClass | textDesc | scriptStmt | recordingStmt | recording | broadcast | equipment | transcriptionDesc
      | handNotes | xenoData | catDesc | calendar | refState | cRefPattern" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <!-- What kind of text it is, in eight respects. -->
  <xsl:template match="channel | constitution | derivation | domain | factuality | interaction | preparedness | purpose | creation" as="element()">
    <xsl:call-template name="t:part"/>
  </xsl:template>

  <xsl:template match="channel | constitution | derivation | domain | factuality | interaction | preparedness | purpose" mode="m:values" as="element(h:span)?">
    <xsl:if test="not(normalize-space())">
      <span data-teipress="generated">{string-join((@type, @mode, @degree, @active, @passive), ', ')}</span>
    </xsl:if>
  </xsl:template>

  <!-- Lists of what is alike. -->
  <xsl:template match="langUsage | keywords | taxonomy | refsDecl" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates select="." mode="m:header"/>
    </div>
  </xsl:template>

  <xsl:template match="langUsage | keywords | taxonomy | refsDecl | revisionDesc" mode="m:header" as="node()*">
    <xsl:call-template name="t:members">
      <xsl:with-param name="members" select="'language', 'term', 'category', 'citeStructure'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="category" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes"/>
      <xsl:call-template name="t:members">
        <xsl:with-param name="members" select="'category'"/>
      </xsl:call-template>
    </div>
  </xsl:template>

  <!-- How a passage is cited: the units from the largest to the smallest. -->
  <xsl:template match="citeStructure" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes"/>
      <span data-teipress="generated">{string-join((f:label('unit-' || @unit), @delim ! f:label('after-delimiter', .)), ', ')}</span>
      <xsl:call-template name="t:members">
        <xsl:with-param name="members" select="'citeStructure'"/>
      </xsl:call-template>
    </div>
  </xsl:template>

  <xsl:template match="citeData" as="element()">
    <xsl:call-template name="t:inline"/>
  </xsl:template>

  <!-- A shorthand in pointers, and what it stands for. -->
  <xsl:template match="listPrefixDef" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="prefixDef" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes"/>
      <code data-teipress="generated">{@ident}:</code>
      <xsl:apply-templates/>
      <code data-teipress="generated">{@replacementPattern}</code>
    </div>
  </xsl:template>

  <!-- What has a code: the code after its words. -->
  <xsl:template match="language | application | unitDef | schemaRef | conversion" as="element()">
    <xsl:element name="{f:flow-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
      <span data-teipress="generated"> (<code>{string-join((@ident, @version, @url, @fromUnit, @toUnit, @formula, @type)[normalize-space()], ' ')}</code>)</span>
    </xsl:element>
  </xsl:template>

  <!-- Which elements are used how, and how they look. -->
  <xsl:template match="namespace | tagUsage" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes"/>
      <code data-teipress="generated">{string-join((@name, @gi, @occurs), ' ')}</code>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </div>
  </xsl:template>

  <xsl:template match="rendition" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="tag" select="'code'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Classification: links to the categories. -->
  <xsl:template match="catRef" as="element()">
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <span data-teipress="generated">
        <xsl:sequence select="f:pointers(@target)"/>
      </span>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="classCode" as="element()">
    <xsl:call-template name="t:inline"/>
  </xsl:template>
</xsl:stylesheet>
