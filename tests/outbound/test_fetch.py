"""Fetching one page: redirects, sizes, kinds, and what a client is told."""

import gzip
import zlib

import pytest

from service.domain.errors import ClaimsError
from service.outbound.errors import FetchFailed, FetchRefused, PageTooLarge, UnsupportedPage
from service.outbound.fetch import Fetched, fetch_page
from service.outbound.guard import Allowed
from service.outbound.session import SendLimits
from tests.outbound.conftest import Names, Site

BODY = b"<html><p>The bridge will open in May.</p></html>"


def test_a_page(site: Site, limits: SendLimits, allowed: Allowed) -> None:
    url = site.answer("/story", BODY, Content_Type='Text/HTML; charset="ISO-8859-2"')
    fetched = fetch_page(url + "#top", limits=limits, allowed=allowed)
    assert fetched == Fetched(url=url, content_type="text/html", charset="iso-8859-2", body=BODY)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status: int, site: Site, limits: SendLimits, allowed: Allowed) -> None:
    site.redirect("/a/b", "../c?d=%20e#f", status)
    site.redirect("/c?d=%20e", f"//{site.here}/söme story".encode().decode("latin-1"), status)
    site.answer("/s%C3%B6me%20story", BODY, Content_Type="text/plain")
    fetched = fetch_page(site.url("/a/b"), limits=limits, allowed=allowed)
    assert (fetched.url, fetched.charset, fetched.body) == (site.url("/s%C3%B6me%20story"), None, BODY)


@pytest.mark.parametrize(("redirects", "followed"), [(5, True), (6, False)])
def test_at_most_five_redirects(
    redirects: int, followed: bool, site: Site, limits: SendLimits, allowed: Allowed
) -> None:
    for hop in range(redirects):
        site.redirect(f"/{hop}", f"/{hop + 1}")
    site.answer(f"/{redirects}", BODY)
    if followed:
        assert fetch_page(site.url("/0"), limits=limits, allowed=allowed).body == BODY
    else:
        with pytest.raises(FetchRefused, match="more than 5 times"):
            fetch_page(site.url("/0"), limits=limits, allowed=allowed)
    assert [request.path for request in site.asked] == [f"/{hop}" for hop in range(6)]


@pytest.mark.parametrize(
    "location",
    [
        *("http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://127.0.0.1:1/"),
        *("http://rebound.example/", "file:///etc/passwd", "ftp://news.example/", "javascript:alert(1)"),
        *("http://me:word@news.example/", "http://[::1", "https:///x", "http://news.example\\@10.0.0.1/"),
    ],
)
def test_each_redirect_is_held_to_the_same_rules(
    location: str, site: Site, limits: SendLimits, allowed: Allowed, names: Names, dialled: list[tuple[str, int]]
) -> None:
    names["rebound.example"] = [["127.0.0.1"]]
    url = site.redirect("/", location)
    with pytest.raises(FetchRefused) as refused:
        fetch_page(url, limits=limits, allowed=allowed)
    assert dialled == [("127.0.0.1", site.server_port)]
    assert location not in str(refused.value)


def test_the_body_of_a_redirect_is_not_read(site: Site, limits: SendLimits, allowed: Allowed) -> None:
    head = b"HTTP/1.1 302 Found\r\nLocation: /story\r\nContent-Length: 1000000000\r\n\r\n"
    url = site.stream("/", head, b"a" * 1_000, every=0.05)
    site.answer("/story", BODY)
    assert fetch_page(url, limits=limits, allowed=allowed).body == BODY


def test_cookies_are_not_kept(site: Site, limits: SendLimits, allowed: Allowed) -> None:
    site.answer("/", status=302, Location="/story", Set_Cookie="who=me; Path=/")
    site.answer("/story", BODY)
    fetch_page(site.url("/"), limits=limits, allowed=allowed)
    assert [request.headers["Cookie"] for request in site.asked] == [None, None]


@pytest.mark.parametrize("status", [204, 206, 299])
def test_every_success_is_one(status: int, site: Site, limits: SendLimits, allowed: Allowed) -> None:
    assert fetch_page(site.answer("/", status=status), limits=limits, allowed=allowed).body == b""


@pytest.mark.parametrize("status", [300, 304, 302, 400, 401, 404, 410, 500, 503])
def test_no_success(status: int, site: Site, limits: SendLimits, allowed: Allowed) -> None:
    with pytest.raises(FetchFailed, match=f"status {status}"):
        fetch_page(site.answer("/", BODY, status=status), limits=limits, allowed=allowed)


