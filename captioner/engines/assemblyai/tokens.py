"""Signing in: the key, or a temporary token in its place."""

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import httpx
import msgspec

from captioner.core.engines import ENGINES
from captioner.core.errors import (
    CaptionerError,
    CredentialsError,
    EngineError,
    EngineUnavailable,
    KeyMissing,
    KeyUnusable,
    ProxyFault,
    RequestRefused,
    ServiceError,
    TokenRefused,
    UsageError,
)
from captioner.core.secret import Secret
from captioner.core.sentence import Sentence
from captioner.core.settings import Settings
from captioner.engines import web
from captioner.engines.assemblyai import v2, v3_request
from captioner.engines.assemblyai.codes import from_http
from captioner.engines.assemblyai.endpoint import Endpoint, endpoint, parse, resolved
from captioner.engines.assemblyai.failures import from_exception, retry_after_s

TIMEOUT_S = 10.0
_ABSENT = (404, 405, 410)
_ITS_ADDRESS = "Check the token server's address."
_LONGEST = 16_384
_TOKEN = re.compile(r"[A-Za-z0-9._~+/=:-]{1,16384}")
_KEY = re.compile(r"[\x21-\x7e]{1,500}")


class Credentials:
    """What the user signs in with: a key, a token for one session, or nothing."""

    def __init__(self, key: Secret | None = None, token: Secret | None = None) -> None:
        """A token goes before the key.

        Raises:
            KeyUnusable: One of them holds spaces, line breaks or other characters no key has.
        """
        for secret, pattern in ((key, _KEY), (token, _TOKEN)):
            if secret is not None and not pattern.fullmatch(secret.reveal()):
                raise KeyUnusable(
                    "This key or token has characters that none has.",
                    "Copy it again; it has plain letters, digits and signs without spaces.",
                )
        self.key = key
        self._token = token
        self._used = False

    def take_token(self) -> Secret | None:
        """The token, once.

        Raises:
            TokenRefused: It was taken before.
        """
        if self._token is not None and self._used:
            raise TokenRefused(
                "The token was used before.", "A token serves one session; get a new one."
            )
        self._used = True
        return self._token


@dataclass(frozen=True, slots=True)
class SignIn:
    """How one connection signs in: a key goes in a header, a token in the query."""

    key: Secret | None = None
    token: Secret | None = None


async def sign_in(settings: Settings, credentials: Credentials, server: Endpoint) -> SignIn:
    """The sign-in for one new connection to `server`.

    Raises:
        CredentialsError: There is neither key nor token where one is needed.
        CaptionerError: The token server gave none.
    """
    if settings.token_server_url:
        return SignIn(token=await ask(settings))
    token = credentials.take_token()
    if token is not None:
        return SignIn(token=token)
    if credentials.key is None and server.is_assemblyai:
        raise KeyMissing(
            "AssemblyAI needs a key.", "Enter your key in the settings, under Recogniser."
        )
    return SignIn(key=credentials.key)


async def create(
    engine: str, settings: Settings, credentials: Credentials, expires_in_s: int
) -> Secret:
    """Make a temporary token from the key, on the server these settings mean.

    Args:
        engine: The name of the engine whose protocol it is for.
        settings: They name the server.
        credentials: They hold the key.
        expires_in_s: How long the token can be used to open a session.

    Raises:
        UsageError: The life is out of range; nothing was sent.
        CaptionerError: No token came.
    """
    low, high = ENGINES[engine].token_s or (0, 0)
    if not low <= expires_in_s <= high:
        raise UsageError(
            Sentence("A token cannot live {n} s.", n=f"{expires_in_s:,}"),
            Sentence("Choose {low} to {high} seconds.", low=f"{low:,}", high=f"{high:,}"),
        )
    server = endpoint(engine, settings)
    if credentials.key is None:
        missing = KeyMissing("A token is made from a key.", "Enter your key in the settings.")
        missing.server = server.name
        raise missing
    headers = {"Authorization": credentials.key.reveal()}
    if engine == v2.ENGINE:
        url, body = f"{server.http}{v2.TOKENS}", {"expires_in": expires_in_s}
        request = httpx.Request("POST", url, headers=headers, json=body)
    else:
        url, query = f"{server.http}{v3_request.TOKENS}", {"expires_in_seconds": expires_in_s}
        request = httpx.Request("GET", url, headers=headers, params=query)
    return await _token_from(request, server, settings)


async def ask(settings: Settings) -> Secret:
    """Get a token from the user's token server: `{"token": "…"}`, or the bare token.

    Raises:
        CaptionerError: No token came.
    """
    url = settings.token_server_url
    server = parse(url.partition("?")[0])
    if not url.lower().startswith("http"):
        raise UsageError(
            "The token server's address must start with https://.",
            "It is asked like a web page.",
        )
    try:
        return await _token_from(httpx.Request("GET", url), server, settings, _refused_by_it)
    except ProxyFault:
        raise
    except EngineError as error:
        raise _about(server, error) from None


def _refused_by_it(status: int, body: str, retry_after_s: float | None) -> CaptionerError:
    """The error for a token server's HTTP status: nobody's key or service is refused there."""
    if status in _ABSENT:
        return RequestRefused("There is no token server at this address.", _ITS_ADDRESS)
    error = from_http(status, body, retry_after_s)
    if isinstance(error, CredentialsError | EngineUnavailable | RequestRefused):
        return RequestRefused("The token server gave no token.", _ITS_ADDRESS)
    return error


def _about(server: Endpoint, error: EngineError) -> EngineError:
    """The same of a token server, so that nobody looks for the fault elsewhere."""
    advice = Sentence("It is about the token server {name}. Check its address.", name=server.name)
    about = type(error)(error.title, advice, retry_after_s=error.retry_after_s, tries=error.tries)
    about.server = server.name
    return about


async def _token_from(
    request: httpx.Request,
    server: Endpoint,
    settings: Settings,
    refusal: Callable[[int, str, float | None], CaptionerError] = from_http,
) -> Secret:
    try:
        response = await _send(request, await resolved(server), settings)
    except Exception as error:  # noqa: BLE001 - whatever it is, the user gets a sentence
        raise from_exception(web.plain(error)) from None
    if response.status_code != httpx.codes.OK:
        wait = retry_after_s(response.headers)
        raise refusal(response.status_code, response.text[:_LONGEST], wait)
    token = _token_in(response.content)
    if not _TOKEN.fullmatch(token):
        raise ServiceError("The answer held no token.", _ITS_ADDRESS)
    return Secret(token)


async def _send(request: httpx.Request, server: Endpoint, settings: Settings) -> httpx.Response:
    """Ask once; where the server is on this computer, at its address."""
    async with (
        asyncio.timeout(2 * TIMEOUT_S),
        web.client(server.http, ca_file=settings.ca_file, timeout_s=TIMEOUT_S) as client,
    ):
        *others, last = server.addresses or (request.url.host,)
        url = request.url
        for address in others:
            request.url = url.copy_with(host=address)
            with suppress(httpx.ConnectError):
                return await client.send(request)
        request.url = url.copy_with(host=last)
        return await client.send(request)


def _token_in(body: bytes) -> str:
    if len(body) > _LONGEST:
        return ""
    try:
        answer = msgspec.json.decode(body)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return body.decode(errors="replace").strip()
    token = answer.get("token") if isinstance(answer, dict) else answer
    return token if isinstance(token, str) else ""
