"""Which addresses are public, and which hosts need not be."""

import pytest

from service.domain.errors import InvalidValue
from service.outbound.guard import Allowed, is_public


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "93.184.216.34",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "168.63.129.17",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2001:4860:4860::8888",
        "2606:2800:220:1:248:1893:25c8:1946",
        "2a00:1450:4001:80b::200e",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
    ],
)
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255"),
        *("127.0.0.1", "127.255.255.254", "168.63.129.16", "169.254.0.1", "169.254.169.254", "172.16.0.1"),
        *("172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255"),
        *("198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255"),
        *("240.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "ff0e::1"),
        *("100::1", "2001::1", "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "3fff::1", "3ffe::1"),
        *("5f00::1", "4000::1", "e000::1"),
        # IPv4 inside IPv6: mapped, compatible, NAT64 for everybody and for one network, 6to4, Teredo
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0.0.0.0", "::127.0.0.1"),
        *("::8.8.8.8", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::8.8.8.8"),
        *("2002:7f00:1::1", "2002:808:808::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2"),
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("named", "host", "port", "permitted"),
    [
        ("wiki.internal", "wiki.internal", 80, True),
        ("wiki.internal", "wiki.internal", 8443, True),
        ("Wiki.Internal ", "wiki.internal", 80, True),
        ("wiki.internal:8443", "wiki.internal", 8443, True),
        ("wiki.internal:8443", "wiki.internal", 443, False),
        ("wiki.internal", "old.wiki.internal", 80, False),
        ("wiki.internal", "wiki.internal.", 80, False),
        ("internal", "wiki.internal", 80, False),
        ("127.0.0.1:80", "127.0.0.1", 80, True),
        ("127.0.0.1", "2130706433", 80, False),
        ("[::1]:80", "::1", 80, True),
        ("[::1]", "::1", 80, True),
        ("[::1]:80", "::1", 81, False),
    ],
)
def test_allowed_hosts(named: str, host: str, port: int, permitted: bool) -> None:
    assert Allowed.of([named]).permits(host, port) is permitted


def test_nothing_is_allowed_unless_named() -> None:
    assert not Allowed().permits("localhost", 80)


@pytest.mark.parametrize(
    "name", ["", " ", "http://wiki", "wiki/", "wiki:", "wiki:http", "wiki:99999", "me@wiki", "::1", "wiki?x", ":80"]
)
def test_a_name_must_be_a_host(name: str) -> None:
    with pytest.raises(InvalidValue, match="not of the form"):
        Allowed.of([name])
