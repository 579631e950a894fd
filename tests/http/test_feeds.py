"""Feeds: Atom for readers, iCalendar for calendars; the key as a password for both."""

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from lxml import etree
from sqlalchemy import text
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from service.bootstrap import Services
from service.domain.key import Scope
from service.store.database import Database
from service.usecases.sweep import sweep
from service.web.api import make_app
from tests.api import Api
from tests.conftest import LIMITS, NOW, TODAY

ATOM, ICS = "/v1/claims.atom", "/v1/claims.ics"
MARKUP = "The </title> of <script>alert(1)</script> & “co”, [a; b, c\\n], will open."
CONTROL = "The\x01 gate\x0b will\x1f open\x7f\ufffe."
_NAMES = {"a": "http://www.w3.org/2005/Atom"}


def entries(answer: Any) -> list[dict[str, str]]:
    """What a feed says of each entry, by element."""
    assert answer.status_code == 200
    feed = etree.fromstring(answer.data)
    return [
        {etree.QName(part).localname: "".join(part.itertext()) or dict(part.attrib) for part in entry}
        for entry in feed.findall("a:entry", _NAMES)
    ]


def days(answer: Any) -> list[Any]:
    """The events of a calendar."""
    assert answer.status_code == 200
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


def enter(api: Api, text: str, **values: Any) -> dict[str, Any]:
    """A claim entered by hand."""
    body = {"text": text, "said_on": "2026-03-02", "modality": "intention", **values}
    answer = api.post("/v1/claims", body)
    assert answer.status_code == 201, answer.json
    claim: dict[str, Any] = answer.json
    return claim


def test_the_newest_moves_come_first(api: Api, database: Database, api_on: Callable[[date], Api]) -> None:
    claim = enter(api, "The gate will open.", speaker="Anna Berg", outlet="The Courier", due="2026-03-11")
    other = enter(api, "The pool will close.")
    sweep(database, now=NOW + timedelta(days=2), today=TODAY + timedelta(days=2))
    later = api_on(TODAY + timedelta(days=3))
    due = later.get(f"/v1/claims/{claim['id']}").json
    later.move(due, "resolution", {"outcome": "not_fulfilled", "note": "Still shut."})

    answer = api.get(ATOM)

    assert answer.content_type == "application/atom+xml; charset=utf-8"
    found = entries(answer)
    assert [entry["title"] for entry in found] == [
        "Resolved, not fulfilled: The gate will open.",
        "Due: The gate will open.",
        "Created: The pool will close.",
        "Created: The gate will open.",
    ]
    first = found[0]
    event = api.get(f"/v1/claims/{claim['id']}/events").json["data"][-1]
    assert first["id"] == f"urn:uuid:{event['id']}"
    assert first["updated"] == first["published"] == event["at"]
    assert first["author"].strip() == event["actor"]
    assert first["category"] == {"term": "claim.resolved"}
    assert first["link"] == {"href": f"http://localhost/v1/claims/{claim['id']}", "rel": "alternate"}
    assert first["content"].splitlines() == [
        "Claim: The gate will open.",
        "Speaker: Anna Berg",
        "Outlet: The Courier",
        "Said on: 2026-03-02",
        "Due: 2026-03-11",
        "Status: resolved",
        "Reason: Still shut.",
    ]
    assert other["id"] in found[2]["link"]["href"]


def test_the_feed_says_who_it_is_and_when_it_changed(api: Api) -> None:
    empty = etree.fromstring(api.get(ATOM).data)
    assert empty.findtext("a:updated", namespaces=_NAMES) == "1970-01-01T00:00:00+00:00"
    enter(api, "The gate will open.")

    feed = etree.fromstring(api.get(f"{ATOM}?q=gate&limit=5&status=open&status=due").data)

    assert feed.findtext("a:updated", namespaces=_NAMES) == NOW.isoformat()
    href = feed.find("a:link[@rel='self']", _NAMES).get("href")
    assert href == f"http://localhost{ATOM}?q=gate&limit=5&status=open&status=due"
    other = feed.find("a:link[@rel='alternate']", _NAMES).get("href")
    assert other == "http://localhost/v1/claims?q=gate&limit=5&status=open&status=due"
    assert len(entries(api.get(href))) == 1
    assert feed.findtext("a:id", namespaces=_NAMES) != empty.findtext("a:id", namespaces=_NAMES)


