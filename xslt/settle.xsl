<?xml version="1.0" encoding="UTF-8"?>
<!-- What comes before rendering: the passes, in the order of their numbers. The tree keeps its shape. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all" default-mode="m:pointers"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="https://teipress.org/ns/modes">

  <xsl:include href="passes/10-pointers.xsl"/>
</xsl:stylesheet>
