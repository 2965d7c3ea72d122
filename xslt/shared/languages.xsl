<?xml version="1.0" encoding="UTF-8"?>
<!-- Languages: xml:lang as HTML wants it, and the direction of their script. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private">

  <!-- ISO 639-2 codes of three letters that have one of two letters in ISO 639-1, which BCP 47 wants instead. -->
  <xsl:variable name="fp:two-letters" as="map(xs:string, xs:string)" select="map:merge(tokenize(normalize-space('
      aar:aa abk:ab afr:af aka:ak alb:sq amh:am ara:ar arg:an arm:hy asm:as ava:av ave:ae aym:ay aze:az bak:ba bam:bm
      baq:eu bel:be ben:bn bih:bh bis:bi bod:bo bos:bs bre:br bul:bg bur:my cat:ca ces:cs cha:ch che:ce chi:zh chu:cu
      chv:cv cor:kw cos:co cre:cr cym:cy cze:cs dan:da deu:de div:dv dut:nl dzo:dz ell:el eng:en epo:eo est:et eus:eu
      ewe:ee fao:fo fas:fa fij:fj fin:fi fra:fr fre:fr fry:fy ful:ff geo:ka ger:de gla:gd gle:ga glg:gl glv:gv gre:el
      grn:gn guj:gu hat:ht hau:ha heb:he her:hz hin:hi hmo:ho hrv:hr hun:hu hye:hy ibo:ig ice:is ido:io iii:ii iku:iu
      ile:ie ina:ia ind:id ipk:ik isl:is ita:it jav:jv jpn:ja kal:kl kan:kn kas:ks kat:ka kau:kr kaz:kk khm:km kik:ki
      kin:rw kir:ky kom:kv kon:kg kor:ko kua:kj kur:ku lao:lo lat:la lav:lv lim:li lin:ln lit:lt ltz:lb lub:lu lug:lg
      mac:mk mah:mh mal:ml mao:mi mar:mr may:ms mkd:mk mlg:mg mlt:mt mon:mn mri:mi msa:ms mya:my nau:na nav:nv nbl:nr
      nde:nd ndo:ng nep:ne nld:nl nno:nn nob:nb nor:no nya:ny oci:oc oji:oj ori:or orm:om oss:os pan:pa per:fa pli:pi
      pol:pl por:pt pus:ps que:qu roh:rm ron:ro rum:ro run:rn rus:ru sag:sg san:sa sin:si slk:sk slo:sk slv:sl sme:se
      smo:sm sna:sn snd:sd som:so sot:st spa:es sqi:sq srd:sc srp:sr ssw:ss sun:su swa:sw swe:sv tah:ty tam:ta tat:tt
      tel:te tgk:tg tgl:tl tha:th tib:bo tir:ti ton:to tsn:tn tso:ts tuk:tk tur:tr twi:tw uig:ug ukr:uk urd:ur uzb:uz
      ven:ve vie:vi vol:vo wel:cy wln:wa wol:wo xho:xh yid:yi yor:yo zha:za zho:zh zul:zu
      ')) ! map { substring-before(., ':'): substring-after(., ':') })"/>

  <!-- The direction of what the tool says. -->
  <xsl:variable name="f:own-direction" as="xs:string" select="if (f:is-right-to-left($edition-language)) then 'rtl' else 'ltr'"/>

  <!-- A language tag that HTML takes; nothing for what is none. -->
  <xsl:function name="f:language-tag" as="xs:string?" cache="yes">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:variable name="words" select="normalize-space($tag)"/>
    <xsl:choose>
      <xsl:when test="matches($words, '^[a-z]{2}(-[A-Z]{2})?$')">
        <xsl:sequence select="$words"/>
      </xsl:when>
      <xsl:when test="matches($words, '^([A-Za-z]{2,3}|x)(-[A-Za-z0-9]{1,8})*$')">
        <xsl:variable name="first" select="lower-case(replace($words, '-.*$', ''))"/>
        <xsl:sequence select="($fp:two-letters($first), $first)[1] || substring($words, 1 + string-length($first))"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- By script where the tag names one, else by the language's usual script. -->
  <xsl:function name="f:is-right-to-left" as="xs:boolean" cache="yes">
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="parts" select="tokenize(lower-case($language), '-')"/>
    <xsl:variable name="script" select="$parts[position() gt 1][string-length() = 4][1]"/>
    <xsl:sequence select="if ($script) then $script = ('arab', 'hebr', 'syrc', 'thaa', 'nkoo', 'adlm', 'samr', 'mand')
        else $parts[1] = ('ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi')"/>
  </xsl:function>
</xsl:stylesheet>
