<?xml version="1.0" encoding="UTF-8"?>
<!-- The rules that no grammar can say: what each demands, of which elements, and its messages by their codes. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="mp:guide"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:mp="https://teipress.org/ns/modes-private" xmlns:o="https://teipress.org/ns/odd"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:mode name="mp:message" on-no-match="fail"/>

  <xsl:function name="f:rules" as="element(constraintSpec)*">
    <xsl:sequence select="root($odd)//constraintSpec[constraint/(sch:rule | sch:assert | sch:report)]"/>
  </xsl:function>

  <!-- The elements that a rule is about; none, where it is about all. -->
  <xsl:function name="fp:subjects" as="xs:string*">
    <xsl:param name="rule" as="element(constraintSpec)"/>
    <xsl:variable name="contexts" as="xs:string*" select="
        $rule/constraint/sch:rule/@context ! tokenize(., '\|') ! replace(., '\[.*\]', '') ! replace(., '^.*[/:]', '') ! normalize-space()"/>
    <xsl:sequence select="distinct-values(($contexts, $rule/ancestor::elementSpec/@ident))[. = $flat/o:element/@name]"/>
  </xsl:function>

  <xsl:template name="rules-of" as="element()*">
    <xsl:param name="element" as="xs:string"/>
    <xsl:variable name="rules" as="element(constraintSpec)*" select="f:rules()[fp:subjects(.) = $element]"/>
    <xsl:if test="exists($rules)">
      <dt>Rules</dt>
      <dd>
        <ul>
          <xsl:for-each select="$rules">
            <li>
              <a href="#rule-{@ident}">{normalize-space(desc)}</a>
            </li>
          </xsl:for-each>
        </ul>
      </dd>
    </xsl:if>
  </xsl:template>

  <xsl:template name="rules" as="element(h:section)?">
    <xsl:if test="exists(f:rules())">
      <section id="rules">
        <h2>Rules</h2>
        <p>What no grammar can say is checked by these rules. The word in brackets ends the message that reports a fault; “…” stands for what the message names.</p>
        <xsl:apply-templates select="f:rules()" mode="mp:section"/>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="constraintSpec" mode="mp:section" as="element(h:section)">
    <section class="rule" id="rule-{@ident}">
      <h3>
        <xsl:apply-templates select="desc/node()" mode="mp:guide"/>
        <xsl:call-template name="permalink">
          <xsl:with-param name="id" select="'rule-' || @ident"/>
          <xsl:with-param name="name" select="'the rule ' || @ident"/>
        </xsl:call-template>
      </h3>
      <p class="muted">About <xsl:sequence select="f:links(fp:subjects(.), 'any element')"/></p>
      <dl>
        <xsl:for-each select=".//sch:assert | .//sch:report">
          <dt id="code-{f:code(.)}">
            <code>[{f:code(.)}]</code>
          </dt>
          <dd>
            <xsl:apply-templates mode="mp:message"/>
          </dd>
        </xsl:for-each>
      </dl>
    </section>
  </xsl:template>

  <!-- An assert that has no id of its own is reported by that of its constraint. -->
  <xsl:function name="f:code" as="xs:string">
    <xsl:param name="test" as="element()"/>
    <xsl:sequence select="($test/@id, $test/ancestor::constraintSpec/@ident)[1]"/>
  </xsl:function>

  <xsl:template match="text()" mode="mp:message" as="text()">
    <xsl:value-of select="replace(., '\s+', ' ')"/>
  </xsl:template>

  <xsl:template match="sch:value-of | sch:name" mode="mp:message" as="text()">
    <xsl:text>…</xsl:text>
  </xsl:template>
</xsl:stylesheet>
