<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates: their key in the index, and their words in the language of the edition. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:function name="f:date-values" as="attribute()*">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="$date/@when, $date/@from, $date/@to, $date/@notBefore, $date/@notAfter"/>
  </xsl:function>

  <!-- The same time always has the same key, which names its entry in the index of dates. Nothing for a date without
       a value. -->
  <xsl:function name="f:date-key" as="xs:string?">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="parts" select="f:date-values($date) ! (name() || '-' || replace(normalize-space(.), '[^0-9A-Za-z\-]', '.'))"/>
    <xsl:if test="exists($parts)">
      <xsl:sequence select="string-join(('date', $parts), '-')"/>
    </xsl:if>
  </xsl:function>

  <!-- A date or an interval in words; the text itself where there is no value. -->
  <xsl:function name="f:date-phrase" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="day" select="function($value) { f:day(normalize-space($value)) }"/>
    <xsl:sequence select="
        if ($date/@when) then $day($date/@when)
        else if ($date/@from and $date/@to) then fp:span($date/normalize-space(@from), $date/normalize-space(@to))
        else if ($date/@notBefore and $date/@notAfter) then f:label('between', ($day($date/@notBefore), $day($date/@notAfter)))
        else if ($date/@from) then f:label('from', $day($date/@from))
        else if ($date/@to) then f:label('until', $day($date/@to))
        else if ($date/@notBefore) then f:label('not-before', $day($date/@notBefore))
        else if ($date/@notAfter) then f:label('not-after', $day($date/@notAfter))
        else normalize-space($date)"/>
  </xsl:function>

  <!-- From one day to another; of days of one month, this is said once. -->
  <xsl:function name="fp:span" as="xs:string">
    <xsl:param name="from" as="xs:string"/>
    <xsl:param name="to" as="xs:string"/>
    <xsl:variable name="month" select="substring($from, 1, 7)"/>
    <xsl:sequence select="
        if (every $day in ($from, $to) satisfies matches($day, '^\d{4}-(0[1-9]|1[0-2])-\d\d$') and starts-with($day, $month) and $from lt $to)
        then f:label('on-day', (
          string(xs:integer(substring($month, 1, 4))), f:label('month-' || xs:integer(substring($month, 6))),
          f:label('days', ($from, $to) ! string(xs:integer(substring(., 9))))))
        else f:label('span', (f:day($from), f:day($to)))"/>
  </xsl:function>

  <!-- A day, a month or a year in words. Format-date knows English only, so the months are labels. -->
  <xsl:function name="f:day" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="parts" select="tokenize(replace($value, '^-', ''), '-')"/>
    <xsl:variable name="year" select="string(xs:integer($parts[1][. castable as xs:integer]))"/>
    <xsl:sequence select="
        if (not(matches($value, '^-?\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?$'))) then $value
        else f:label(('in-year', 'in-month', 'on-day')[count($parts)], (
          if (starts-with($value, '-')) then f:label('before-christ', $year) else $year,
          $parts[2] ! f:label('month-' || xs:integer(.)), $parts[3] ! string(xs:integer(.))))"/>
  </xsl:function>

  <!-- The year that a value of a date begins with; nothing where it names none. -->
  <xsl:function name="f:year" as="xs:integer?">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="replace(normalize-space($value), '^(-?\d+)(\D.*)?$', '$1')[. castable as xs:integer] ! xs:integer(.)"/>
  </xsl:function>

  <!-- A value that HTML's time element takes; nothing for others. -->
  <xsl:function name="f:datetime" as="xs:string?">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="normalize-space($date/@when)[
        matches(., '^\d{4}(-\d\d)?$') and not(starts-with(., '0000')) or . castable as xs:date and matches(., '^\d{4}-\d\d-\d\d$')]"/>
  </xsl:function>
</xsl:stylesheet>
