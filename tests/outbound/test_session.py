"""What is asked for, where a connection goes, and how long it may last."""

import socket
from threading import Event

import pytest

from service.outbound.errors import FetchFailed, FetchRefused
from service.outbound.guard import Allowed
from service.outbound.session import HttpAnswer, SendLimits, send, target
from tests.outbound.conftest import Names, Site

NOT_PUBLIC = "not public"


def post(url: str, limits: SendLimits, allowed: Allowed | None = None) -> HttpAnswer:
    headers = {"Content-Type": "application/json"}
    return send("POST", url, headers=headers, body=b'{"a": 1}', limits=limits, allowed=allowed or Allowed())


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://news.example", "http://news.example/"),
        ("HTTPS://News.Example/A?b=c#d", "https://news.example/A?b=c"),
        ("http://news.example:8080/a b", "http://news.example:8080/a%20b"),
        ("http://bücher.example/ü", "http://xn--bcher-kva.example/%C3%BC"),
        ("http://news.example./a", "http://news.example./a"),
        ("http://@news.example:0/", "http://news.example/"),
        ("http://[2001:DB8::1]/", "http://[2001:db8::1]/"),
        ("http://news.example/%0d%0aX-Evil:%201", "http://news.example/%0d%0aX-Evil:%201"),
    ],
)
def test_what_is_asked_for(url: str, asked: str) -> None:
    assert target(url).lower() == asked.lower()


@pytest.mark.parametrize(
    "url",
    [
        *("", "news.example", "//news.example/", "/a", "http://", "http:///a", "https://:443/", "http://?a", "http:a"),
        *("file:///etc/passwd", "ftp://news.example/", "gopher://news.example/", "data:text/html,x", "javascript:a"),
        *("http+unix://socket/", "http://user@news.example/", "http://user:word@news.example/"),
        *("http://news.example:65536/", "http://news.example:-1/", "http://news.example:x/"),
        *(
            "http://news.example\r\nX-Evil: 1/",
            "http://news.example/\r\nX-Evil: 1",
            "http://news.example/\0",
            "\thttp://a",
        ),
        *(
            "http://news.example\\@evil.example/",
            "http://new s.example/",
            "http://[::1/",
            "http://::1/",
            "http://[v1.a]/",
            "http://①②⑦.⓪.⓪.①/",
        ),
        *(
            "http://*.example/",
            "http://.example/",
            "http://" + "a" * 64 + "ü.example/",
            "http://news.example/" + "a" * 5_000,
        ),
    ],
)
def test_what_cannot_be_asked_for(url: str) -> None:
    with pytest.raises(FetchRefused):
        target(url)


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "2130706433", "0x7f.1", "0x7f000001", "0177.0.0.1", "017700000001", "0", "0.0.0.0"),
        *("10.0.0.1", "192.168.1.1", "169.254.169.254", "168.63.129.16", "[::1]", "[::]"),
        *("[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[fd00:ec2::254]"),
    ],
)
def test_an_address_that_is_not_public_is_not_connected_to(
    host: str, site: Site, limits: SendLimits, dialled: list[tuple[str, int]]
) -> None:
    with pytest.raises(FetchRefused, match=NOT_PUBLIC) as refused:
        post(f"http://{host}:{site.server_port}/", limits)
    assert dialled == []
    assert "127" not in str(refused.value)


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["::1"], ["10.1.2.3"], ["93.184.216.34", "127.0.0.1"], ["2606:2800::1", "fe80::1"]]
)
def test_a_name_is_worth_what_all_its_addresses_are(
    addresses: list[str], limits: SendLimits, names: Names, dialled: list[tuple[str, int]]
) -> None:
    names["news.example"] = [addresses]
    with pytest.raises(FetchRefused, match=NOT_PUBLIC):
        post("http://news.example/", limits)
    assert dialled == []


