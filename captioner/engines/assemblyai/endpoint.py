"""Where a session goes: hosts, address rules, and whose key it takes.

A connection is encrypted unless it ends on this very machine, judged by the address
that is connected to and not by the name. A key belongs to one service: all hosts that
AssemblyAI documents are one, any other server is its own.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, urlsplit

from captioner.core.engines import ENGINES
from captioner.core.errors import NetworkError, UsageError
from captioner.core.settings import Settings
from captioner.engines.assemblyai import v2, v3_request

ASSEMBLYAI = "assemblyai"
"""The name under which AssemblyAI's key is kept."""

REGIONS = {
    "nearest": "streaming.assemblyai.com",
    "us": "streaming.us.assemblyai.com",
    "eu": "streaming.eu.assemblyai.com",
}
_HOSTS = {*REGIONS.values(), "api.assemblyai.com", "api.eu.assemblyai.com"}
_HTTPS, _HTTP = 443, 80
_SECURE = {"wss": True, "https": True, "ws": False, "http": False}
_ADVICE = "Enter it like wss://captions.example.org or, on this computer, ws://127.0.0.1:8080."


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A server.

    Attributes:
        host: In lower case and ASCII, without brackets.
        port: Its TCP port.
        secure: Whether TLS is used.
        path: What stands before the protocol's own path; without a slash at its end.
        addresses: What `host` stands for, where that was looked up.
    """

    host: str
    port: int
    secure: bool
    path: str = ""
    addresses: tuple[str, ...] = ()

    @property
    def is_assemblyai(self) -> bool:
        """Whether this is AssemblyAI itself."""
        return self.secure and self.port == _HTTPS and self.host in _HOSTS

    @property
    def name(self) -> str:
        """What the user calls the service: "AssemblyAI", or where a private server is."""
        return ENGINES[v3_request.ENGINE].label if self.is_assemblyai else self._place

    @property
    def origin(self) -> str:
        """The name of the service; a key is kept under it and goes nowhere else."""
        return ASSEMBLYAI if self.is_assemblyai else self._at("https" if self.secure else "http")

    @property
    def websocket(self) -> str:
        """The URL before the path of a WebSocket."""
        return self._at("wss" if self.secure else "ws") + self.path

    @property
    def http(self) -> str:
        """The URL before the path of an HTTP request."""
        return self._at("https" if self.secure else "http") + self.path

    @property
    def _place(self) -> str:
        """Host and port, as they stand in a URL."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        default = self.port == (_HTTPS if self.secure else _HTTP)
        return host if default else f"{host}:{self.port}"

    def _at(self, scheme: str) -> str:
        return f"{scheme}://{self._place}"


def endpoint(engine: str, settings: Settings) -> Endpoint:
    """The server these settings mean for the engine of that name.

    Raises:
        UsageError: `server_url` is not an address, or there must be one.
    """
    if settings.server_url:
        return parse(settings.server_url)
    if engine == v2.ENGINE:
        raise UsageError("AssemblyAI has retired its v2 service.", "Enter your own server.")
    return Endpoint(host=REGIONS[settings.region], port=_HTTPS, secure=True)


def service_name(engine: str, settings: Settings) -> str:
    """What the user calls the service that these settings mean; "" where they mean none."""
    try:
        return endpoint(engine, settings).name
    except UsageError:
        return ""


def origin(url: str) -> str:
    """The name of the service at `url`; "" means AssemblyAI itself.

    Raises:
        UsageError: It is not an address.
    """
    return parse(url).origin if url else ASSEMBLYAI


def parse(url: str) -> Endpoint:
    """The server at `url`; the path of a protocol at its end is left out.

    Raises:
        UsageError: It is not an address, or not one to trust.
    """
    parts, port = _split(url)
    secure = _SECURE.get(parts.scheme)
    if secure is None:
        raise UsageError("The server's address must start with wss:// or ws://.", _ADVICE)
    if parts.username is not None or parts.password is not None:
        raise UsageError("The server's address must not hold a name or password.", _ADVICE)
    if parts.query or parts.fragment:
        raise UsageError("The server's address must not hold “?” or “#”.", _ADVICE)
    path = parts.path.rstrip("/")
    for known in (v3_request.PATH, v2.PATH):
        path = path.removesuffix(known)
    return Endpoint(
        host=_host(parts),
        port=port if port is not None else (_HTTPS if secure else _HTTP),
        secure=secure,
        path=path.rstrip("/"),
    )


async def resolved(server: Endpoint) -> Endpoint:
    """`server` with its addresses, if it is to be reached without encryption.

    Raises:
        UsageError: It is not on this computer, or not only.
        NetworkError: Its name cannot be looked up.
    """
    if server.secure:
        return server
    try:
        addresses: Sequence[str] = (str(ipaddress.ip_address(server.host)),)
    except ValueError:
        addresses = await _look_up(server)
    if not addresses or not all(map(_is_loopback, addresses)):
        raise UsageError(
            "Without encryption only a server on this computer can be used.",
            "Use an address that starts with wss://.",
        )
    return replace(server, addresses=tuple(dict.fromkeys(addresses)))


async def _look_up(server: Endpoint) -> list[str]:
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NetworkError(
            "The server's name is not known.", "Check the address and your network."
        ) from None
    return [str(address[0]) for *_, address in found]


def _is_loopback(address: str) -> bool:
    parsed = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None)
    return (mapped or parsed).is_loopback


def _split(url: str) -> tuple[SplitResult, int | None]:
    try:
        if not url.isprintable() or any(map(str.isspace, url)) or "\\" in url:
            raise ValueError  # noqa: TRY301 - one way out for all that is no address
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise UsageError("The server's address cannot be understood.", _ADVICE) from None
    return parts, port


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    try:
        if ":" in host:
            host = str(ipaddress.IPv6Address(host))
            good = parts.netloc.rpartition("]")[2][:1] in ("", ":")
        else:
            host = host.encode("idna").decode().rstrip(".").lower()
            good = bool(host)
    except ValueError:  # UnicodeError and AddressValueError too
        good = False
    if not good or "%" in host:
        raise UsageError("The server's address has no host.", _ADVICE)
    return host
