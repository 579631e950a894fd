"""Whether a document is HTML: by how it begins, as browsers tell it, or by its file's name."""

import re
from pathlib import PurePath

# The byte patterns of the MIME Sniffing Standard, "Identifying a resource with an unknown MIME type".
_BEGINNING = re.compile(
    r"[\t\n\f\r ]*(?:<(?:!DOCTYPE HTML|HTML|HEAD|SCRIPT|IFRAME|H1|DIV|FONT|TABLE|A|STYLE|TITLE|B|BODY|BR|P)[ >]|<!--)",
    re.IGNORECASE,
)
_XML = re.compile(r"[\t\n\f\r ]*<\?xml .{0,500}?<(?:!DOCTYPE\s+)?html\b", re.IGNORECASE | re.DOTALL)  # XHTML
_NAMES = (".html", ".htm", ".xhtml", ".shtml")
_READ = 1_024  # bytes: what the standard looks at


def is_html(document: str) -> bool:
    """Whether a text begins as HTML does."""
    return bool(_BEGINNING.match(document) or _XML.match(document))


def is_html_file(beginning: bytes, name: str) -> bool:
    """Whether a file is HTML, by its name or its first bytes, in whichever encoding."""
    # The letters of markup are ASCII in every encoding of pages; UTF-16 has a NUL beside each.
    letters = beginning[:_READ].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").decode("latin-1")
    return PurePath(name).suffix.lower() in _NAMES or is_html(letters)
