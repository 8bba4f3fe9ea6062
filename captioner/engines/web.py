"""HTTP to a service: trusted as its streams are, and by the same way."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from httpx_socks import AsyncProxyTransport
from python_socks import ProxyType

from captioner.core.errors import CaptionerError
from captioner.engines.assemblyai import tls
from captioner.engines.proxy import Proxy, proxy_for, speaks_tls

_HTTPS = 443
_THROUGH_HTTP = "proxy.start_tls.started"
"""What httpcore tells once an HTTP proxy says that it lets us through."""

_BEYOND_HTTP = "proxy.start_tls.complete"
_BEYOND_SOCKS = "http11.send_request_headers.started"
"""What httpcore tells once it deals with the server and no more with the proxy."""

_SOCKS = {"socks4": ProxyType.SOCKS4, "socks5": ProxyType.SOCKS5}


@asynccontextmanager
async def client(
    url: str, *, ca_file: str = "", timeout_s: float
) -> AsyncIterator[httpx.AsyncClient]:
    """A client for the server of `url`, which follows no redirect.

    Args:
        url: Whom to ask; all requests go to that server.
        ca_file: A PEM file with further certificates to trust; "" for none.
        timeout_s: How long each step of a request may take.

    Raises:
        ProxyFault: The proxy on the way lets nothing through.
        UsageError: The certificate file cannot be used.
    """
    server = httpx.URL(url)
    context = tls.context(ca_file)
    proxy = proxy_for(server.host, server.port or _HTTPS) if server.scheme == "https" else None
    way = _Way(proxy)
    settings: dict[str, Any] = {"timeout": timeout_s, "trust_env": False}
    if proxy is not None and proxy.is_socks:
        settings["transport"] = AsyncProxyTransport(
            proxy_type=_SOCKS[proxy.kind],
            proxy_host=proxy.host,
            proxy_port=proxy.port,
            username=proxy.user,
            password=proxy.password,
            rdns=True,
            verify=context,
        )
    else:
        settings |= {"verify": context, "proxy": proxy and _as_httpx(proxy, ca_file)}
    hooks = {"request": [way.watch]}
    try:
        async with httpx.AsyncClient(event_hooks=hooks, **settings) as made:
            yield made
    except CaptionerError:
        raise
    except Exception as error:
        met = plain(error)
        if proxy is None or way.is_open or (way.is_through and speaks_tls(met)):
            raise
        raise proxy.failure(met) from None


def _as_httpx(proxy: Proxy, ca_file: str) -> httpx.Proxy:
    context = tls.context(ca_file) if proxy.kind == "https" else None
    return httpx.Proxy(proxy.url, ssl_context=context)


class _Way:
    """Notes whether the server itself was reached, or at least a proxy that lets us through."""

    def __init__(self, proxy: Proxy | None) -> None:
        socks = proxy is not None and proxy.is_socks
        self.is_open = proxy is None
        self.is_through = socks  # which is met without TLS
        self._beyond = _BEYOND_SOCKS if socks else _BEYOND_HTTP

    async def watch(self, request: httpx.Request) -> None:
        """Look at one request's way; httpx calls this before it is sent."""
        request.extensions["trace"] = self._note

    async def _note(self, name: str, _: dict[str, Any]) -> None:
        self.is_open = self.is_open or name == self._beyond
        self.is_through = self.is_through or name == _THROUGH_HTTP


def plain(error: Exception) -> Exception:
    """What the network itself said: httpx wraps it, the innermost is plainest."""
    if isinstance(error, CaptionerError):
        return error
    if isinstance(error, httpx.TimeoutException):
        return TimeoutError()
    found: Exception = error
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError):
            found = cause
        cause = cause.__cause__ or cause.__context__
    return found
