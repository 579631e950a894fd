"""HTTPS: the certificate must be for the name that was asked for, whatever address it led to."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from service.outbound.errors import FetchFailed, FetchRefused
from service.outbound.fetch import fetch_page
from service.outbound.guard import Allowed
from service.outbound.session import SendLimits
from tests.outbound.conftest import Names, Site

BODY = b"<html><p>The bridge will open in May.</p></html>"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for news.example with its key, in one file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the openssl program to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    key, made = folder / "key.pem", folder / "made.pem"
    request = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=news.example"
    names = "subjectAltName=DNS:news.example"
    command = [openssl, *request.split(), "-addext", names, "-keyout", str(key), "-out", str(made)]
    subprocess.run(command, check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_text(made.read_text() + key.read_text())
    return both


@pytest.fixture
def greeted() -> list[str | None]:
    """The names that clients asked for when they opened TLS."""
    return []


@pytest.fixture
def secure(certificate: Path, greeted: list[str | None]) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda _, name, __: greeted.append(name)
    with Site() as server:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.closing.set()
        server.shutdown()


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the certificate one that is believed."""
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(certificate))


@pytest.mark.usefixtures("trusted")
def test_the_name_is_asked_for_and_verified(
    secure: Site, limits: SendLimits, names: Names, greeted: list[str | None]
) -> None:
    names["news.example"] = [["127.0.0.1"]]
    host = f"news.example:{secure.server_port}"
    secure.answer("/", BODY)
    assert fetch_page(f"https://{host}/", limits=limits, allowed=Allowed.of([host])).body == BODY
    assert greeted == ["news.example"]
    assert secure.asked[0].headers["Host"] == host


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("name", ["other.example", "127.0.0.1", "news.example.evil.example"])
def test_a_certificate_for_another_name(name: str, secure: Site, limits: SendLimits, names: Names) -> None:
    names[name] = [["127.0.0.1"]]
    host = f"{name}:{secure.server_port}"
    with pytest.raises(FetchFailed, match="no valid certificate"):
        fetch_page(f"https://{host}/", limits=limits, allowed=Allowed.of([host]))
    assert secure.asked == []


def test_a_certificate_that_nobody_vouches_for(secure: Site, limits: SendLimits, names: Names) -> None:
    names["news.example"] = [["127.0.0.1"]]
    host = f"news.example:{secure.server_port}"
    with pytest.raises(FetchFailed, match="no valid certificate"):
        fetch_page(f"https://{host}/", limits=limits, allowed=Allowed.of([host]))


@pytest.mark.usefixtures("trusted")
def test_no_redirect_from_https_to_http(secure: Site, site: Site, limits: SendLimits, names: Names) -> None:
    names["news.example"] = [["127.0.0.1"]]
    host = f"news.example:{secure.server_port}"
    secure.redirect("/", site.answer("/", BODY))
    with pytest.raises(FetchRefused, match="from https to http"):
        fetch_page(f"https://{host}/", limits=limits, allowed=Allowed.of([host, site.here]))
    assert site.asked == []


def test_no_tls_where_plain_http_is_spoken(site: Site, limits: SendLimits, allowed: Allowed) -> None:
    with pytest.raises(FetchFailed):
        fetch_page(f"https://{site.here}/", limits=limits, allowed=allowed)


@pytest.mark.usefixtures("trusted")
def test_a_body_over_tls_is_cut_at_the_deadline(secure: Site, names: Names) -> None:
    names["news.example"] = [["127.0.0.1"]]
    host = f"news.example:{secure.server_port}"
    secure.stream("/", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"a", every=0.05)
    with pytest.raises(FetchFailed, match=r"within 0\.4 seconds"):
        fetch_page(f"https://{host}/", limits=SendLimits(read=0.5, total=0.4), allowed=Allowed.of([host]))


def test_a_handshake_that_is_never_answered() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host = f"127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(FetchFailed, match="did not answer in time"):
            fetch_page(f"https://{host}/", limits=SendLimits(connect=0.2, total=0.9), allowed=Allowed.of([host]))
