"""Ways to smuggle a program into an edition by its TEI. Each, if it ran, would set the title of the page to FIRED."""

from __future__ import annotations

RUN = "document.title='FIRED'"
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
SVG = 'xmlns="http://www.w3.org/2000/svg"'
MATHML = 'xmlns="http://www.w3.org/1998/Math/MathML"'
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'

BLOCKS = {
    "script in TEI": f"<p><script>{RUN}</script></p>",
    "script of XHTML": f"<p><script {XHTML}>{RUN}</script></p>",
    "script of SVG": f"<figure><svg {SVG}><script>{RUN}</script></svg></figure>",
    "script of no namespace": f'<p><script xmlns="">{RUN}</script></p>',
    "script as text": f"<p>&lt;script>{RUN}&lt;/script></p>",
    "script as text in code": f"<p><code>&lt;/code>&lt;script>{RUN}&lt;/script></code></p>",
    "script in a comment": f"<p><!-- ><script>{RUN}</script> -->x</p>",
    "script in an instruction": f"<p><?php ><script>{RUN}</script>?>x</p>",
    "script in a CDATA section": f"<p><![CDATA[<script>{RUN}</script>]]></p>",
    "script in an example": f'<egXML xmlns="http://www.tei-c.org/ns/Examples"><script {XHTML}>{RUN}</script></egXML>',
    "picture with a handler": f'<p><img {XHTML} src="x" onerror="{RUN}"/></p>',
    "frame": f'<p><iframe {XHTML} srcdoc="&lt;script>parent.{RUN}&lt;/script>"/></p>',
    "object": f'<p><object {XHTML} data="data:text/html,&lt;script>{RUN}&lt;/script>"/></p>',
    "style of XHTML": f"<p><style {XHTML}>* {{ display: none }}</style></p>",
    "refresh": f'<p><meta {XHTML} http-equiv="refresh" content="0;url=javascript:{RUN}"/></p>',
    "base": f'<p><base {XHTML} href="javascript:{RUN}//"/><ref target="x">x</ref></p>',
    "form": f'<p><form {XHTML} action="javascript:{RUN}"><button>x</button></form></p>',
    "handler in SVG": f'<figure><svg {SVG} onload="{RUN}"><g onclick="{RUN}"/></svg></figure>',
    "animation in SVG": f'<figure><svg {SVG}><animate onbegin="{RUN}" attributeName="x" dur="1s"/></svg></figure>',
    "foreignObject": f'<figure><svg {SVG}><foreignObject><body {XHTML} onload="{RUN}"/></foreignObject></svg></figure>',
    "link in SVG": f'<figure><svg {SVG} {XLINK}><a xlink:href="javascript:{RUN}"><text>x</text></a></svg></figure>',
    "use in SVG": f'<figure><svg {SVG} {XLINK}><use xlink:href="data:image/svg+xml,x#y"/></svg></figure>',
    "style in SVG": f"<figure><svg {SVG}><style>@import 'javascript:{RUN}'</style></svg></figure>",
    "paint in SVG": f'<figure><svg {SVG}><rect fill="url(javascript:{RUN})" style="x:y({RUN})"/></svg></figure>',
    "text in SVG": f"<figure><svg {SVG}><desc>&lt;img src=x onerror={RUN}></desc></svg></figure>",
    "link in MathML": f'<p><formula><math {MATHML} href="javascript:{RUN}"><mi>x</mi></math></formula></p>',
    "action in MathML": (
        f'<p><formula><math {MATHML}><maction actiontype="statusline#{RUN}"><mi>x</mi></maction></math></formula></p>'
    ),
    "HTML in MathML": (
        f'<p><formula><math {MATHML}><semantics><mi>x</mi><annotation-xml encoding="text/html"><img {XHTML} src="x" '
        f'onerror="{RUN}"/></annotation-xml></semantics></math></formula></p>'
    ),
    "text in MathML": f"<p><formula><math {MATHML}><mtext>&lt;img src=x onerror={RUN}></mtext></math></formula></p>",
    "id": f'<p xml:id="x&quot; onclick=&quot;{RUN}">x</p>',
    "id in a heading": f'<div xml:id="&quot;>&lt;script>{RUN}&lt;/script>"><head>x</head><p>x</p></div>',
    "number": f'<p xml:id="ok" n="&quot;>&lt;img src=x onerror={RUN}>">x</p>',
    "type": f'<div type="a&quot; onmouseover=&quot;{RUN}"><p>x</p></div>',
    "rend": f'<p><hi rend="&quot;>&lt;script>{RUN}&lt;/script>">x</hi></p>',
    "rendition": f'<p rendition="#a&quot; onclick=&quot;{RUN} javascript:{RUN}">x</p>',
    "style": f'<p style="background:url(javascript:{RUN});x:expression({RUN})">x</p>',
    "language": f'<p xml:lang="en&quot; onclick=&quot;{RUN}">x</p>',
    "place": f'<p>x<note place="margin&quot; onclick=&quot;{RUN}">y</note></p>',
    "lemma": f'<p><w lemma="&quot; onclick=&quot;{RUN}" pos="&quot;>&lt;script>">x</w></p>',
    "witness": f'<p><app><lem wit="#&quot;onclick=&quot;{RUN}">a</lem><rdg wit="#&lt;script>">b</rdg></app></p>',
    "name of a speaker": f"<sp><speaker>&lt;img src=x onerror={RUN}></speaker><p>x</p></sp>",
    "reason of a gap": f'<p><gap reason="&quot;>&lt;img src=x onerror={RUN}>" unit="&quot;"/></p>',
    "name of an included file": f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="javascript:{RUN}"/>',
    "name of an element": f"<p><p.onclick_{RUN.split('=')[0]}>x</p.onclick_{RUN.split('=')[0]}></p>",
}

SPELLINGS = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"java&#9;script:{RUN}",
    f"java&#10;script:{RUN}",
    f"&#xad;javascript:{RUN}",
    f"&#xa0;javascript:{RUN}",
    f"&#x200B;java&#x200B;script:{RUN}",
    f"javascript&#x3A;{RUN}",
    f"./javascript:{RUN}",
    f"view-source:javascript:{RUN}",
    f"vbscript:{RUN}",
    f"data:text/html,&lt;script>{RUN}&lt;/script>",
    "data:text/html;base64,PHNjcmlwdD4",
    f"data:image/svg+xml,&lt;svg onload={RUN}>",
    f"blob:{RUN}",
    "file:///etc/passwd",
    f"https://example.org/&quot;onclick=&quot;{RUN}",
)
POINTERS = (
    '<p><ref target="{}">x</ref></p>',
    '<p><ptr target="{}"/></p>',
    '<p><graphic url="{}"/></p>',
    '<p><media mimeType="image/png" url="{}"/></p>',
    '<p><pb facs="{}"/></p>',
    '<p><persName ref="{}">x</persName></p>',
    "<p><idno>{}</idno></p>",
    "<p><email>{}</email></p>",
    '<listRelation><relation name="x" active="{}" passive="{}"/></listRelation>',
    '<p><span target="{}"/><note target="{}">x</note><u who="{}"/></p>',
    '<surface><graphic url="{}"/><zone start="{}" corresp="{}"/></surface>',
    '<listApp><app from="{}"><rdg wit="{}">x</rdg></app></listApp>',
    '<availability><licence target="{}">x</licence></availability>',
)