@pytest.mark.parametrize(
    "kind",
    ["application/json", "application/pdf", "image/png", "text/html-ish", "text/css", "garbage", "", "multipart/mixed"],
)
def test_other_kinds_of_content(kind: str, site: Site, limits: SendLimits, allowed: Allowed) -> None:
    with pytest.raises(UnsupportedPage, match="text/html"):
        fetch_page(site.answer("/", BODY, Content_Type=kind), limits=limits, allowed=allowed)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(BODY, mtime=0)),
        ("GZip", gzip.compress(BODY[:20], mtime=0) + gzip.compress(BODY[20:], mtime=0)),
        ("deflate", zlib.compress(BODY)),
        ("gzip, deflate", zlib.compress(gzip.compress(BODY, mtime=0))),
        ("identity", BODY),
    ],
)
def test_compression(coding: str, body: bytes, site: Site, limits: SendLimits, allowed: Allowed) -> None:
    url = site.answer("/", body, Content_Encoding=coding)
    assert fetch_page(url, limits=limits, allowed=allowed).body == BODY


@pytest.mark.parametrize(
    ("coding", "body", "error"),
    [
        ("br", b"\x0b\x02", UnsupportedPage),
        ("gzip", BODY, FetchFailed),
    ],
    ids=["not asked for", "not compressed"],
)
def test_bad_compression(
    coding: str, body: bytes, error: type[ClaimsError], site: Site, limits: SendLimits, allowed: Allowed
) -> None:
    with pytest.raises(error):
        fetch_page(site.answer("/", body, Content_Encoding=coding), limits=limits, allowed=allowed)


def test_the_size_counts_what_comes_out(site: Site, limits: SendLimits, allowed: Allowed) -> None:
    just_so = site.answer("/", gzip.compress(b"a" * limits.size), Content_Encoding="gzip")
    assert len(fetch_page(just_so, limits=limits, allowed=allowed).body) == limits.size
    one_more = site.answer("/", gzip.compress(b"a" * (limits.size + 1)), Content_Encoding="gzip")
    with pytest.raises(PageTooLarge, match="more than 20,000 bytes"):
        fetch_page(one_more, limits=limits, allowed=allowed)


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_does_not_go_off(layers: int, site: Site, limits: SendLimits, allowed: Allowed) -> None:
    bomb = bytes(50_000_000)
    for _ in range(layers):
        bomb = gzip.compress(bomb)
    url = site.answer("/", bomb, Content_Encoding=", ".join(["gzip"] * layers))
    with pytest.raises(PageTooLarge):
        fetch_page(url, limits=limits, allowed=allowed)


@pytest.mark.parametrize("framing", ["Content-Length: 100000000", "Transfer-Encoding: chunked", "Connection: close"])
def test_a_body_without_end_is_cut_at_the_size(framing: str, site: Site, limits: SendLimits, allowed: Allowed) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{framing}\r\n\r\n".encode()
    part = b"2710\r\n" + b"a" * 10_000 + b"\r\n" if "chunked" in framing else b"a" * 10_000
    with pytest.raises(PageTooLarge):
        fetch_page(site.stream("/", head, part, every=0), limits=limits, allowed=allowed)


@pytest.mark.parametrize("framing", ["Content-Length: 100000000", "Transfer-Encoding: chunked", "Connection: close"])
def test_a_body_that_drips_is_cut_at_the_deadline(framing: str, site: Site, allowed: Allowed) -> None:
    """Where the end of the connection is the end of the page, a page that was cut must not pass for a whole one."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{framing}\r\n\r\n".encode()
    part = b"1\r\na\r\n" if "chunked" in framing else b"a"
    url = site.stream("/", head, part, every=0.05)
    with pytest.raises(FetchFailed, match=r"within 0\.3 seconds"):
        fetch_page(url, limits=SendLimits(read=0.5, total=0.3), allowed=allowed)


@pytest.mark.parametrize(
    "rest",
    [
        b"Content-Length: 9\r\n\r\nshort",
        b"Transfer-Encoding: chunked\r\n\r\n9\r\nshort",
        b"Transfer-Encoding: chunked\r\n\r\nx\r\n",
    ],
)
def test_a_body_that_breaks_off_is_no_page(rest: bytes, site: Site, limits: SendLimits, allowed: Allowed) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    site.routes["/"] = lambda request: request.wfile.write(head + rest) and None
    with pytest.raises(FetchFailed, match="broke off"):
        fetch_page(site.url("/"), limits=limits, allowed=allowed)
