"""Reading in another process: the same pages, and hostile ones held off."""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date

import pytest
from structlog.testing import capture_logs

from service.outbound.errors import NoText, ReaderBusy, ReaderUnavailable, UnreadablePage
from service.outbound.page import WebPage, html_page
from service.outbound.reader import PageReader

TODAY = date(2026, 3, 10)
STORY = "<html><body>" + "".join(
    f"<p>The council of {town} will vote on the new bridge next month, its mayor said on Monday evening.</p>"
    for town in ("Aston", "Burford", "Crewe", "Dunster", "Ely")
)
# Every attribute is put at the end of a list that is walked from its start: minutes, for two megabytes.
SLOW = "<html><body><div " + " ".join(f"a{number}=1" for number in range(200_000)) + ">" + STORY


@pytest.fixture(scope="module")
def reader() -> Iterator[PageReader]:
    with PageReader(seconds=30) as started:
        yield started


@pytest.fixture
def hasty() -> Iterator[PageReader]:
    with PageReader(seconds=0.6) as started:
        yield started


def test_the_page_is_what_it_would_be_here(reader: PageReader) -> None:
    url = "https://news.example/a"
    assert reader.read(STORY, url=url, today=TODAY) == html_page(STORY, url=url, today=TODAY)


@pytest.mark.parametrize("body", [STORY.encode("utf-16"), STORY.encode(), STORY])
def test_bytes_and_text(body: bytes | str, reader: PageReader) -> None:
    assert reader.read(body, today=TODAY) == html_page(STORY, url=None, today=TODAY)


def test_plain_text_is_only_decoded(reader: PageReader) -> None:
    body = "5 € <b>\n".encode("cp1252")
    read = reader.read(body, content_type="text/plain", charset="windows-1252", today=TODAY)
    assert read == WebPage(text="5 € <b>\n")


def test_a_page_without_text(reader: PageReader) -> None:
    with pytest.raises(NoText):
        reader.read("<html></html>", today=TODAY)


@pytest.mark.parametrize(
    "tags",
    [
        "<div>",
        "<span>",
        "<table><tr><td>",
        "<ul><li>",
        "<blockquote>",
        "<b>",
        "<a href=/>",
        "<p><b><i>",
        "<font><p></b>",
    ],
)
def test_a_megabyte_of_nested_tags_is_over_in_time(tags: str, hasty: PageReader) -> None:
    nest = "<html><body>" + tags * (1_000_000 // len(tags)) + "It will open."
    with suppress(NoText, UnreadablePage):
        assert "will" in hasty.read(nest, today=TODAY).text
    assert "Crewe" in hasty.read(STORY, today=TODAY).text


def test_a_page_that_takes_too_long_does_not_spoil_the_next(hasty: PageReader) -> None:
    with pytest.raises(UnreadablePage):
        hasty.read(SLOW, today=TODAY)
    assert "Crewe" in hasty.read(STORY, today=TODAY).text


def test_a_page_that_takes_too_much_memory_does_not_spoil_the_next() -> None:
    with PageReader(memory=150_000_000) as narrow:
        with pytest.raises(UnreadablePage):
            narrow.read(STORY + "a" * 60_000_000, today=TODAY)
        assert "Crewe" in narrow.read(STORY, today=TODAY).text


def test_a_process_that_does_not_start_says_why() -> None:
    with PageReader(memory=1_000_000) as cramped, capture_logs() as logs:
        for _ in range(2):
            with pytest.raises(ReaderUnavailable):
                cramped.read(STORY, today=TODAY)

    assert [line["event"] for line in logs] == ["the process that reads pages does not start"] * 2
    assert logs[0]["cause"]
    assert logs[0]["exit_code"] != 0


def test_the_process_ends_with_its_reader() -> None:
    reader = PageReader()
    reader.read(STORY, today=TODAY)
    assert reader._child is not None
    process = reader._child._process
    del reader
    gc.collect()
    assert process.returncode is not None


def test_a_page_waits_no_longer_than_another_may_take(hasty: PageReader) -> None:
    hasty.read(STORY, today=TODAY)
    with ThreadPoolExecutor(8) as pool:
        reading = [pool.submit(hasty.read, SLOW, today=TODAY) for _ in range(8)]
        errors = {type(done.exception()) for done in reading}
    assert errors == {UnreadablePage, ReaderBusy}


def test_threads_get_their_own_pages(reader: PageReader) -> None:
    pages = [STORY.replace("Crewe", f"Crewe{number}") for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda html: reader.read(html, today=TODAY).text, pages))
    assert all(f"of Crewe{number} will" in text for number, text in enumerate(texts))


def test_a_closed_reader_starts_again() -> None:
    with PageReader() as again:
        again.read(STORY, today=TODAY)
        again.close()
        assert "Crewe" in again.read(STORY, today=TODAY).text


def test_a_start_without_pages_does_not_load_the_extractor() -> None:
    code = "import sys, service.outbound.reader, service.outbound.fetch; print('trafilatura' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.getcwd()},
    )
    assert done.stdout.strip() == "False"
