"""Articles that come as HTML or as the URL of a page."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.api import Api
from tests.loopback import running

PAGE = """<!doctype html><html><head><title>Harbour to reopen</title>
<meta property="og:site_name" content="The Courier">
<meta property="article:published_time" content="2026-03-02T08:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Harbour to reopen</h1>
<p>The harbour, which has been shut since the storm of last autumn, will reopen on Friday, the port office said.</p>
<p>Crews repaired the two outer walls over the winter, and the last crane was tested in front of a small crowd.</p>
</article><footer>All rights reserved</footer></body></html>"""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """A small site: /story, /empty, /away (redirects to an address that is not allowed), all else 404."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = {"/story": PAGE, "/empty": "<html><body></body></html>"}.get(self.path)
            self.send_response(302 if self.path == "/away" else 200 if body else 404)
            self.send_header("Location", "http://169.254.169.254/latest")
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((body or "").encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with running(server):
        yield f"http://127.0.0.1:{server.server_port}"


def test_html_is_read_for_its_story_and_what_it_says_of_itself(api: Api) -> None:
    answer = api.post("/v1/articles", {"html": PAGE})

    assert answer.status_code == 201, answer.json
    article = answer.json
    assert (article["title"], article["outlet"]) == ("Harbour to reopen", "The Courier")
    assert article["published_on"] == "2026-03-02"
    assert "rights reserved" not in article["text"]
    assert "reopen" in [found["head"]["text"] for found in article["statements"] if found["due"] == "2026-03-06"]


def test_what_the_client_says_goes_before_what_the_page_says(api: Api) -> None:
    article = api.post("/v1/articles", {"html": PAGE, "title": "Mine", "published_on": "2026-03-01"}).json

    assert (article["title"], article["published_on"]) == ("Mine", "2026-03-01")


def test_a_url_is_fetched_once(api: Api, site: str) -> None:
    first = api.post("/v1/articles", {"url": f"{site}/story"})
    again = api.post("/v1/articles", {"url": f"{site}/story"})

    assert (first.status_code, again.status_code) == (201, 200), first.json
    assert again.json == first.json
    assert first.json["url"] == f"{site}/story"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"url": "{site}/none", "published_on": "2026-03-02"}, 422, "fetch_failed"),
        ({"url": "{site}/empty", "published_on": "2026-03-02"}, 422, "page_without_text"),
        ({"url": "{site}/away", "published_on": "2026-03-02"}, 422, "url_refused"),
        ({"url": "http://10.0.0.1/a"}, 422, "url_refused"),
        ({"url": "http://[::1]/a"}, 422, "url_refused"),
        ({"url": "http://127.0.0.2/a"}, 422, "url_refused"),
        ({"html": "<html></html>", "published_on": "2026-03-02"}, 422, "page_without_text"),
        ({"html": "<p>The harbour will reopen on Friday, said the port office.</p>"}, 422, "invalid"),
    ],
)
def test_a_page_that_cannot_be_had(api: Api, site: str, body: dict[str, str], status: int, code: str) -> None:
    answer = api.post("/v1/articles", {name: value.format(site=site) for name, value in body.items()})

    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert "169.254" not in answer.text
    assert api.get("/v1/articles").json["data"] == []


def test_detection_reads_a_page_and_its_date(api: Api) -> None:
    answer = api.post("/v1/detect", {"html": PAGE}).json

    page = answer["page"]
    assert (page["title"], page["published_on"], page["outlet"]) == ("Harbour to reopen", "2026-03-02", "The Courier")
    assert "All rights reserved" not in page["text"]
    (found,) = [one for one in answer["statements"] if one["due"]]
    assert found["due"] == "2026-03-06"
    assert page["text"][found["start"] : found["end"]] == found["text"]


@pytest.mark.parametrize("body", [{}, {"text": None}, {"html": None}, {"text": "It rained.", "html": PAGE}])
def test_detection_wants_a_text_or_a_page(api: Api, body: dict[str, object]) -> None:
    assert api.post("/v1/detect", body).json["code"] == "invalid"
