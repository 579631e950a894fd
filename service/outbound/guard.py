"""Which addresses may be connected to: public ones, and the hosts that the operator names."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Self
from urllib.parse import urlsplit

from service.domain.errors import InvalidValue

# The registries: iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry, whatever is not
# globally reachable there. Written out, because what `ipaddress` calls global differs between Python versions.
_CLOSED_V4 = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # carrier-grade NAT
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # Azure's host agent: public in form, the machine's own host in fact
            "169.254.0.0/16",  # link-local, with the metadata services
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # AMT
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
_GLOBAL_V6 = ip_network("2000::/3")  # the only block that global unicast is given from
_CLOSED_V6 = tuple(
    map(
        ip_network,
        (
            "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarks
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4
            "2620:4f:8000::/48",  # AS112
            "3ffe::/16",  # 6bone, given back
            "3fff::/20",  # documentation
        ),
    )
)
_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: how an IPv6-only network reaches IPv4


def is_public(address: str) -> bool:
    """True where `address`, as a socket takes it, can only be a host on the public Internet.

    An IPv4 address inside an IPv6 one (mapped, or NAT64) is judged for itself. Teredo and 6to4 are never public.
    """
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address):
        inner = _inner_v4(parsed)
        if inner is None:
            return parsed in _GLOBAL_V6 and not any(parsed in network for network in _CLOSED_V6)
        parsed = inner
    return not any(parsed in network for network in _CLOSED_V4)


def _inner_v4(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped


@dataclass(frozen=True, slots=True)
class Allowed:
    """The hosts that need not be public: `host` for all its ports, or `host:port`. IPv6 addresses in brackets."""

    hosts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str]) -> Self:
        """The hosts named, in any case. Raises InvalidValue for what is not `host` or `host:port`."""
        return cls(frozenset(_host(name.strip()) for name in names))

    def permits(self, host: str, port: int) -> bool:
        """True where `host`, written just like that, was named, with `port` or without any."""
        name = f"[{host}]" if ":" in host else host
        return name in self.hosts or f"{name}:{port}" in self.hosts


def _host(name: str) -> str:
    try:
        parts = urlsplit(f"//{name}")
        plain = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        spelled = plain if parts.port is None else f"{plain}:{parts.port}"
    except ValueError:
        spelled = None
    if not spelled or not parts.hostname or name.lower() != spelled:
        raise InvalidValue("allowed hosts", f"{name!r} is not of the form host or host:port")
    return spelled
