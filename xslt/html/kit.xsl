<?xml version="1.0" encoding="UTF-8"?>
<!-- What every rendered element is made of: its tag, its id, its language, its classes. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- An element in a line, by default a span; a div where it holds blocks, which nothing in a line may. -->
  <xsl:template name="t:inline" as="element()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="class" as="xs:string*" select="()"/>
    <xsl:param name="tag" as="xs:string" select="'span'"/>
    <xsl:choose>
      <xsl:when test="* and f:holds-block(.)">
        <div>
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="$class"/>
          </xsl:call-template>
          <xsl:apply-templates/>
          <xsl:apply-templates select="@xml:id" mode="m:calls"/>
        </div>
      </xsl:when>
      <xsl:when test="$tag = 'span'">
        <span>
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="$class"/>
          </xsl:call-template>
          <xsl:apply-templates/>
          <xsl:apply-templates select="@xml:id" mode="m:calls"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="{$tag}">
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="$class"/>
          </xsl:call-template>
          <xsl:apply-templates/>
          <xsl:apply-templates select="@xml:id" mode="m:calls"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The tag of what is in a line, and of what is a block or not by where it stands: a div where it holds blocks. -->
  <xsl:function name="f:line-tag" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/* and f:holds-block($element)) then 'div' else 'span'"/>
  </xsl:function>

  <xsl:function name="f:flow-tag" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (f:is-block($element) or f:holds-block($element)) then 'div' else 'span'"/>
  </xsl:function>

  <!-- An element on lines of its own. -->
  <xsl:template name="t:block" as="element(h:div)">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="class" as="xs:string*" select="()"/>
    <div>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="$class"/>
      </xsl:call-template>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </div>
  </xsl:template>

  <!-- An element that is a block or not, by where it stands. -->
  <xsl:template name="t:flow" as="element()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="class" as="xs:string*" select="()"/>
    <xsl:choose>
      <xsl:when test="f:is-block(.)">
        <xsl:call-template name="t:block">
          <xsl:with-param name="class" select="$class"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="t:inline">
          <xsl:with-param name="class" select="$class"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A part of a description: in a line a span, among others a block that has its name before it, where the labels have one. -->
  <xsl:template name="t:part" as="element()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="class" as="xs:string*" select="()"/>
    <xsl:param name="label" as="xs:string" select="'part-' || local-name()"/>
    <xsl:choose>
      <xsl:when test="f:is-block(.)">
        <div>
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="$class"/>
          </xsl:call-template>
          <xsl:if test="f:has-label($label) and not(head | label)">
            <span class="{if (f:is-group(.)) then 'part-heading' else 'part-label'}" data-teipress="generated" lang="{$edition-language}">{string-join((f:label($label), f:untold-date(.)), ', ')}</span>
            <xsl:text> </xsl:text>
          </xsl:if>
          <xsl:apply-templates/>
          <xsl:apply-templates select="@xml:id" mode="m:calls"/>
          <xsl:apply-templates select="." mode="m:values"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="t:inline">
          <xsl:with-param name="class" select="$class"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Parts that hold parts: their names are headings. -->
  <xsl:function name="f:is-group" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="exists($part[self::msContents or self::physDesc or self::history or self::additional or self::adminInfo])"/>
  </xsl:function>

  <!-- When something was, where only the attributes tell: the words have no number in them. -->
  <xsl:function name="f:untold-date" as="xs:string?">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="$part[normalize-space()][f:date-values(.)][not(matches(., '\d'))] ! f:date-phrase(.)"/>
  </xsl:function>

  <!-- What only the attributes of a part say: a date, a quantity, a pointer. -->
  <xsl:mode name="m:values" on-no-match="fail"/>

  <xsl:template match="*" mode="m:values" as="element(h:span)*">
    <xsl:if test="not(normalize-space()) and f:date-values(.)">
      <span data-teipress="generated" lang="{$edition-language}">{f:date-phrase(.)}</span>
    </xsl:if>
    <xsl:if test="not(normalize-space()) and (@value or @quantity)">
      <span data-teipress="generated">{string-join((@value, @quantity, @unit) ! normalize-space(), ' ')}</span>
    </xsl:if>
  </xsl:template>

  <!-- The class of most elements is their name and no more: made as one string, it costs half of what a sequence costs. -->
  <xsl:template name="t:attributes">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="class" as="xs:string*" select="()"/>
    <xsl:choose>
      <xsl:when test="@rend or @rendition or @style or $fp:deletes-stretches">
        <xsl:attribute name="class" select="'tei-' || local-name(), $class, @rend/fp:look(.), @rendition/fp:rendition(.), @style/f:style-class(.), fp:is-deleted(.)"/>
      </xsl:when>
      <xsl:when test="empty($class)">
        <xsl:attribute name="class" select="'tei-' || local-name()"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:attribute name="class" select="'tei-' || local-name() || ' ' || string-join($class, ' ')"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="@xml:id or @xml:lang">
      <xsl:apply-templates select="@xml:id, @xml:lang" mode="m:attribute"/>
    </xsl:if>
  </xsl:template>

  <xsl:mode name="m:attribute" on-no-match="fail"/>

  <xsl:template match="@xml:id" mode="m:attribute" as="attribute()?">
    <xsl:variable name="id" select="normalize-space()"/>
    <xsl:if test="$id">
      <xsl:attribute name="id" select="$id"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@xml:lang" mode="m:attribute" as="attribute()*">
    <xsl:variable name="language" select="f:language-tag(.)"/>
    <xsl:if test="$language">
      <xsl:attribute name="lang" select="$language"/>
      <xsl:attribute name="dir" select="if (f:is-right-to-left($language)) then 'rtl' else 'ltr'"/>
    </xsl:if>
  </xsl:template>

  <!-- How something looks in the source: each word of @rend that is plain becomes a class. A text has few that differ. -->
  <xsl:function name="fp:look" as="xs:string*" cache="yes">
    <xsl:param name="rend" as="xs:string"/>
    <xsl:sequence select="tokenize(lower-case($rend))[matches(., '^[a-z][a-z0-9\-]{0,30}$')] ! ('rend-' || .)"/>
  </xsl:function>

  <!-- A rendition that the header describes: its rules are in the page's own stylesheet. -->
  <xsl:function name="fp:rendition" as="xs:string*" cache="yes">
    <xsl:param name="rendition" as="xs:string"/>
    <xsl:sequence select="tokenize($rendition)[matches(., '^#[A-Za-z_][\w.\-]*$')] ! ('rendition-' || substring(., 2))"/>
  </xsl:function>

  <!-- The words of an attribute as classes: type-letter, place-margin. -->
  <xsl:function name="f:words" as="xs:string*">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:sequence select="tokenize($attribute) ! (local-name($attribute) || '-' || .)"/>
  </xsl:function>

  <!-- An attribute made by an expression. -->
  <xsl:function name="fp:named" as="attribute()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="item()"/>
    <xsl:attribute name="{$name}" select="$value"/>
  </xsl:function>
</xsl:stylesheet>
