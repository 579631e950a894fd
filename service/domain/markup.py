"""Whether a document is HTML: by how it begins, as browsers tell it, or by its file's name."""

from pathlib import PurePath

# The byte patterns of the MIME Sniffing Standard, "Identifying a resource with an unknown MIME type".
_TAGS = [
    "!doctype html",
    "html",
    "head",
    "script",
    "iframe",
    "h1",
    "div",
    "font",
    "table",
    "a",
    "style",
    "title",
    "b",
    "body",
    "br",
    "p",
]
_BEGINNINGS = ("<!--", *(f"<{tag}{end}" for tag in _TAGS for end in " >"))
_XML, _ROOTS = "<?xml ", ("<html", "<!doctype html")  # XHTML
_SPACE = "\t\n\f\r "
_DECLARED = 500  # characters in which the root of a document in XML is looked for
_NAMES = (".html", ".htm", ".xhtml", ".shtml")
_READ = 1_024  # bytes: what the standard looks at


def is_html(document: str) -> bool:
    """Whether a text begins as HTML does."""
    start = document.lstrip(_SPACE)[: len(_XML) + _DECLARED + len(_ROOTS[1])].lower()
    return start.startswith(_BEGINNINGS) or (start.startswith(_XML) and _has_root(" ".join(start.split())))


def _has_root(start: str) -> bool:
    places = ((start.find(root), len(root)) for root in _ROOTS)
    return any(at >= 0 and not start[at + length : at + length + 1].isalnum() for at, length in places)


def is_html_file(beginning: bytes, name: str) -> bool:
    """Whether a file is HTML, by its name or its first bytes, in whichever encoding."""
    # The letters of markup are ASCII in every encoding of pages; UTF-16 has a NUL beside each.
    letters = beginning[:_READ].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").decode("latin-1")
    return PurePath(name).suffix.lower() in _NAMES or is_html(letters)