def test_an_entry_tells_of_the_claim_as_it_was(api: Api) -> None:
    claim = enter(api, "The gate will open.")
    api.http.patch(
        f"/v1/claims/{claim['id']}",
        json={"text": "The north gate will open."},
        headers={"Authorization": f"Bearer {api.key}", "If-Match": '"1"'},
    )

    assert [entry["title"] for entry in entries(api.get(ATOM))] == [
        "Corrected: The north gate will open.",
        "Created: The gate will open.",
    ]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 7, 200])
def test_however_few_they_are_the_newest_of_all(api: Api, api_on: Callable[[date], Api], limit: int) -> None:
    """Claims with many moves and with few, moved in turns."""
    claims = [enter(api, f"Gate {number} will open.") for number in range(3)]
    for day, which in enumerate([0, 0, 1, 0, 2, 0, 0], start=1):
        later = api_on(TODAY + timedelta(days=day))
        claim = later.get(f"/v1/claims/{claims[which]['id']}").json
        move, body = ("reopening", {}) if claim["status"] == "resolved" else ("resolution", {"outcome": "fulfilled"})
        assert later.move(claim, move, body).status_code == 200
    lines = [line for claim in claims for line in api.get(f"/v1/claims/{claim['id']}/events").json["data"]]
    newest = sorted(lines, key=lambda line: (line["at"], line["id"]), reverse=True)[:limit]

    found = entries(api.get(f"{ATOM}?limit={limit}"))

    assert [entry["id"] for entry in found] == [f"urn:uuid:{line['id']}" for line in newest]


def test_due_days_are_all_day_events_that_keep_their_names(api: Api) -> None:
    text = "The gate will open, and " + "the très long road behind it too, " * 8 + "at last."
    claim = enter(api, text, due="2026-03-20", speaker="Anna Berg", tags=["a,b", "c"])

    answer = api.get(ICS)

    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert max(len(line) for line in answer.data.split(b"\r\n")) <= 75
    (event,) = days(answer)
    assert event.decoded("dtstart") == date(2026, 3, 20)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert (event["uid"], event["summary"], event["sequence"]) == (claim["id"], text, 0)
    assert event.decoded("dtstamp") == datetime.fromisoformat(claim["updated_at"])
    assert "Speaker: Anna Berg\nSaid on: 2026-03-02" in event["description"]
    assert [str(tag) for tag in event["categories"].cats] == ["a,b", "c"]
    api.http.patch(
        f"/v1/claims/{claim['id']}",
        json={"due": "2026-03-25"},
        headers={"Authorization": f"Bearer {api.key}", "If-Match": '"1"'},
    )
    (moved,) = days(api.get(ICS))
    assert (moved["uid"], moved.decoded("dtstart"), moved["sequence"]) == (claim["id"], date(2026, 3, 25), 1)


