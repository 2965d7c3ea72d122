<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 2: say what in the schema is wrong, or not supported, each fault with its place. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:verify"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="https://teipress.org/ns/diagnostics" xmlns:f="https://teipress.org/ns/functions"
    xmlns:m="https://teipress.org/ns/modes" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <xsl:mode name="m:verify" on-no-match="shallow-skip"/>

  <xsl:variable name="bindings" as="xs:string+" select="'xslt', 'xslt1', 'xslt2', 'xslt3', 'xpath', 'xpath2', 'xpath3',
    'xpath31'"/>

  <xsl:variable name="elements" as="xs:string+" select="'active', 'assert', 'diagnostic', 'diagnostics', 'dir', 'emph',
    'extends', 'group', 'include', 'let', 'library', 'name', 'ns', 'p', 'param', 'pattern', 'phase', 'properties',
    'property', 'report', 'rule', 'rules', 'schema', 'span', 'title', 'value-of'"/>

  <!-- The declarations of XSLT that may stand in a schema. -->
  <xsl:variable name="declarations" as="xs:string+" select="'accumulator', 'decimal-format', 'function', 'key', 'param',
    'template', 'variable'"/>

  <xsl:template match="/*[not(self::schema)]" as="element(d:fault)">
    <xsl:sequence select="f:fault(., 'no Schematron schema: its root element is “' || name() || '”'
      || ' in ' || (if (namespace-uri()) then 'the namespace “' || namespace-uri() || '”' else 'no namespace'))"/>
  </xsl:template>

  <xsl:template match="schema" as="element(d:fault)*">
    <xsl:if test="@queryBinding[not(lower-case(.) = $bindings)]">
      <xsl:sequence select="f:fault(@queryBinding,
        'the query language “' || @queryBinding || '” is not supported: use xslt2 or xslt3')"/>
    </xsl:if>
    <xsl:if test="not($phase = ('#ALL', '#DEFAULT', phase/@id))">
      <xsl:sequence select="f:fault(., 'there is no phase “' || $phase || '” in this schema'
        || (if (phase) then ', only ' || string-join(phase ! ('“' || @id || '”'), ', ') else ''))"/>
    </xsl:if>
    <xsl:if test="@defaultPhase[not(. = ('#ALL', ../phase/@id))]">
      <xsl:sequence select="f:fault(@defaultPhase, 'there is no phase “' || @defaultPhase || '” in this schema')"/>
    </xsl:if>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="active[not(@pattern = ancestor::schema/(pattern | group)/@id)]" as="element(d:fault)">
    <xsl:sequence select="f:fault((@pattern, .)[1], 'there is no pattern “' || @pattern || '”')"/>
  </xsl:template>

  <xsl:template match="ns" as="element(d:fault)*">
    <xsl:variable name="prefix" select="string(@prefix)"/>
    <xsl:choose>
      <xsl:when test="not(@prefix castable as xs:NCName) or not(@uri)">
        <xsl:sequence select="f:fault(., 'a namespace needs a prefix and a uri')"/>
      </xsl:when>
      <xsl:when test="preceding-sibling::ns[@prefix = $prefix]/@uri != @uri">
        <xsl:sequence select="f:fault(., 'the prefix “' || $prefix || '” stands for two namespaces')"/>
      </xsl:when>
      <xsl:when test="$prefix = 'xmlns' or ($prefix = 'xml') != (@uri = 'http://www.w3.org/XML/1998/namespace')
        or $prefix = 'xsl' and @uri != 'http://www.w3.org/1999/XSL/Transform'
        or $prefix = 'teipress' and @uri != 'https://teipress.org/ns/diagnostics'">
        <xsl:sequence select="f:fault(., 'the prefix “' || $prefix || '” cannot stand for “' || @uri || '”')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="@documents" as="element(d:fault)">
    <xsl:sequence select="f:fault(., 'documents is not supported: rules see one document at a time, and the registers')"/>
  </xsl:template>

  <xsl:template match="@visit-each | phase/@from | phase/@when" as="element(d:fault)">
    <xsl:sequence select="f:fault(., name() || ' is not supported')"/>
  </xsl:template>

  <xsl:template match="extends[@rule]" as="element(d:fault)?">
    <xsl:variable name="rule" select="f:abstract-rule(.)"/>
    <xsl:choose>
      <xsl:when test="empty($rule)">
        <xsl:sequence select="f:fault(@rule, 'there is no abstract rule “' || @rule || '”')"/>
      </xsl:when>
      <xsl:when test="f:extends($rule, parent::rule, ())">
        <xsl:sequence select="f:fault(@rule, 'the rule “' || @rule || '” extends itself')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Whether a rule is, or extends, another. -->
  <xsl:function name="f:extends" as="xs:boolean">
    <xsl:param name="rule" as="element(sch:rule)"/>
    <xsl:param name="other" as="element()?"/>
    <xsl:param name="seen" as="element(sch:rule)*"/>
    <xsl:variable name="next" select="($rule/extends[@rule] ! f:abstract-rule(.)) except ($rule, $seen)"/>
    <xsl:sequence select="$rule is $other or (some $n in $next satisfies f:extends($n, $other, ($rule, $seen)))"/>
  </xsl:function>

  <xsl:template match="(pattern | group)[@is-a][empty(f:abstract-pattern(.))]" as="element(d:fault)">
    <xsl:sequence select="f:fault(@is-a, 'there is no abstract pattern “' || @is-a || '”')"/>
  </xsl:template>

  <xsl:template match="param[not(@name)] | let[not(@name)]" as="element(d:fault)">
    <xsl:sequence select="f:fault(., 'this ' || local-name() || ' has no name')"/>
  </xsl:template>

  <xsl:template as="element(d:fault)" match="param[not(@value) and not(../@abstract = 'true')
      and not(@name = f:abstract-pattern(..)/param[@value]/@name)]">
    <xsl:sequence select="f:fault(., 'the parameter “' || @name || '” has no value')"/>
  </xsl:template>

  <xsl:template match="rule[not(@context) and not(@abstract = 'true')]" as="element(d:fault)+">
    <xsl:sequence select="f:fault(., 'this rule has no context')"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="assert[not(@test)] | report[not(@test)]" as="element(d:fault)">
    <xsl:sequence select="f:fault(., 'this ' || local-name() || ' has no test')"/>
  </xsl:template>

  <xsl:template match="value-of[not(@select)]" as="element(d:fault)">
    <xsl:sequence select="f:fault(., 'this value-of does not say what to select')"/>
  </xsl:template>

  <xsl:template match="@diagnostics" as="element(d:fault)*">
    <xsl:variable name="there" select="root()//diagnostic/@id"/>
    <xsl:sequence select="tokenize(.)[not(. = $there)] ! f:fault(current(), 'there is no diagnostic “' || . || '”')"/>
  </xsl:template>

  <xsl:template match="@properties" as="element(d:fault)*">
    <xsl:variable name="there" select="root()//property/@id"/>
    <xsl:sequence select="tokenize(.)[not(. = $there)] ! f:fault(current(), 'there is no property “' || . || '”')"/>
  </xsl:template>

  <xsl:template match="schema/xsl:*[not(local-name() = $declarations)]" as="element(d:fault)">
    <xsl:sequence select="f:fault(., name() || ' cannot stand in a Schematron schema')"/>
  </xsl:template>

  <xsl:template match="sch:*[not(local-name() = $elements)]" as="element(d:fault)">
    <xsl:sequence select="f:fault(., '“' || name() || '” is no element of Schematron')"/>
  </xsl:template>

  <xsl:template match="*[not(self::sch:*)]" priority="-1"/>

  <!-- A fault, at an element or an attribute of the schema. -->
  <xsl:function name="f:fault" as="element(d:fault)">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="message" as="xs:string"/>
    <d:fault at="{f:at($node)}">{$message}</d:fault>
  </xsl:function>
</xsl:stylesheet>
