"""Bytes to text: who is believed about the charset, in which order."""

import codecs

import pytest

from service.outbound.charset import decode

EURO = "Grüße für 5 €"


@pytest.mark.parametrize(
    ("body", "declared", "text"),
    [
        # a byte order mark is believed before all else
        (codecs.BOM_UTF8 + EURO.encode(), "windows-1251", EURO),
        (EURO.encode("utf-16"), "utf-8", EURO),
        (codecs.BOM_UTF16_BE + EURO.encode("utf-16-be"), None, EURO),
        # then the header
        (EURO.encode("cp1252"), "windows-1252", EURO),
        (EURO.encode("cp1252"), "ISO-8859-1", EURO),
        (EURO.encode("cp1252"), "us-ascii", EURO),
        ("Γειά".encode("iso8859-7"), "iso-8859-7", "Γειά"),
        ("Привет".encode("koi8-r"), "KOI8-R", "Привет"),
        ("日本".encode("shift_jis"), "Shift_JIS", "日本"),
        ("中国".encode("gbk"), "gb2312", "中国"),
        (b'<meta charset="koi8-r">' + EURO.encode(), "utf8", '<meta charset="koi8-r">' + EURO),
        # then the page
        (b"<meta charset=koi8-r>" + "Привет".encode("koi8-r"), None, "<meta charset=koi8-r>Привет"),
        (
            b"<META http-equiv='Content-Type' content='text/html; charset=windows-1251'>" + "Привет".encode("cp1251"),
            "no-such-charset",
            "<META http-equiv='Content-Type' content='text/html; charset=windows-1251'>Привет",
        ),
        (b'<meta charset="utf-16">' + EURO.encode(), None, '<meta charset="utf-16">' + EURO),
        # then the bytes themselves
        (EURO.encode(), None, EURO),
        (EURO.encode("cp1252"), None, EURO),
        (b"", None, ""),
    ],
)
def test_charset(body: bytes, declared: str | None, text: str) -> None:
    assert decode(body, declared) == text


@pytest.mark.parametrize(
    "name", ["utf-7", "unicode_escape", "rot13", "zlib", "base64", "idna", "punycode", "a\0b", "é"]
)
def test_what_is_no_charset_of_pages_is_not_believed(name: str) -> None:
    assert decode(EURO.encode(), name) == EURO


def test_bytes_that_mean_nothing_are_marked() -> None:
    assert decode(b"a\xffb", "utf-8") == "a\ufffdb"
    assert decode(b"a\x81b", "windows-1252") == "a\ufffdb"
    assert decode(b"\xed\xa0\x80", "utf-8") == "\ufffd" * 3


def test_the_search_for_a_charset_takes_no_time() -> None:
    assert decode(b"<meta " * 200_000, None) == "<meta " * 200_000
