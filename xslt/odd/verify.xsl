<?xml version="1.0" encoding="UTF-8"?>
<!-- Before anything is compiled: say what is wrong with the ODD itself, each fault with its place. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="https://teipress.org/ns/diagnostics" xmlns:f="https://teipress.org/ns/functions"
    xmlns:fp="https://teipress.org/ns/functions-private" xmlns:m="https://teipress.org/ns/modes"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="flatten.xsl"/>

  <xsl:output method="text"/>
  <xsl:mode name="m:verify" on-no-match="shallow-skip"/>

  <xsl:template match="/" mode="#unnamed" as="item()*">
    <xsl:choose>
      <xsl:when test="not(//schemaSpec)">
        <xsl:sequence select="fp:complain(*, 'odd-without-schema', 'this ODD holds no schemaSpec')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="m:verify"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="moduleRef | schemaSpec/@source | specGrpRef[contains(@target, ':')]" mode="m:verify">
    <xsl:sequence select="fp:complain(., 'odd-not-self-contained',
        'moduleRef is not supported: this compiler reads ODDs that declare everything themselves')"/>
  </xsl:template>

  <xsl:template match="elementSpec | classSpec | macroSpec | dataSpec" mode="m:verify">
    <xsl:if test="preceding::*[node-name() = node-name(current())][@ident = current()/@ident]">
      <xsl:sequence select="fp:complain(., 'odd-declared-twice', '“' || @ident || '” is declared twice')"/>
    </xsl:if>
    <xsl:if test="self::elementSpec[not(content)]">
      <xsl:sequence select="fp:complain(., 'odd-without-content', '&lt;' || @ident || '&gt; has no content model')"/>
    </xsl:if>
    <xsl:apply-templates mode="m:verify"/>
  </xsl:template>

  <xsl:template match="elementRef[not(key('element', @key))]" mode="m:verify">
    <xsl:sequence select="fp:undeclared(., 'element')"/>
  </xsl:template>

  <xsl:template match="classRef[not(key('class', @key))] | memberOf[not(key('class', @key))]" mode="m:verify">
    <xsl:sequence select="fp:undeclared(., 'class')"/>
  </xsl:template>

  <xsl:template match="classRef[empty(f:members(key('class', @key)))]" mode="m:verify" priority="0.4">
    <xsl:sequence select="fp:complain(., 'odd-empty-class', 'no element belongs to the class “' || @key || '”')"/>
  </xsl:template>

  <xsl:template match="macroRef[not(key('macro', @key))]" mode="m:verify">
    <xsl:sequence select="fp:undeclared(., 'macro')"/>
  </xsl:template>

  <xsl:template match="dataRef[@key][not(key('type', @key))]" mode="m:verify">
    <xsl:sequence select="fp:undeclared(., 'datatype')"/>
  </xsl:template>

  <xsl:template match="valList[@type = 'closed'][not(valItem)]" mode="m:verify">
    <xsl:sequence select="fp:complain(., 'odd-empty-list', 'this closed list has no values')"/>
  </xsl:template>

  <xsl:template match="attDef[not(@mode = 'delete')][not(valList[@type = 'closed'] or datatype)]" mode="m:verify">
    <xsl:sequence select="fp:complain(., 'odd-without-datatype',
        'the attribute “' || @ident || '” has neither a datatype nor a closed list')"/>
  </xsl:template>

  <xsl:template match="defaultVal" mode="m:verify">
    <xsl:sequence select="fp:complain(., 'odd-default-value',
        'a default value would put into the text what nobody wrote there: leave it out')"/>
  </xsl:template>

  <xsl:template match="content//textNode[not(parent::content or parent::alternate[@maxOccurs = 'unbounded'])]"
      mode="m:verify">
    <xsl:sequence select="fp:complain(., 'odd-mixed-content',
        'text can only be mixed with elements in any order: put textNode into an alternate that is unbounded')"/>
  </xsl:template>

  <xsl:template match="@minOccurs | @maxOccurs" mode="m:verify">
    <xsl:if test="not(. = ('0', '1', 'unbounded'))">
      <xsl:sequence select="fp:complain(.., 'odd-occurrence', name() || ' must be 0, 1 or unbounded')"/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="fp:undeclared" as="empty-sequence()">
    <xsl:param name="reference" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="fp:complain($reference, 'odd-undeclared',
        'no ' || $kind || ' “' || $reference/@key || '” is declared in this ODD')"/>
  </xsl:function>

  <xsl:function name="fp:complain" as="empty-sequence()">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="code" as="xs:string"/>
    <xsl:param name="message" as="xs:string"/>
    <xsl:message>
      <d:diagnostic code="{$code}" severity="error" location="{f:location($node)}">{$message}</d:diagnostic>
    </xsl:message>
  </xsl:function>

  <xsl:function name="f:location" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string-join($node/ancestor-or-self::* ! ('/' || (1 + count(preceding-sibling::*))))"/>
  </xsl:function>
</xsl:stylesheet>
