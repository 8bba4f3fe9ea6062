"""Who may ask at all: no web page that its user did not let in.

A browser sends any page's requests to this computer too. It says whose page asks
(`Origin`), and under which name it found this server (`Host`): a page can have a name of
its own lead here (DNS rebinding). Over TLS the certificate settles the name.
"""

import ipaddress
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What a server goes by.

    Attributes:
        host: The name or address that it listens on.
        tls: Whether over TLS.
        origins: The pages that are let in, as `https://captions.example`.
    """

    host: str
    tls: bool
    origins: Collection[str] = ()

    def admits(self, host: str, origin: str | None) -> bool:
        """Whether a request may come in.

        Args:
            host: Its `Host` header, "" if there was none.
            origin: Its `Origin` header; programs that are no browser send none, or one
                that names this server.
        """
        return self.knows(host) and (
            origin is None or origin in self.origins or _place(origin) == host.lower()
        )

    def knows(self, host: str) -> bool:
        """Whether a `Host` header names this server."""
        return self.tls or self._is_here(_name(host))

    def _is_here(self, name: str) -> bool:
        if name in ("localhost", self.host.lower()) or name.endswith(".localhost"):
            return True
        try:
            return ipaddress.ip_address(name).is_loopback
        except ValueError:
            return False


def is_origin(text: str) -> bool:
    """Whether a text is an origin as browsers write it."""
    scheme, _, place = text.partition("://")
    return scheme in ("http", "https") and bool(place) and _place(text) == place


def _name(host: str) -> str:
    """A `Host` header without its port."""
    try:
        return urlsplit(f"//{host}").hostname or "" if _is_plain(host) else ""
    except ValueError:
        return ""


def _place(origin: str) -> str:
    """Name and port of an origin; "" for one that is none, like `null`."""
    try:
        return urlsplit(origin).netloc.lower() if _is_plain(origin.partition("://")[2]) else ""
    except ValueError:
        return ""


def _is_plain(place: str) -> bool:
    return bool(place) and not any(char in place for char in "/@?#\\ ")
