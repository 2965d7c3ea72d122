<?xml version="1.0" encoding="UTF-8"?>
<!-- An index as CSV (RFC 4180): a row for each mention, and one for an entry without any. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:x="https://teipress.org/ns/index">

  <xsl:function name="f:index-csv" as="xs:string">
    <xsl:param name="entries" as="element(x:entry)*"/>
    <xsl:variable name="rows" as="xs:string*">
      <xsl:sequence select="fp:row(('entry', 'kind', 'type', 'name', 'other names', 'identifiers', 'speaker', 'reporter',
          'from', 'to', 'text', 'id', 'href', 'reference', 'before', 'mention', 'after', 'certainty', 'speeches'))"/>
      <xsl:for-each select="$entries">
        <xsl:variable name="entry" select="."/>
        <xsl:variable name="head" select="string(@id), string(@kind), string(@type), string(@name),
            string-join(x:name[x:words != $entry/@name]/x:words, '; '), string-join(x:identifier ! (@type || ':' || x:words), '; '),
            string-join(x:speaker, '; '), string-join(x:reporter, '; '),
            fp:first(((x:date, x:fact[@type = 'when'])/(@when, @from, @notBefore))),
            fp:first(((x:date, x:fact[@type = 'when'])/(@when, @to, @notAfter)))"/>
        <xsl:for-each select="x:mention">
          <xsl:sequence select="fp:row(($head, (@text, @id, '')[1], string(@id), string(@href), string(@reference),
              string(x:before), string(x:match), string(x:after), string(@cert), string(@speeches)))"/>
        </xsl:for-each>
        <xsl:if test="empty(x:mention)">
          <xsl:sequence select="fp:row(($head, (1 to 9) ! ''))"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join($rows ! (. || '&#13;&#10;'))"/>
  </xsl:function>

  <xsl:function name="fp:first" as="xs:string">
    <xsl:param name="values" as="attribute()*"/>
    <xsl:sequence select="string($values[1])"/>
  </xsl:function>

  <xsl:function name="fp:row" as="xs:string">
    <xsl:param name="fields" as="xs:string*"/>
    <xsl:sequence select="string-join($fields ! (if (contains(., ',') or contains(., '&quot;') or contains(., '&#10;') or contains(., '&#13;')) then '&quot;' || replace(., '&quot;', '&quot;&quot;') || '&quot;' else .), ',')"/>
  </xsl:function>
</xsl:stylesheet>
