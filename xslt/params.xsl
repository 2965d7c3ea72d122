<?xml version="1.0" encoding="UTF-8"?>
<!-- Every parameter of the stylesheets. Python sets them; nothing is read from the disk at run time. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema">

  <!-- The registers of the edition, their pointers settled. -->
  <xsl:param name="registers" as="document-node()*" select="()"/>
  <!-- The labels of the edition's language: labels/en.xml. -->
  <xsl:param name="labels" as="document-node()*" select="()"/>
  <!-- The records of all texts, for the indexes: one by one, or gathered in one document. -->
  <xsl:param name="records" as="document-node()*" select="()"/>
  <!-- The texts of the edition: where each source is, and, in the same order, its name in addresses (NAME.html). -->
  <xsl:param name="text-uris" as="xs:string*" select="()"/>
  <xsl:param name="text-names" as="xs:string*" select="()"/>
  <!-- The text that is being rendered: its name, and the address of its source. -->
  <xsl:param name="text-name" as="xs:string" select="''"/>
  <xsl:param name="document-uri" as="xs:string" select="''"/>
  <!-- The pictures and recordings that the text names and that are copied: their addresses as the text gives them,
       resolved, and, in the same order, where they are from the root of the edition. -->
  <xsl:param name="media-uris" as="xs:string*" select="()"/>
  <xsl:param name="media-addresses" as="xs:string*" select="()"/>
  <!-- The texts before and after it in the order of their names, if there are any: their names. -->
  <xsl:param name="previous-name" as="xs:string" select="''"/>
  <xsl:param name="next-name" as="xs:string" select="''"/>
  <!-- How the text is cited, and its passages; or, for the front page, the edition: see teipress/cite/cited.py. -->
  <xsl:param name="citation" as="document-node()*" select="()"/>
  <!-- The edition: title, subtitle, language. -->
  <xsl:param name="edition-title" as="xs:string" select="''"/>
  <xsl:param name="edition-subtitle" as="xs:string" select="''"/>
  <xsl:param name="edition-language" as="xs:string" select="'en'"/>
  <!-- The release that is being frozen: its name and date. Empty in the latest edition. -->
  <xsl:param name="release-name" as="xs:string" select="''"/>
  <xsl:param name="release-date" as="xs:string" select="''"/>
  <!-- The releases so far, oldest first: names, and, in the same order, dates. None in a frozen release. -->
  <xsl:param name="release-names" as="xs:string*" select="()"/>
  <xsl:param name="release-dates" as="xs:string*" select="()"/>
  <!-- What became of the text that is being rendered, or, for the indexes, of the registers, since the first release:
       x:past, see release/gone.xsl. -->
  <xsl:param name="past" as="document-node()*" select="()"/>
  <!-- Where the edition is on the web, with a slash at its end; empty, where that is not known, and in a frozen release. -->
  <xsl:param name="site-address" as="xs:string" select="''"/>
  <!-- The archive of all data, from the edition's root; empty, where there is none. -->
  <xsl:param name="package" as="xs:string" select="''"/>
  <!-- What tells how the edition is encoded, schemas and guidelines: paths from the edition's root. -->
  <xsl:param name="documentation" as="xs:string*" select="()"/>
  <!-- The number of the text as a book for e-readers, for want of a DOI or an address; empty, where no book is wanted. -->
  <xsl:param name="epub" as="xs:string" select="''"/>
  <!-- The folder of the search index, from the edition's root; empty, where there is no search. -->
  <xsl:param name="search-folder" as="xs:string" select="''"/>
  <!-- Whether there are pages that show the sources; and the source that is to be shown: see teipress/publish/tokens.py. -->
  <xsl:param name="shows-source" as="xs:boolean" select="false()"/>
  <xsl:param name="source" as="document-node()*" select="()"/>
  <!-- Of an index that is made part by part, the part that is to be made: x:outline, see index/outline.xsl. -->
  <xsl:param name="outline" as="document-node()?" select="()"/>
  <!-- The map of the places, as Python has drawn it: see teipress/atlas/maps.py. -->
  <xsl:param name="map" as="document-node()?" select="()"/>
  <!-- What the edition is, in the terms of schema.org: JSON that may stand in a script element. -->
  <xsl:param name="edition-data" as="xs:string" select="''"/>
  <!-- The edition's own stylesheets, from its root; and its own parts of a page, in XHTML: above, below, and the imprint. -->
  <xsl:param name="edition-css" as="xs:string*" select="()"/>
  <xsl:param name="page-header" as="document-node()*" select="()"/>
  <xsl:param name="page-footer" as="document-node()*" select="()"/>
  <xsl:param name="imprint" as="document-node()*" select="()"/>
</xsl:stylesheet>