def test_a_name_is_looked_up_once_and_its_addresses_are_tried_in_turn(
    site: Site, limits: SendLimits, names: Names, dialled: list[tuple[str, int]]
) -> None:
    """The second look-up, were there one, would lead to the site: that is how a name is bound again."""
    names["news.example"] = [["93.184.216.34", "93.184.216.35"], ["127.0.0.1"]]
    site.answer("/")
    with pytest.raises(FetchFailed, match="no connection"):
        post(f"http://news.example:{site.server_port}/", limits)
    assert names.asked == ["news.example"]
    assert dialled == [("93.184.216.34", site.server_port), ("93.184.216.35", site.server_port)]
    assert site.asked == []


def test_an_allowed_host_is_posted_to_under_its_name(site: Site, limits: SendLimits, names: Names) -> None:
    names["hooks.internal"] = [["127.0.0.1"]]
    site.answer("/hook", b"thanks", status=202, Retry_After="7")
    host = f"hooks.internal:{site.server_port}"
    answer = post(f"http://{host}/hook", limits, Allowed.of([host]))
    assert (answer.status, answer.headers["retry-after"]) == (202, "7")
    assert site.asked[0].headers["Host"] == host
    assert site.asked[0].headers["Content-Type"] == "application/json"


def test_an_address_is_not_allowed_by_another_spelling_of_it(site: Site, limits: SendLimits, allowed: Allowed) -> None:
    with pytest.raises(FetchRefused, match=NOT_PUBLIC):
        post(f"http://2130706433:{site.server_port}/", limits, allowed)


def test_a_redirect_is_an_answer_like_any_other(site: Site, limits: SendLimits, allowed: Allowed) -> None:
    url = site.redirect("/hook", site.answer("/elsewhere"), status=307)
    assert post(url, limits, allowed).status == 307
    assert [request.path for request in site.asked] == ["/hook"]


def test_proxies_and_passwords_of_the_environment_are_not_used(
    site: Site,
    limits: SendLimits,
    allowed: Allowed,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert post(site.answer("/"), limits, allowed).status == 200
    assert "Authorization" not in site.asked[0].headers


@pytest.mark.parametrize(
    "part", [b"X-Slow: a\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", b" "], ids=["headers", "100", "line"]
)
def test_a_head_that_never_ends_is_cut_at_the_deadline(
    part: bytes, site: Site, limits: SendLimits, allowed: Allowed
) -> None:
    head = b"" if part.startswith(b"HTTP") else b"HTTP/1.1 200 OK\r\n"
    url = site.stream("/", head, part, every=0.05)
    with pytest.raises(FetchFailed, match=r"within 0\.3 seconds"):
        post(url, SendLimits(connect=0.5, read=0.5, total=0.3), allowed)


def test_a_server_that_says_nothing_is_left(site: Site, allowed: Allowed) -> None:
    url = site.stream("/", b"", b"", every=0.05)
    with pytest.raises(FetchFailed, match="did not answer in time"):
        post(url, SendLimits(read=0.1, total=0.9), allowed)


@pytest.mark.parametrize("head", [b"SSH-2.0-server\r\n", b"", b"HTTP/1.1 2000000 OK\r\n\r\n", b"\0\xff\r\n\r\n"])
def test_what_is_not_http_is_an_error(head: bytes, site: Site, limits: SendLimits, allowed: Allowed) -> None:
    site.routes["/"] = lambda request: request.wfile.write(head) and None
    with pytest.raises(FetchFailed, match="not HTTP"):
        post(site.url("/"), limits, allowed)


def test_a_name_without_address(limits: SendLimits) -> None:
    with pytest.raises(FetchFailed, match="no address"):
        post("http://nowhere.example/", limits)


def test_a_look_up_that_takes_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found.wait(5) and [])
    with pytest.raises(FetchFailed, match="look-up"):
        post("http://news.example/", SendLimits(connect=0.1))
    found.set()


def test_a_port_where_nobody_listens(limits: SendLimits) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{unused.getsockname()[1]}"
        with pytest.raises(FetchFailed, match="no connection"):
            post(f"http://{host}/", limits, Allowed.of([host]))
