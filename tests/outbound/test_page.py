"""HTML to text and what the page says of itself."""

from datetime import date

import pytest

from service.outbound.errors import NoText
from service.outbound.page import WebPage, html_page, plain_page

TODAY = date(2026, 3, 10)
STORY = "".join(
    f"<p>The council of {town} will vote on the new bridge next month, its mayor said on Monday evening.</p>"
    for town in ("Aston", "Burford", "Crewe", "Dunster", "Ely")
)


def page(body: str = STORY, head: str = "", url: str | None = None) -> WebPage:
    html = f"<!doctype html><html lang=en><head><title>A vote</title>{head}</head><body>{body}</body></html>"
    return html_page(html, url=url, today=TODAY)


def test_a_story_without_what_stands_around_it() -> None:
    menu = "<nav><ul><li><a href=/>Home</a></li><li><a href=/sport>Sport</a></li></ul></nav>"
    table = "<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2027</td><td>4 million</td></tr></table>"
    after = (
        "<div class=comments id=comments><p>I shall never use it, said nobody at all.</p></div><footer>© 2026</footer>"
    )
    script = "<script>var next = 'The script will run.'</script><style>p { color: red }</style>"
    text = page(f"{menu}<article><h1>Five towns to vote</h1>{STORY}{table}{script}</article>{after}").text
    lines = text.split("\n")
    assert "The council of Aston will vote on the new bridge next month, its mayor said on Monday evening." in lines
    assert sum(line.startswith("The council of") for line in lines) == 5
    assert "4 million" in text
    for left_out in ("Sport", "never use", "©", "script", "color"):
        assert left_out not in text


@pytest.mark.parametrize(
    "html",
    [
        STORY,
        "<p>The bridge will open in May.</p>",
        "<!doctype html><title>x</title><p>The bridge will open in May.</p>",
        '<?xml version="1.0" encoding="utf-16"?><html xmlns="http://www.w3.org/1999/xhtml"><p>It will open.</p></html>',
        "The bridge will open in May.",
    ],
    ids=["fragment", "paragraph", "no html tag", "xhtml", "no tags"],
)
def test_fragments_are_pages_too(html: str) -> None:
    assert "will" in html_page(html, url=None, today=TODAY).text


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ('<meta property="article:published_time" content="2026-03-02T23:30:00+01:00">', date(2026, 3, 2)),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-12-31"}</script>',
            date(2025, 12, 31),
        ),
        ('<meta name="date" content="2026-03-10">', TODAY),
        ('<meta name="date" content="2026-03-11">', None),
        ('<meta name="date" content="2027-03-31">', None),
        ('<meta name="date" content="9999-12-31">', None),
        ('<meta name="date" content="soon">', None),
        ("", None),
    ],
)
def test_publication_date(head: str, said: date | None) -> None:
    assert page(head=head).published_on == said


def test_a_number_in_the_text_is_no_publication_date() -> None:
    assert (
        page(STORY + "<p>In 2019 and in 1995 the plan had failed; on 3 May 2021 it came back.</p>").published_on is None
    )


@pytest.mark.parametrize(
    ("canonical", "url", "kept"),
    [
        ("https://news.example/a", "https://news.example/a?from=mail", "https://news.example/a"),
        ("https://news.example/a", "http://www.news.example/amp/a", "https://news.example/a"),
        ("https://other.example/a", "https://news.example/a", "https://news.example/a"),
        ("javascript:alert(1)", "https://news.example/a", "https://news.example/a"),
        ("/a", "https://news.example/b", "https://news.example/b"),
        ("http://[::1", "https://news.example/b", "https://news.example/b"),
        ("https://news.example/a", None, "https://news.example/a"),
        ("ftp://news.example/a", None, None),
        (None, "https://news.example/a", "https://news.example/a"),
        (None, None, None),
    ],
)
def test_canonical_address(canonical: str | None, url: str | None, kept: str | None) -> None:
    head = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    assert page(head=head, url=url).url == kept


def test_title_and_outlet() -> None:
    read = page(
        head='<meta property="og:title" content="Five towns"><meta property="og:site_name" content="The Example">'
    )
    assert (read.title, read.outlet) == ("Five towns", "The Example")


@pytest.mark.parametrize(
    "html",
    [
        *("", " \n", "\0", "\ud800", "<html></html>", "<html><body></body></html>", "<!-- nothing -->"),
        *("<html><img src=a.png></html>", "<html><script>var a = 1</script></html>"),
    ],
)
def test_no_text(html: str) -> None:
    with pytest.raises(NoText):
        html_page(html, url=None, today=TODAY)


def test_nothing_comes_out_that_cannot_be_stored() -> None:
    bad = "\0 \ud800 &#0; &#xD800; &#xDFFF; \x01"
    head = f'<meta property="og:title" content="T {bad}"><meta property="og:site_name" content="S {bad}">'
    read = page(STORY + f"<p>It will open {bad} in May.</p>", head=head)
    script = r'<script type="application/ld+json">{"@type": "NewsArticle", "headline": "T \ud800\u0000"}</script>'
    for part in (read.text, read.title, read.outlet, page(head=script).title):
        assert part is not None
        assert "\0" not in part
        part.encode()
    assert "It will open" in read.text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It will open.\r\n\r\n  Twice\tso <b>.\u00a0\n", "It will open.\r\n\r\n  Twice\tso <b>.\u00a0\n"),
        ("a\0b\ud800c", "a\ufffdb\ufffdc"),
    ],
)
def test_plain_text_stays_as_it_is(text: str, kept: str) -> None:
    assert plain_page(text) == WebPage(text=kept)


@pytest.mark.parametrize("text", ["", " \r\n\t\u00a0"])
def test_blank_plain_text(text: str) -> None:
    with pytest.raises(NoText):
        plain_page(text)
