"""Bytes to text as browsers do it: byte order mark, HTTP header, the page's own word, then UTF-8, then Windows-1252."""

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_PRESCAN = 4_096  # bytes that are searched for <meta charset>; the HTML standard asks for 1,024
_META = re.compile(rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE)

# What pages say, and what they mean by it: encoding.spec.whatwg.org. Anything else, such as UTF-7, is not for pages.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
} | {
    name: name
    for name in (
        *("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "cp932", "cp949"),
        *(f"cp{number}" for number in (866, 874, *range(1250, 1259))),
        *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        *("koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"),
    )
}


def decode(body: bytes, declared: str | None) -> str:
    """`body` as text, `declared` being the charset in its HTTP header. Bytes without a meaning become U+FFFD."""
    for mark, marked in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(marked, "replace")
    encoding = _known(declared) or _from_meta(body)
    if encoding is not None:
        return body.decode(encoding, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _from_meta(body: bytes) -> str | None:
    found = _META.search(body[:_PRESCAN])
    encoding = _known(found[1].decode("ascii", "replace")) if found else None
    # Had it been UTF-16, the word could not have been read.
    return "utf-8" if encoding in ("utf-16-le", "utf-16-be") else encoding


def _known(label: str | None) -> str | None:
    try:
        return _MEANT.get(codecs.lookup(label).name) if label else None
    except (LookupError, ValueError):
        return None
