"""Which way out: one rule for every connection, whoever opens it.

Every encrypted connection goes through the proxy for HTTPS that the environment
(`HTTPS_PROXY`, then `ALL_PROXY`) or, on Windows and macOS, the system names, else through
its SOCKS proxy; directly where there is none, or where `NO_PROXY` names the server. What is
not encrypted stays on this computer and is reached directly. A proxy looks up names itself:
behind one, this computer often cannot.
"""

import re
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from captioner.core.errors import ProxyFault
from captioner.core.sentence import Sentence

_PORTS = {"http": 80, "https": 443, "socks4": 1080, "socks5": 1080}
_KINDS = {"socks": "socks5", "socks5h": "socks5", "socks4a": "socks4"}
_REMOTE_NAMES = {"socks4": "socks4a", "socks5": "socks5h"}
_WANTS_PASSWORD = 407
_NO_ENTRY = re.compile("acceptable authentication|authentication failure")  # python-socks' words
_AGAIN_S = 30.0

_NO_PROXY = Sentence("The network's proxy does not answer as a proxy does.")
_FAILURES: tuple[tuple[type[Exception], Sentence], ...] = (
    (TimeoutError, Sentence("The network's proxy does not answer.")),
    (socket.gaierror, Sentence("The network's proxy cannot be found.")),
    (ssl.SSLError, Sentence("The secure connection to the network's proxy failed.")),
    (OSError, Sentence("The service cannot be reached.")),
)
"""The first that fits tells."""

_NO_TLS = ("WRONG_VERSION_NUMBER", "UNEXPECTED_EOF_WHILE_READING")
"""What OpenSSL says of an answer that is no TLS, and of none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """A proxy.

    Attributes:
        kind: `http`, `https`, `socks4` or `socks5`.
        host: Its name or address, without brackets.
        port: Its TCP port.
        user: Whom to sign in as; "" for nobody.
        password: Shown nowhere.
    """

    kind: str
    host: str
    port: int
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"Proxy({self.name})"

    @property
    def is_socks(self) -> bool:
        """Whether it speaks SOCKS and not HTTP."""
        return self.kind.startswith("socks")

    @property
    def name(self) -> str:
        """Host and port, for people."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """Everything, also the password."""
        user = f"{quote(self.user, '')}:{quote(self.password, '')}@" if self.user else ""
        return f"{_REMOTE_NAMES.get(self.kind, self.kind)}://{user}{self.name}"

    def failure(self, error: BaseException) -> ProxyFault:
        """What an error means that came before the proxy had let anything through."""
        chain = list(_chain(error))
        codes = {_code(cause) for cause in chain} - {None}
        if _WANTS_PASSWORD in codes or any(_NO_ENTRY.search(str(cause)) for cause in chain):
            return self._error(Sentence("The network's proxy wants a password."), 1)
        secured = any(isinstance(cause, ssl.SSLError) for cause in chain)
        if secured and self.kind != "https":  # it let us through, and then spoke itself
            return self._error(_NO_PROXY, 1)
        for kinds, title in _FAILURES:
            if any(isinstance(cause, kinds) for cause in chain):
                return self._error(title)
        if codes:
            return self._error(Sentence("The network's proxy does not let Captioner through."))
        return self._error(_NO_PROXY, 1)

    def _error(self, title: Sentence, tries: int | None = None) -> ProxyFault:
        return ProxyFault(
            title,
            Sentence("Check {name}, the proxy that this computer is set to use.", name=self.name),
            retry_after_s=None if tries is None else _AGAIN_S,
            tries=tries,
        )


def proxy_for(host: str, port: int) -> Proxy | None:
    """The proxy on an encrypted way to a server; None for the direct way.

    Raises:
        ProxyFault: What is set is no proxy that can be used.
    """
    if proxy_bypass(f"[{host}]:{port}" if ":" in host else f"{host}:{port}"):
        return None
    named = getproxies()
    for name in ("https", "all", "socks"):
        if named.get(name):
            return _parse(named[name], socks=name == "socks")
    return None


def speaks_tls(error: Exception) -> bool:
    """Whether who failed to secure a connection spoke TLS: a server, and not its proxy."""
    return isinstance(error, ssl.SSLError) and error.reason not in _NO_TLS


def _parse(text: str, *, socks: bool) -> Proxy:
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        kind = _KINDS.get(parts.scheme, parts.scheme)
        if socks and kind == "http":  # so Windows and macOS tell it
            kind = "socks5"
        if kind not in _PORTS or not parts.hostname:
            raise ValueError  # noqa: TRY301 - one way out for all that is no proxy
        return Proxy(
            kind=kind,
            host=parts.hostname,
            port=_PORTS[kind] if parts.port is None else parts.port,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )
    except ValueError:
        raise ProxyFault(
            "Captioner cannot use the proxy that is set on this computer.",
            "Set one like http://proxy.example.org:3128 or socks5://proxy.example.org:1080.",
            tries=0,
        ) from None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what caused it."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _code(error: BaseException) -> int | None:
    """What a proxy answered, if it answered as one: an HTTP status or a SOCKS reply."""
    status = getattr(getattr(error, "response", None), "status_code", None)
    reply = getattr(error, "error_code", None)
    first = str(error).split(" ", 1)[0]  # httpx: "403 Forbidden"
    written = int(first) if first.isascii() and first.isdigit() else None
    found = (code for code in (status, reply, written) if isinstance(code, int))
    return next(found, None)