@pytest.fixture
def planned(api: Api) -> None:
    """Claims of different days, one of them decided and one without a day."""
    enter(api, "Past.", due="2026-03-09")
    enter(api, "Today.", due="2026-03-10")
    enter(api, "Later.", due="2026-05-01", modality="demand")
    enter(api, "Sooner.", due="2026-04-01", outlet="The Courier")
    enter(api, "Some day.")
    api.move(enter(api, "Decided.", due="2026-04-02"), "resolution", {"outcome": "fulfilled"})
    api.move(enter(api, "Dismissed.", due="2026-04-03"), "dismissal", {"reason": "not_a_claim"})


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Past.", "Today.", "Sooner.", "Later."]),
        ("limit=1", ["Today."]),
        ("limit=2", ["Past.", "Today."]),
        ("limit=3", ["Past.", "Today.", "Sooner."]),
        ("due_after=2026-03-01", ["Past.", "Today.", "Sooner.", "Later."]),
        ("due_before=2026-04-01", ["Past.", "Today.", "Sooner."]),
        ("due_before=9999-12-31", ["Past.", "Today.", "Sooner.", "Later."]),
        ("status=resolved", ["Decided."]),
        ("outcome=fulfilled", ["Decided."]),
        ("status=open&status=dismissed", ["Today.", "Sooner.", "Dismissed.", "Later."]),
        ("modality=demand", ["Later."]),
        ("status=due", ["Past."]),
        ("outlet=the courier", ["Sooner."]),
        ("q=later", ["Later."]),
        ("q=nothing", []),
    ],
)
def test_which_days(api: Api, query: str, found: list[str]) -> None:
    assert [str(event["summary"]) for event in days(api.get(f"{ICS}?{query}"))] == found


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(
    ("query", "count"),
    [("", 9), ("status=dismissed", 2), ("outcome=fulfilled", 2), ("q=sooner", 1), ("due_after=2026-04-01", 6)],
)
def test_which_moves(api: Api, query: str, count: int) -> None:
    assert len(entries(api.get(f"{ATOM}?{query}"))) == count


@pytest.mark.parametrize(
    ("text", "shown"), [(MARKUP, MARKUP), (CONTROL, "The gate will open."), ("Tab\tand\r\nline.", "Tab and line.")]
)
def test_what_is_in_a_claim_comes_out_as_text(api: Api, text: str, shown: str) -> None:
    claim = enter(api, text, due="2026-03-20", speaker=text, outlet=text, tags=[text])
    api.move(claim, "resolution", {"outcome": "fulfilled", "note": text})

    newest, _ = entries(api.get(ATOM))
    assert newest["title"] == f"Resolved, fulfilled: {shown}"
    assert f"Reason: {shown}" in newest["content"].splitlines()
    assert f"Speaker: {shown}" in newest["content"].splitlines()
    (event,) = days(api.get(f"{ICS}?status=resolved"))
    assert event["summary"] == shown
    assert event["description"].splitlines()[:2] == [f"Speaker: {shown}", f"Outlet: {shown}"]


def test_a_claim_of_nothing_but_what_feeds_cannot_say(api: Api) -> None:
    enter(api, "\x01\x02", due="2026-03-20", tags=["\x03"])

    assert entries(api.get(ATOM))[0]["title"] == "Created: "
    assert days(api.get(ICS))[0]["summary"] == ""


@pytest.mark.parametrize("path", [ATOM, ICS])
def test_who_has_it_already_is_told_so(api: Api, path: str) -> None:
    claim = enter(api, "The gate will open.", due="2026-03-20")
    first = api.get(path)

    again = api.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert "Last-Modified" not in first.headers

    api.move(claim, "dismissal", {"reason": "out_of_scope"})
    assert api.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", [ATOM, ICS])
@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "sort=due", "cursor=x", "status=won", "due_after=x", "key=x"]
)
def test_what_cannot_be_asked(api: Api, path: str, query: str) -> None:
    answer = api.get(f"{path}?{query}")

    assert (answer.status_code, answer.json["code"]) == (422, "invalid")


def test_a_day_has_its_address_and_the_calendar_says_when_to_look_again(api: Api) -> None:
    claim = enter(api, "The gate will open.", due="2026-03-20")
    stated = api.add_claim("The harbour will reopen on March 19.", url="https://courier.example/harbour")

    calendar = Calendar.from_ical(api.get(ICS).data)

    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n" in api.get(ICS).data
    harbour, gate = calendar.walk("VEVENT")
    assert gate["url"] == f"http://localhost/v1/claims/{claim['id']}"
    assert harbour["url"] == f"http://localhost/v1/claims/{stated['id']}"
    assert "Article: https://courier.example/harbour" in harbour["description"].splitlines()
    newest = etree.fromstring(api.get(f"{ATOM}?limit=1").data).find("a:entry", _NAMES)
    assert newest.find("a:link[@rel='related']", _NAMES).get("href") == "https://courier.example/harbour"


