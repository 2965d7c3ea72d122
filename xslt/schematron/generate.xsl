<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 4: write the stylesheet. It walks through the document once. A rule is a template; of the rules that match a
     node, the first of each pattern applies, and in a group every one (ISO/IEC 19757-3, 5.4.12). Before whatever may
     not compile comes a line break: so the line of an error tells which d:at of the schema it belongs to. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:generate"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:out="https://teipress.org/ns/generated-xslt"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:teipress="https://teipress.org/ns/diagnostics"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
    xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <!-- Whether to tell also of every rule that found its node, and the path of each fault: for SVRL. -->
  <xsl:param name="svrl" as="xs:boolean" select="false()"/>

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <xsl:mode name="m:generate" on-no-match="shallow-skip"/>
  <xsl:mode name="m:table" on-no-match="shallow-skip"/>
  <xsl:mode name="m:message" on-no-match="shallow-skip"/>

  <!-- Our own names in the stylesheet have this namespace, and no prefix that a schema could want. -->
  <xsl:variable name="own" as="xs:string" select="'Q{https://teipress.org/ns/schematron}'"/>

  <!-- Prefixes that every schema may use without declaring them. -->
  <xsl:variable name="known" as="map(xs:string, xs:string)" select="map {
    'xs': 'http://www.w3.org/2001/XMLSchema',
    'fn': 'http://www.w3.org/2005/xpath-functions',
    'map': 'http://www.w3.org/2005/xpath-functions/map',
    'array': 'http://www.w3.org/2005/xpath-functions/array',
    'math': 'http://www.w3.org/2005/xpath-functions/math' }"/>

  <xsl:template match="schema" as="element()">
    <xsl:variable name="declared" select="map:merge((ns ! map { string(@prefix): string(@uri) }, $known))"/>
    <!-- ISO/IEC 19757-3, annex C: without queryBinding the query language is that of XSLT 1.0. -->
    <xsl:variable name="language" select="lower-case((@queryBinding, 'xslt')[1])"/>
    <xsl:variable name="version" select="if ($language = ('xslt', 'xslt1', 'xpath')) then '1.0' else '3.0'"/>
    <out:stylesheet version="{$version}" exclude-result-prefixes="#all" default-mode="{$own}start">
      <xsl:for-each select="map:keys($declared)[not(. = 'xml')]">
        <xsl:sort select="."/>
        <xsl:namespace name="{.}" select="$declared(.)"/>
      </xsl:for-each>
      <xsl:namespace name="teipress" select="'https://teipress.org/ns/diagnostics'"/>
      <xsl:apply-templates select="." mode="m:table"/>
      <xsl:apply-templates select="xsl:*, let, param, (pattern | group)/let"/>
      <out:output method="xml" encoding="UTF-8" indent="no"/>
      <out:mode name="{$own}start" on-no-match="deep-skip" use-accumulators="#all"/>
      <out:mode name="{$own}visit" on-no-match="deep-skip" use-accumulators="#all"/>
      <out:template match="/" mode="{$own}start" version="3.0">
        <report xmlns="https://teipress.org/ns/diagnostics">
          <out:apply-templates select="{f:visited((pattern | group)/rule/@context)}" mode="{$own}visit"/>
        </report>
      </out:template>
      <!-- Of a document node, deep-skip skips only the node. -->
      <out:template match="/" mode="{$own}visit" priority="0"/>
      <xsl:apply-templates select="(pattern | group)/rule"/>
      <xsl:call-template name="place"/>
    </out:stylesheet>
  </xsl:template>

  <!-- Which nodes to visit: elements, and others if a rule may want them. Where in doubt, it may. -->
  <xsl:function name="f:visited" as="xs:string">
    <xsl:param name="contexts" as="xs:string*"/>
    <xsl:variable name="paths" select="string-join($contexts ! f:without-predicates(f:without-strings(.)), '|')"/>
    <xsl:variable name="any" select="matches($paths, '(^|\|)\s*(\.|\(|\$|(key|id|element-with-id)\s*\()')"/>
    <xsl:variable name="attributes" select="$any or matches($paths, '@|attribute')"/>
    <xsl:variable name="others" select="$any or matches($paths, '(text|comment|processing-instruction|node)\s*\(')"/>
    <xsl:sequence select="(if ($others) then '/descendant-or-self::node()' else '(/, //*)')
      || (if ($attributes) then ' ! (., @*)' else '')"/>
  </xsl:function>

  <xsl:function name="f:without-strings" as="xs:string">
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:sequence select="replace($pattern, '&quot;[^&quot;]*&quot;|''[^'']*''', '')"/>
  </xsl:function>

  <xsl:function name="f:without-predicates" as="xs:string">
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:variable name="less" select="replace($pattern, '\[[^\[\]]*\]', '')"/>
    <xsl:sequence select="if ($less = $pattern) then $pattern else f:without-predicates($less)"/>
  </xsl:function>

  <!-- XSLT of the schema's own: its templates are in the unnamed mode, which is not where we start. -->
  <xsl:template match="schema/xsl:*" as="node()+">
    <xsl:text>&#10;</xsl:text>
    <xsl:copy>
      <xsl:attribute name="default-mode" select="'#unnamed'"/>
      <xsl:copy-of select="@* except @teipress:*"/>
      <xsl:attribute name="teipress:at" select="f:at(.)"/>
      <xsl:apply-templates select="node()" mode="m:xslt"/>
    </xsl:copy>
  </xsl:template>

  <xsl:mode name="m:xslt" on-no-match="shallow-copy"/>

  <xsl:template match="xsl:*" mode="m:xslt" as="node()+">
    <xsl:if test="not(ancestor::xsl:text or parent::xsl:value-of)">
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
    <xsl:copy>
      <xsl:copy-of select="@* except @teipress:*"/>
      <xsl:attribute name="teipress:at" select="f:at(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- What the schema consists of, for whoever reads the reports: rules and tests are counted in this order. -->
  <xsl:template match="schema" mode="m:table" as="element()">
    <schema xmlns="https://teipress.org/ns/diagnostics" title="{normalize-space(title)}" phase="{@teipress:phase}"
        version="{@schemaVersion}">
      <xsl:for-each select="ns">
        <ns prefix="{@prefix}" uri="{@uri}"/>
      </xsl:for-each>
      <xsl:apply-templates select="pattern | group" mode="m:table"/>
    </schema>
  </xsl:template>

  <xsl:template match="pattern | group" mode="m:table" as="element()">
    <pattern xmlns="https://teipress.org/ns/diagnostics" kind="{local-name()}">
      <xsl:copy-of select="@id, @role"/>
      <xsl:apply-templates select="rule" mode="m:table"/>
    </pattern>
  </xsl:template>

  <xsl:template match="rule" mode="m:table" as="element()">
    <rule xmlns="https://teipress.org/ns/diagnostics">
      <xsl:copy-of select="@id, @context, @role, @flag"/>
      <xsl:apply-templates select="assert | report" mode="m:table"/>
    </rule>
  </xsl:template>

  <xsl:template match="assert | report" mode="m:table" as="element()">
    <test xmlns="https://teipress.org/ns/diagnostics" kind="{local-name()}">
      <xsl:copy-of select="@id, @test, @role, @flag, @severity"/>
    </test>
  </xsl:template>

  <!-- A let of the whole schema is a parameter, so that whoever runs the rules can hand its value in. -->
  <xsl:template match="schema/let | schema/param" as="node()+">
    <xsl:call-template name="variable">
      <xsl:with-param name="kind" select="'xsl:param'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A let of a pattern has the document as its context, and one value (ISO/IEC 19757-3, 5.4.7): it is global. -->
  <xsl:template match="pattern/let | group/let" as="node()+">
    <xsl:call-template name="variable">
      <xsl:with-param name="name" select="f:global-name(.)"/>
      <xsl:with-param name="lets" select="preceding-sibling::let"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="rule/let" as="node()+">
    <xsl:call-template name="variable">
      <xsl:with-param name="lets" select="../../let"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="variable" as="node()+">
    <xsl:param name="kind" as="xs:string" select="'xsl:variable'"/>
    <xsl:param name="name" as="xs:string" select="@name"/>
    <xsl:param name="lets" as="element(sch:let)*" select="()"/>
    <xsl:text>&#10;</xsl:text>
    <xsl:element name="{$kind}">
      <xsl:attribute name="name" select="$name"/>
      <xsl:copy-of select="@as"/>
      <xsl:choose>
        <xsl:when test="@value">
          <xsl:attribute name="select" select="f:expression(@value, $lets)"/>
          <xsl:attribute name="teipress:at" select="f:at(@value)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="teipress:at" select="f:at(.)"/>
          <xsl:apply-templates select="node()" mode="m:xslt"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- The name of a pattern's let among the global variables: its own, unless that is taken. -->
  <xsl:function name="f:global-name" as="xs:string">
    <xsl:param name="let" as="element(sch:let)"/>
    <xsl:variable name="schema" select="root($let)/schema"/>
    <xsl:variable name="same" select="$schema/(*/let | let | param | xsl:variable | xsl:param)[@name = $let/@name]"/>
    <xsl:sequence select="if (count($same) = 1) then string($let/@name)
      else $own || 'pattern-' || (1 + count($let/../preceding-sibling::*)) || '.' || replace($let/@name, ':', '.')"/>
  </xsl:function>

  <!-- An expression in which the lets of a pattern have their global names. What is in quotes stays as it is. -->
  <xsl:function name="f:expression" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="lets" as="element(sch:let)*"/>
    <xsl:variable name="names" as="map(xs:string, xs:string)"
        select="map:merge($lets ! map { string(@name): f:global-name(.) }, map { 'duplicates': 'use-last' })"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$expression"
          regex="(&quot;[^&quot;]*&quot;|'[^']*')|\$([\i-[:]][\c-[:]]*(:[\i-[:]][\c-[:]]*)?)">
        <xsl:matching-substring>
          <xsl:variable name="name" select="$names(regex-group(2))"/>
          <xsl:sequence select="if ($name) then '$' || $name else ."/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

  <xsl:template match="rule" as="node()+">
    <xsl:variable name="number" select="f:number(.)"/>
    <xsl:variable name="first" select="if (parent::group) then . else ../rule[1]"/>
    <xsl:variable name="last" select="(root()/schema/(pattern | group)/rule)[last()]"/>
    <xsl:text>&#10;</xsl:text>
    <out:template match="{f:expression(@context, ../let)}" mode="{$own}visit"
        priority="{f:number($last) - $number + 1}" teipress:at="{f:at(@context)}">
      <out:param name="{$own}done" select="0"/>
      <xsl:variable name="body" as="node()*">
        <xsl:if test="$svrl">
          <fired xmlns="https://teipress.org/ns/diagnostics" rule="{$number}"/>
        </xsl:if>
        <xsl:apply-templates select="let, assert, report"/>
      </xsl:variable>
      <xsl:choose>
        <!-- Each alternative of a|b counts as a template: the second must not do again what the first did. -->
        <xsl:when test=". is $first and not(matches(@context, '\||union'))">
          <xsl:sequence select="$body"/>
        </xsl:when>
        <xsl:otherwise>
          <out:if test="${$own}done != {f:number($first)}">
            <xsl:sequence select="$body"/>
          </out:if>
        </xsl:otherwise>
      </xsl:choose>
      <out:next-match>
        <out:with-param name="{$own}done" select="{f:number($first)}"/>
      </out:next-match>
    </out:template>
  </xsl:template>

  <xsl:template match="assert" as="node()+">
    <out:choose>
      <xsl:text>&#10;</xsl:text>
      <out:when test="{f:expression(@test, ../../let)}" teipress:at="{f:at(@test)}"/>
      <out:otherwise>
        <xsl:call-template name="failed"/>
      </out:otherwise>
    </out:choose>
  </xsl:template>

  <xsl:template match="report" as="node()+">
    <xsl:text>&#10;</xsl:text>
    <out:if test="{f:expression(@test, ../../let)}" teipress:at="{f:at(@test)}">
      <xsl:call-template name="failed"/>
    </out:if>
  </xsl:template>

  <xsl:template name="failed" as="node()+">
    <xsl:variable name="subject" select="(@subject, ../@subject)[1]"/>
    <xsl:if test="$subject">
      <xsl:text>&#10;</xsl:text>
      <out:variable name="{$own}subject" select="{f:expression($subject, ../../let)}" version="3.0"
          teipress:at="{f:at($subject)}"/>
    </xsl:if>
    <failed xmlns="https://teipress.org/ns/diagnostics" test="{f:number(.)}">
      <out:sequence select="{$own}place({if ($subject) then '$' || $own || 'subject' else '()'}, .)" version="3.0"/>
      <text>
        <xsl:apply-templates select="node() except (diagnostic | property)" mode="m:message"/>
      </text>
      <xsl:apply-templates select="diagnostic | property" mode="m:message"/>
    </failed>
  </xsl:template>

  <!-- The number of a rule or of a test among those of the schema. -->
  <xsl:function name="f:number" as="xs:integer">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="$node/(if (self::rule) then accumulator-before('rules') else accumulator-before('tests'))"/>
  </xsl:function>

  <xsl:accumulator name="rules" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="rule" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:accumulator name="tests" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="assert | report" select="$value + 1"/>
  </xsl:accumulator>

  <!-- Messages -->

  <xsl:template match="text()" mode="m:message" as="element()">
    <out:text>{.}</out:text>
  </xsl:template>

  <xsl:template match="value-of" mode="m:message" as="node()+">
    <xsl:text>&#10;</xsl:text>
    <out:value-of select="{f:expression(@select, ancestor::rule/../let)}" teipress:at="{f:at(@select)}">
      <xsl:copy-of select="@separator"/>
    </out:value-of>
  </xsl:template>

  <!-- The path leads to a node, whose name is meant, or says a name. -->
  <xsl:template match="name" mode="m:message" as="node()+">
    <xsl:variable name="path" select="if (@path) then f:expression(@path, ancestor::rule/../let) else '.'"/>
    <xsl:text>&#10;</xsl:text>
    <out:value-of select="({$path}) ! (if (. instance of node()) then name() else string())" version="3.0"
        teipress:at="{f:at((@path, .)[1])}"/>
  </xsl:template>

  <xsl:template match="emph | dir | span" mode="m:message" as="element()">
    <xsl:element name="{local-name()}" namespace="https://teipress.org/ns/diagnostics">
      <xsl:copy-of select="@class, @value"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="diagnostic | property" mode="m:message" as="element()">
    <xsl:element name="{local-name()}" namespace="https://teipress.org/ns/diagnostics">
      <xsl:copy-of select="@id, @role, @scheme"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="xsl:*" mode="m:message" as="node()+">
    <xsl:apply-templates select="." mode="m:xslt"/>
  </xsl:template>

  <xsl:template match="sqf:*" mode="m:message"/>

  <!-- Where a node is: the number of its element among all, the name of an attribute, the number of another node among
       its siblings. The first of the nodes counts, if it is of this document, or else the context. -->
  <xsl:template name="place" as="element()+">
    <out:accumulator name="{$own}number" initial-value="0" version="3.0">
      <out:accumulator-rule match="*" select="$value + 1"/>
    </out:accumulator>
    <out:function name="{$own}place" version="3.0">
      <out:param name="nodes"/>
      <out:param name="context"/>
      <out:variable name="node" select="($nodes[. instance of node()][root() is root($context)], $context)[1]"/>
      <out:attribute name="element" select="($node/ancestor-or-self::*[1]/accumulator-before('{$own}number'), 0)[1]"/>
      <out:choose>
        <out:when test="$node instance of attribute()">
          <out:attribute name="attribute" select="namespace-uri($node)[string(.)] ! ('{{' || . || '}}') || local-name($node)"/>
        </out:when>
        <out:when test="not($node instance of element() or $node instance of document-node())">
          <out:attribute name="child" select="1 + count($node/preceding-sibling::node())"/>
          <out:attribute name="kind" select="if ($node instance of text()) then 'text()'
            else if ($node instance of comment()) then 'comment()' else 'processing-instruction()'"/>
        </out:when>
      </out:choose>
      <xsl:if test="$svrl">
        <out:attribute name="path" select="path($node)"/>
      </xsl:if>
    </out:function>
  </xsl:template>
</xsl:stylesheet>
