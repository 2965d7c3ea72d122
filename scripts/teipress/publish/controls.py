"""Keep the control characters of a text on its page."""

from __future__ import annotations

import re

_REFERENCE = re.compile("&#x([89][0-9a-f]);", re.IGNORECASE)


def controls_kept(html: str) -> str:
    """Write the control characters U+0080 to U+009F themselves, where a serializer has written references to them.

    In HTML, a reference to one of them means another character: ``&#x93;`` is “ (HTML, “numeric character reference end
    state”). A text that was converted from the wrong encoding holds them, and its page must say what the text says.
    """
    return _REFERENCE.sub(lambda reference: chr(int(reference[1], 16)), html) if "&#x" in html else html
