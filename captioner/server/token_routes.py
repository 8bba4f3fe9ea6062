"""The HTTP routes that give out temporary tokens, one for each protocol.

Sources: AssemblyAI's `streaming-token.yml` and its older `openapi.yml`; the form of v3's
422 answers as its service was seen to give them.
"""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Annotated

import msgspec
from aiohttp import web
from msgspec import Meta, Struct

from captioner.server.access import LONGEST_S, AccessRefused
from captioner.server.door import Door

BODY_S = 10.0
"""How long a client may take to send the body of a request."""


class V2TokenRequest(Struct, frozen=True):
    """The body of `POST /v2/realtime/token`."""

    expires_in: Annotated[int, Meta(ge=60, le=360_000)]


class V3TokenRequest(Struct, frozen=True):
    """The query of `GET /v3/token`."""

    expires_in_seconds: Annotated[int, Meta(ge=1, le=600)]
    max_session_duration_seconds: Annotated[int, Meta(ge=60, le=10_800)] = int(LONGEST_S)


def add_token_routes(application: web.Application, door: Door) -> None:
    """Give out tokens to whoever `door` lets in."""
    application.router.add_post("/v2/realtime/token", partial(_v2, door))
    application.router.add_get("/v3/token", partial(_v3, door))


async def _v2(door: Door, request: web.Request) -> web.Response:
    try:
        async with asyncio.timeout(BODY_S):
            body = await request.read()
        token = await door.issue_token(request, lambda: _v2_wish(body))
    except TimeoutError:
        return _answer({"error": "Request timed out"}, 408)
    except AccessRefused:
        return _answer({"error": "Authentication error, API token missing/invalid"}, 401)
    except (msgspec.DecodeError, RecursionError) as error:
        return _answer({"error": str(error)}, 400)
    return _answer({"token": token})


async def _v3(door: Door, request: web.Request) -> web.Response:
    try:
        token = await door.issue_token(request, lambda: _v3_wish(request.query))
    except AccessRefused as refused:
        if refused.missing:
            return _unprocessable("missing", ["header", "authorization"], "Field required")
        return _answer({"error": refused.text}, 401)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `$.")
        return _unprocessable("value_error", ["query", place.rstrip("`")], message)
    return _answer({"token": token, "expires_in_seconds": _v3_wish(request.query)[0]})


def _v2_wish(body: bytes) -> tuple[float, float]:
    return msgspec.json.decode(body, type=V2TokenRequest).expires_in, LONGEST_S


def _v3_wish(query: Mapping[str, str]) -> tuple[float, float]:
    wish = msgspec.convert(dict(query), V3TokenRequest, strict=False)
    return wish.expires_in_seconds, wish.max_session_duration_seconds


def _unprocessable(kind: str, place: list[str], message: str) -> web.Response:
    return _answer({"detail": [{"type": kind, "loc": place, "msg": message}]}, 422)


def _answer(body: Mapping[str, object], status: int = 200) -> web.Response:
    return web.Response(
        body=msgspec.json.encode(body), status=status, content_type="application/json"
    )