def test_links_begin_with_the_public_address_where_one_is_set(services: Services, api: Api) -> None:
    claim = enter(api, "The gate will open.", due="2026-03-20")
    app = make_app(replace(services, public_url="https://desk.example/claims"), LIMITS)
    far = Api(app.test_client(), api.key)

    (event,) = days(far.get(ICS))
    feed = etree.fromstring(far.get(ATOM).data)

    assert event["url"] == f"https://desk.example/claims/v1/claims/{claim['id']}"
    assert {
        link.get("href").startswith("https://desk.example/claims/v1/") for link in feed.iter(f"{{{_NAMES['a']}}}link")
    } == {True}
    assert feed.findtext("a:id", namespaces=_NAMES) == etree.fromstring(api.get(ATOM).data).findtext(
        "a:id", namespaces=_NAMES
    )
    made = far.post("/v1/feeds", {"name": "phone"}).json
    assert made["url"].startswith("https://desk.example/claims/v1/feeds/cf_")


class TestSecretAddress:
    """Feeds for readers that know no passwords."""

    @pytest.fixture
    def made(self, api: Api) -> dict[str, Any]:
        answer = api.post("/v1/feeds", {"name": "Ann's phone"})
        assert answer.status_code == 201, answer.json
        told: dict[str, Any] = answer.json
        return {**told, "path": told["url"].removeprefix("http://localhost")}

    @pytest.mark.parametrize("feed", ["claims.atom", "claims.ics"])
    def test_who_knows_it_reads_what_a_key_reads(
        self, http: FlaskClient, api: Api, made: dict[str, Any], feed: str
    ) -> None:
        enter(api, "The gate will open.", due="2026-03-20")
        enter(api, "The pool will close.", due="2026-03-21")

        answer = http.get(f"{made['path']}/{feed}?q=gate")

        assert answer.status_code == 200
        assert answer.data == api.get(f"/v1/{feed}?q=gate").data
        assert b"gate" in answer.data
        assert b"pool" not in answer.data
        assert made["path"].rpartition("/")[2] not in answer.text
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        again = http.get(f"{made['path']}/{feed}?q=gate", headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
        assert http.get(f"{made['path']}/{feed}?sort=due").status_code == 422

    def test_it_reads_nothing_else(self, http: FlaskClient, made: dict[str, Any]) -> None:
        token = made["path"].rpartition("/")[2]
        for header in (f"Bearer {token}", basic("", token)):
            for path in ("/v1/claims", ATOM, ICS, "/v1/feeds"):
                assert http.get(path, headers={"Authorization": header}).status_code == 401
        for path in (made["path"], f"{made['path']}/claims", f"{made['path']}/claims.csv"):
            assert http.get(path).status_code in (404, 405)

    def test_it_is_listed_without_its_secret_and_revoked(
        self, http: FlaskClient, api: Api, made: dict[str, Any]
    ) -> None:
        (listed,) = api.get("/v1/feeds").json["data"]
        assert listed == {name: made[name] for name in ("id", "name", "created_at", "revoked_at", "last_used_at")}
        http.get(f"{made['path']}/claims.ics")
        assert api.get("/v1/feeds").json["data"][0]["last_used_at"] == NOW.isoformat()

        assert api.delete(f"/v1/feeds/{made['id']}").status_code == 204
        assert api.delete(f"/v1/feeds/{made['id']}").status_code == 204
        answer = http.get(f"{made['path']}/claims.ics")
        assert (answer.status_code, answer.json["code"]) == (404, "feed_not_found")
        assert made["path"].rpartition("/")[2] not in answer.text
        assert api.get("/v1/feeds").json["data"][0]["revoked_at"] == NOW.isoformat()

    def test_only_admins_make_them(self, http: FlaskClient, key_for: Callable[..., str], made: dict[str, Any]) -> None:
        other = Api(http, key_for(Scope.READ, Scope.WRITE, Scope.RESOLVE))

        assert other.post("/v1/feeds", {"name": "x"}).status_code == 403
        assert other.get("/v1/feeds").status_code == 403
        assert other.delete(f"/v1/feeds/{made['id']}").status_code == 403

    @pytest.mark.parametrize(
        "change", [lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"), lambda t: "ct" + t[2:], lambda t: "x"]
    )
    def test_what_nobody_made_is_not_there(
        self, http: FlaskClient, made: dict[str, Any], change: Callable[[str], str]
    ) -> None:
        path, _, token = made["path"].rpartition("/")

        assert http.get(f"{path}/{change(token)}/claims.atom").status_code == 404

    def test_the_secret_is_kept_nowhere(
        self, http: FlaskClient, api: Api, database: Database, made: dict[str, Any]
    ) -> None:
        key = {"Idempotency-Key": "phone-1"}
        with capture_logs(processors=[merge_contextvars]) as lines:
            first, again = (api.post("/v1/feeds", {"name": "phone"}, headers=key).json for _ in range(2))
            for path in (made["path"], first["url"].removeprefix("http://localhost")):
                http.get(f"{path}/claims.atom")
                http.get(f"{path}/nothing")
        assert (again["url"], again["id"]) == (None, first["id"])
        assert [line["route"] for line in lines[2:4]] == ["/v1/feeds/<string:token>/claims.atom", None]
        assert lines[2]["feed"] == "Ann's phone"
        said = f"{lines}{api.get('/metrics').text}"
        with database.begin() as connection:
            kept = connection.execute(
                text(
                    "SELECT string_agg(t::text, '') FROM (SELECT feed_address::text FROM"
                    " feed_address UNION ALL SELECT convert_from(body, 'UTF8') FROM answer) AS rows(t)"
                )
            ).scalar_one()
        for url in (made["url"], first["url"]):
            secret = url.rpartition("_")[2]
            assert secret not in said
            assert secret not in kept


class TestBasic:
    """The key as the password of HTTP Basic."""

    @pytest.mark.parametrize("path", [ATOM, ICS])
    @pytest.mark.parametrize("user", ["", "reader", "claims@desk"])
    def test_the_key_is_the_password_of_any_user(
        self, http: FlaskClient, key_for: Callable[..., str], path: str, user: str
    ) -> None:
        answer = http.get(path, headers={"Authorization": basic(user, key_for(Scope.READ))})

        assert answer.status_code == 200

    @pytest.mark.parametrize("path", [ATOM, ICS])
    @pytest.mark.parametrize(
        "header",
        ["", "Basic", "Basic ", "Basic !", "Basic YTpi", "Basic w6k6w6k=", "Basic 6To=", "Digest a=b", "Bearer x"],
    )
    def test_without_a_key_a_reader_is_asked_for_one(self, http: FlaskClient, path: str, header: str) -> None:
        answer = http.get(path, headers={"Authorization": header})

        assert (answer.status_code, answer.json["code"]) == (401, "unauthorized")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer, Basic realm=")

    def test_a_key_without_the_scope_is_refused(self, http: FlaskClient, key_for: Callable[..., str]) -> None:
        answer = http.get(ATOM, headers={"Authorization": basic("", key_for(Scope.WRITE))})

        assert (answer.status_code, answer.json["code"]) == (403, "forbidden")

    @pytest.mark.parametrize(("method", "path"), [("GET", "/v1/claims"), ("POST", "/v1/claims"), ("GET", "/v1/keys")])
    def test_nothing_else_takes_it(
        self, http: FlaskClient, key_for: Callable[..., str], method: str, path: str
    ) -> None:
        answer = http.open(path, method=method, headers={"Authorization": basic("", key_for(Scope.ADMIN))})

        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def basic(user: str, password: str) -> str:
    """The header that a feed reader sends."""
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"
