<?xml version="1.0" encoding="UTF-8"?>
<!-- Before anything is compiled: say what is wrong with the ODD itself, each fault with its place. Three looks, each
     only when the one before finds nothing: at what is written, at circles, at what comes of it when it is flat. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:verify"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="https://teipress.org/ns/diagnostics" xmlns:f="https://teipress.org/ns/functions"
    xmlns:fp="https://teipress.org/ns/functions-private" xmlns:m="https://teipress.org/ns/modes"
    xmlns:o="https://teipress.org/ns/odd" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="flatten.xsl"/>

  <xsl:output method="text"/>
  <xsl:mode name="m:verify" on-no-match="shallow-skip"/>
  <xsl:mode name="m:verify-flat" on-no-match="shallow-skip"/>

  <xsl:variable name="source" as="document-node()" select="/"/>

  <xsl:template match="/" as="empty-sequence()">
    <xsl:variable name="written" as="element(d:diagnostic)*">
      <xsl:apply-templates select="*"/>
    </xsl:variable>
    <xsl:variable name="circles" as="element(d:diagnostic)*" select="if (exists($written)) then () else fp:circles(.)"/>
    <xsl:variable name="flat" as="element(d:diagnostic)*">
      <xsl:if test="empty(($written, $circles))">
        <xsl:apply-templates select="//classRef | $flat" mode="m:verify-flat"/>
      </xsl:if>
    </xsl:variable>
    <xsl:for-each select="$written, $circles, $flat">
      <xsl:message select="."/>
    </xsl:for-each>
  </xsl:template>

  <!-- 1: What is written. -->

  <xsl:template match="/*[not(descendant::schemaSpec)]" as="element(d:diagnostic)">
    <xsl:sequence select="fp:fault(., 'odd-without-schema', 'this ODD holds no schemaSpec')"/>
  </xsl:template>

  <xsl:template match="schemaSpec" as="element(d:diagnostic)*">
    <xsl:variable name="start" as="xs:string" select="(@start, 'TEI')[1]"/>
    <xsl:if test="not(key('element', $start))">
      <xsl:sequence select="fp:undeclared(., 'element', $start)"/>
    </xsl:if>
    <xsl:if test="@source">
      <xsl:sequence select="fp:not-self-contained(., 'source')"/>
    </xsl:if>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="moduleRef | specGrpRef[not(starts-with(@target, '#'))]" as="element(d:diagnostic)">
    <xsl:sequence select="fp:not-self-contained(., local-name())"/>
  </xsl:template>

  <xsl:template match="elementSpec | classSpec | macroSpec | dataSpec" as="element(d:diagnostic)*">
    <xsl:if test="preceding::*[node-name() = node-name(current())][@ident = current()/@ident]">
      <xsl:sequence select="fp:fault(., 'odd-declared-twice', '“' || @ident || '” is declared twice')"/>
    </xsl:if>
    <xsl:if test="not((@mode, 'add')[1] = ('add', 'delete'))">
      <xsl:sequence select="fp:not-self-contained(., 'mode=&quot;' || @mode || '&quot;')"/>
    </xsl:if>
    <xsl:if test="not(self::classSpec or @mode = 'delete' or content/*)">
      <xsl:sequence select="fp:fault(., 'odd-without-content',
          '“' || @ident || '” has no content: write &lt;empty/&gt; if it is to hold nothing')"/>
    </xsl:if>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="content[count(*) gt 1]" as="element(d:diagnostic)+">
    <xsl:sequence select="fp:unsupported(., 'content holds one thing: put a sequence or an alternate around these')"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template as="element(d:diagnostic)" match="
      dataSpec/content/*[not(self::dataRef or self::valList or self::alternate)]
      | dataSpec/content/alternate/*[not(self::dataRef or self::valList)]">
    <xsl:sequence select="fp:unsupported(., 'a datatype is made of dataRef and valList, and of alternatives of these')"/>
  </xsl:template>

  <xsl:template as="element(d:diagnostic)" match="
      content//*[ancestor::elementSpec or ancestor::macroSpec][not(self::sequence or self::alternate
          or self::elementRef or self::classRef or self::macroRef or self::dataRef or self::textNode or self::empty)]">
    <xsl:sequence select="fp:unsupported(., local-name() || ' in a content model is not supported')"/>
  </xsl:template>

  <xsl:template as="element(d:diagnostic)" match="
      content//dataRef[not(@key)][ancestor::elementSpec or ancestor::macroSpec] | datatype[not(dataRef/@key)]">
    <xsl:sequence select="fp:unsupported(., 'name a datatype here, by dataRef with key, and declare it in a dataSpec')"/>
  </xsl:template>

  <xsl:template match="classRef[@expand or @include or @except]" as="element(d:diagnostic)+">
    <xsl:sequence select="fp:unsupported(., 'expand, include and except on classRef are not supported')"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="attRef | attList[@org = 'choice']" as="element(d:diagnostic)">
    <xsl:sequence select="fp:unsupported(., if (self::attRef) then 'attRef is not supported: use a class'
        else 'a choice of attributes is not supported: write a Schematron rule')"/>
  </xsl:template>

  <xsl:template match="elementRef[not(key('element', @key))]" as="element(d:diagnostic)">
    <xsl:sequence select="fp:undeclared(., 'element', @key)"/>
  </xsl:template>

  <xsl:template match="classRef[not(key('class', @key))] | memberOf[not(key('class', @key))]" as="element(d:diagnostic)">
    <xsl:sequence select="fp:undeclared(., 'class', @key)"/>
  </xsl:template>

  <xsl:template match="macroRef[not(key('macro', @key))]" as="element(d:diagnostic)">
    <xsl:sequence select="fp:undeclared(., 'macro', @key)"/>
  </xsl:template>

  <xsl:template match="dataRef[@key][not(key('type', @key))]" as="element(d:diagnostic)">
    <xsl:sequence select="fp:undeclared(., 'datatype', @key)"/>
  </xsl:template>

  <xsl:template match="valList[not(valItem)]" as="element(d:diagnostic)">
    <xsl:sequence select="fp:fault(., 'odd-empty-list', 'this list has no values')"/>
  </xsl:template>

  <xsl:template match="attDef[not(@mode = 'delete')][not(valList[@type = 'closed'] or datatype)]"
      as="element(d:diagnostic)+">
    <xsl:sequence select="fp:fault(., 'odd-without-datatype',
        'the attribute “' || @ident || '” has neither a datatype nor a closed list')"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="defaultVal" as="element(d:diagnostic)">
    <xsl:sequence select="fp:fault(., 'odd-default-value',
        'a default value would put into the text what nobody wrote there: leave it out')"/>
  </xsl:template>

  <xsl:template match="@minOccurs | @maxOccurs" as="element(d:diagnostic)?">
    <xsl:variable name="possible" as="xs:string+" select="
        if (parent::datatype) then ('1', 'unbounded'[current()/self::attribute(maxOccurs)])
        else if (self::attribute(minOccurs)) then ('0', '1') else ('1', 'unbounded')"/>
    <xsl:if test="not(. = $possible)">
      <xsl:sequence select="fp:fault(.., 'odd-occurrence',
          name() || ' must be ' || string-join($possible, ' or ') || ' here')"/>
    </xsl:if>
  </xsl:template>

  <!-- 2: Classes, macros and datatypes that lead back to themselves. -->

  <xsl:function name="fp:circles" as="element(d:diagnostic)*">
    <xsl:param name="odd" as="document-node()"/>
    <xsl:for-each select="$odd//(classSpec | macroSpec | dataSpec)[fp:leads-back(., fp:uses(.), ())]">
      <xsl:sequence select="fp:fault(., 'odd-circular', '“' || @ident || '” is declared by means of itself')"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="fp:leads-back" as="xs:boolean">
    <xsl:param name="spec" as="element()"/>
    <xsl:param name="ahead" as="element()*"/>
    <xsl:param name="seen" as="element()*"/>
    <xsl:sequence select="
        if (exists($ahead intersect $spec)) then true()
        else if (empty($ahead except $seen)) then false()
        else fp:leads-back($spec, $ahead ! fp:uses(.), $seen | $ahead)"/>
  </xsl:function>

  <xsl:function name="fp:uses" as="element()*">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="$spec ! (
        self::classSpec/key('class', classes/memberOf/@key)
        | self::macroSpec/key('macro', content//macroRef/@key)
        | self::dataSpec/key('type', content//dataRef/@key))"/>
  </xsl:function>

  <!-- 3: What comes of it. -->

  <xsl:template match="classRef[empty(f:members(key('class', @key)))]" mode="m:verify-flat" as="element(d:diagnostic)">
    <xsl:sequence select="fp:fault(., 'odd-empty-class', 'no element belongs to the class “' || @key || '”')"/>
  </xsl:template>

  <!-- Text is all there is, or one of the alternatives of the one unbounded choice; data is all there is. -->
  <xsl:template mode="m:verify-flat" as="element(d:diagnostic)" match="
      o:content[.//o:text except (o:text, o:choice[@max = 'unbounded']/o:text[1])]
      | o:content[.//o:data except o:data]">
    <xsl:sequence select="fp:fault(key('element', ../@name, $source)/content, 'odd-mixed-content',
        if (.//o:text) then
          'text is mixed with elements in any order only: put textNode, once, into one alternate that is unbounded'
        else 'data is not mixed with elements: dataRef stands alone')"/>
  </xsl:template>

  <xsl:template match="o:attribute[@name = preceding-sibling::o:attribute/@name]" mode="m:verify-flat"
      as="element(d:diagnostic)">
    <xsl:sequence select="fp:fault(key('element', ../@name, $source), 'odd-declared-twice',
        '“' || ../@name || '” has its attribute “' || @name || '” from two places')"/>
  </xsl:template>

  <!-- XSD declares an attribute of the xml: namespace once, for all elements. -->
  <xsl:template match="o:attribute[starts-with(@name, 'xml:')][@list = 'true'
      or fp:values(.) ne fp:values((../../o:element/o:attribute[@name = current()/@name])[1])]" mode="m:verify-flat" as="element(d:diagnostic)">
    <xsl:sequence select="fp:fault(key('element', ../@name, $source), 'odd-xml-attribute',
        '“' || @name || '” must be one value, of the same datatype on every element')"/>
  </xsl:template>

  <xsl:function name="fp:values" as="xs:string">
    <xsl:param name="attribute" as="element(o:attribute)"/>
    <xsl:sequence select="string-join(($attribute/@type, $attribute/o:value), ' ')"/>
  </xsl:function>

  <!-- Reporting. -->

  <xsl:function name="fp:undeclared" as="element(d:diagnostic)">
    <xsl:param name="reference" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="fp:fault($reference, 'odd-undeclared',
        'no ' || $kind || ' “' || $name || '” is declared in this ODD')"/>
  </xsl:function>

  <xsl:function name="fp:not-self-contained" as="element(d:diagnostic)">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="what" as="xs:string"/>
    <xsl:sequence select="fp:fault($node, 'odd-not-self-contained',
        $what || ' is not supported: this compiler reads ODDs that declare everything themselves')"/>
  </xsl:function>

  <xsl:function name="fp:unsupported" as="element(d:diagnostic)">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="message" as="xs:string"/>
    <xsl:sequence select="fp:fault($node, 'odd-unsupported', $message)"/>
  </xsl:function>

  <xsl:function name="fp:fault" as="element(d:diagnostic)">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="code" as="xs:string"/>
    <xsl:param name="message" as="xs:string"/>
    <d:diagnostic code="{$code}" severity="error" location="{f:location($node)}">{$message}</d:diagnostic>
  </xsl:function>

  <xsl:function name="f:location" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string-join($node/ancestor-or-self::* ! ('/' || (1 + count(preceding-sibling::*))))"/>
  </xsl:function>
</xsl:stylesheet>
