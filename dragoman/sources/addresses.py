"""Which addresses may be fetched: http and https to the public internet and to hosts of a setting.

An address can be written in many ways, and each must mean the same here as where it is connected to: so it is
taken apart once, and what is connected to is put together from the parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, urlsplit

from dragoman.errors import FetchError
from dragoman.host_names import list_entries, read_host, split_port
from dragoman.settings import read_setting

PORTS = {"http": 80, "https": 443}
LONGEST = 4000  # characters of an address
IN_PATH = "/%:@!$&'()*+,;=~-._"  # stays as it is; anything else is written as %XX

# Public by their number, yet answered by the cloud that a machine runs in.
OF_THE_CLOUD = {
    IPv4Address("168.63.129.16"),
    IPv4Address("192.0.0.192"),
    IPv4Address("100.100.100.200"),
    IPv6Address("fd00:ec2::254"),
}
RELAYS = ip_network("192.88.99.0/24")
PUBLIC = IPv6Network("2000::/3")
# Addresses of IPv6 that carry one of IPv4 in their last 32 bits.
ISATAP = (0x5EFE, 0x02005EFE)  # 32 bits before one of IPv4
CARRIERS = tuple(map(IPv6Network, ("64:ff9b::/96", "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96")))


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: what is connected to, and what is asked for there."""

    scheme: str
    host: str  # in ASCII and lower case; an IP address in its usual form
    port: int
    path: str  # with the query

    @property
    def site(self) -> str:
        """Scheme, host and port, such as "https://wire.example"."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The address put together again."""
        return self.site + self.path

    @property
    def name(self) -> str:
        """The address as sentences name it: a long one without its end."""
        return self.url if len(self.url) <= 150 else f"{self.url.partition('?')[0][:150]}…"


def parse_target(url: str) -> Target:
    """The address taken apart.

    FetchError for what is not http or https, has a user name in it, or no host that could be one.
    """
    try:
        parts = urlsplit(url.strip())
        scheme, netloc, port = parts.scheme.lower(), parts.netloc, parts.port
        host = parts.hostname or ""
    except ValueError as fault:
        raise _refuse(url, "it is not written as addresses are. Check it") from fault
    if scheme not in PORTS:
        raise _refuse(url, "only addresses that begin with http:// or https:// are fetched. Check it")
    if len(url) > LONGEST:
        raise _refuse(url, f"it has more than {LONGEST:,} characters. Check it")
    if "@" in netloc:
        raise _refuse(
            url, "it has a user name or password in it, and Dragoman signs in nowhere. Take that out"
        )
    host = read_host(host)
    if not host or port == 0 or re.search(r"[\s\\%]", netloc):
        raise _refuse(url, "its host is not written as hosts are. Check it")
    path = quote(parts.path or "/", safe=IN_PATH) + (
        f"?{quote(parts.query, safe=IN_PATH + '?')}" if parts.query else ""
    )
    return Target(scheme, host, port or PORTS[scheme], path)


def is_allowed(target: Target, setting: str = "fetch_hosts") -> bool:
    """Whether a setting that lists hosts names this host, or this host with this port."""
    for host, port in map(split_port, list_entries(read_setting(setting))):
        if read_host(host) == target.host and port in ("", str(target.port)):
            return True
    return False


def check_addresses(target: Target, addresses: Iterable[str]) -> Sequence[str]:
    """The addresses of a host, when all of them may be connected to.

    FetchError when one may not, or there is none.
    """
    found = list(addresses)
    if not found:
        raise FetchError(f"{target.name} cannot be fetched: the name {target.host} has no address. Check it.")
    if is_allowed(target):
        return found
    for address in found:
        if not is_public(address):
            leads = f"leads to {address}" if address != target.host else "is"
            raise _refuse(
                target.url,
                f"{target.host} {leads}, an address inside this machine, its network or its cloud. If you "
                "trust it, name the host in DRAGOMAN_FETCH_HOSTS",
            )
    return found


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet.

    Private, loopback, link-local, multicast and reserved ones are not, nor a cloud's own.
    """
    try:
        number = ip_address(address)
    except ValueError:
        return False
    if number in OF_THE_CLOUD:
        return False
    if not isinstance(number, IPv6Address):
        return number.is_global and not (number.is_multicast or number.is_reserved or number in RELAYS)
    if number.scope_id:
        return False
    last = str(IPv4Address(int(number) & 0xFFFFFFFF))  # of IPv4, if it carries one there
    if any(number in network for network in CARRIERS):
        return is_public(last)
    if number.sixtofour and not is_public(str(number.sixtofour)):
        return False
    if (int(number) >> 32) & 0xFFFFFFFF in ISATAP and not is_public(last):
        return False
    return _is_open(number)


def _is_open(number: IPv6Address) -> bool:
    """Whether an address of IPv6 is itself one of the public internet."""
    return number in PUBLIC and number.is_global and not (number.is_multicast or number.is_reserved)


def _refuse(url: str, why: str) -> FetchError:
    return FetchError(f"{url[:300]} is not fetched: {why}.", lasting=True)
