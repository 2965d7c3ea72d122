<?xml version="1.0" encoding="UTF-8"?>
<!-- Prose: paragraphs, anonymous blocks, lists, tables, figures, formulas. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- HTML's p cannot hold blocks, TEI's can: then it is a div. -->
  <xsl:template match="p | ab" as="element()">
    <xsl:choose>
      <xsl:when test="* and f:holds-block(.)">
        <div>
          <xsl:call-template name="t:attributes"/>
          <xsl:call-template name="t:permalink"/>
          <xsl:apply-templates/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <p>
          <xsl:call-template name="t:attributes"/>
          <xsl:call-template name="t:permalink"/>
          <xsl:apply-templates/>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The number of a block, which is a link to it. -->
  <xsl:template name="t:permalink" as="element(h:a)?">
    <xsl:if test="@xml:id and ancestor::text">
      <a class="permalink" data-teipress="generated" href="#{f:id(.)}" aria-label="{f:label('paragraph')} {(@n, f:id(.))[1]}">{(@n, '¶')[1]}</a>
    </xsl:if>
  </xsl:template>

  <!-- Lists. What is neither heading nor item (a page break, a note) becomes an item without a mark. -->
  <xsl:template match="list" as="element()+">
    <xsl:apply-templates select="head"/>
    <xsl:choose>
      <xsl:when test="@rend = ('numbered', 'ordered') or @type = ('ordered', 'numbered')">
        <ol>
          <xsl:call-template name="t:attributes"/>
          <xsl:call-template name="t:list-content"/>
        </ol>
      </xsl:when>
      <xsl:otherwise>
        <ul>
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="@type ! ('type-' || translate(normalize-space(), ' ', '-'))"/>
          </xsl:call-template>
          <xsl:call-template name="t:list-content"/>
        </ul>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="t:list-content" as="node()*">
    <xsl:for-each select="node() except (head, label[following-sibling::*[1]/self::item])">
      <xsl:choose>
        <xsl:when test="self::item">
          <xsl:apply-templates select="."/>
        </xsl:when>
        <xsl:when test="self::* or self::text()[normalize-space()]">
          <li class="no-item">
            <xsl:apply-templates select="."/>
          </li>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="item" as="element(h:li)">
    <li>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates select="preceding-sibling::*[1][self::label]"/>
      <xsl:apply-templates/>
    </li>
  </xsl:template>

  <xsl:template match="item[not(parent::list)]" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="list/label" as="element(h:strong)">
    <strong>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </strong>
  </xsl:template>

  <!-- Tables. A row or cell that is no row or cell of HTML's table (a page break between rows) gets one around it. -->
  <xsl:template match="table" as="element(h:div)">
    <div class="table">
      <table>
        <xsl:call-template name="t:attributes"/>
        <xsl:if test="head">
          <caption>
            <xsl:apply-templates select="head"/>
          </caption>
        </xsl:if>
        <tbody>
          <xsl:for-each select="node() except head">
            <xsl:choose>
              <xsl:when test="self::row">
                <xsl:apply-templates select="."/>
              </xsl:when>
              <xsl:when test="self::* or self::text()[normalize-space()]">
                <tr>
                  <td class="no-cell" colspan="{max((1, ../row/count(cell)))}">
                    <xsl:apply-templates select="."/>
                  </td>
                </tr>
              </xsl:when>
            </xsl:choose>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="table/row" as="element(h:tr)">
    <tr>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@role ! ('role-' || .)"/>
      </xsl:call-template>
      <xsl:for-each select="node()">
        <xsl:choose>
          <xsl:when test="self::cell">
            <xsl:apply-templates select="."/>
          </xsl:when>
          <xsl:when test="self::* or self::text()[normalize-space()]">
            <td class="no-cell">
              <xsl:apply-templates select="."/>
            </td>
          </xsl:when>
        </xsl:choose>
      </xsl:for-each>
    </tr>
  </xsl:template>

  <xsl:template match="table/row/cell" as="element()">
    <xsl:element name="{if (@role = 'label' or ../@role = 'label') then 'th' else 'td'}">
      <xsl:call-template name="t:attributes"/>
      <xsl:copy-of select="@cols[. castable as xs:positiveInteger][xs:integer(.) le 1000] ! fp:named('colspan', .),
          @rows[. castable as xs:positiveInteger][xs:integer(.) le 65534] ! fp:named('rowspan', .)"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="row | cell" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:function name="fp:named" as="attribute()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="item()"/>
    <xsl:attribute name="{$name}" select="$value"/>
  </xsl:function>

  <!-- Figures. A picture of the edition is shown, one from elsewhere is a link: no page loads from another host. -->
  <xsl:template match="figure" as="element()">
    <xsl:choose>
      <xsl:when test="f:is-block(.) or f:holds-block(.)">
        <figure>
          <xsl:call-template name="t:attributes"/>
          <xsl:apply-templates/>
        </figure>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="t:inline"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="graphic | media | binaryObject" as="element()">
    <xsl:variable name="href" select="@url ! f:media(., current())"/>
    <xsl:variable name="words" select="normalize-space((desc, ../figDesc, ../head)[1])"/>
    <xsl:choose>
      <xsl:when test="$href and not(matches($href, '^[^/?#]*:')) and not(self::media)">
        <img src="{$href}" alt="{$words}" loading="lazy">
          <xsl:call-template name="t:attributes"/>
        </img>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:call-template name="t:attributes"/>
          <xsl:if test="$href">
            <a data-teipress="generated" href="{$href}">{f:label(if (self::media) then 'media' else 'picture')}</a>
          </xsl:if>
          <xsl:apply-templates select="*"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="figDesc" as="element()">
    <xsl:call-template name="t:flow"/>
  </xsl:template>

  <xsl:template match="formula | notatedMusic | desc | label | ellipsis | caption | meeting" as="element()">
    <xsl:call-template name="t:flow"/>
  </xsl:template>
</xsl:stylesheet>
