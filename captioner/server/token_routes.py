"""The HTTP routes that give out temporary tokens, one for each protocol.

Sources: AssemblyAI's `streaming-token.yml` and its older `openapi.yml`; the form of v3's
422 answers as its service was seen to give them.
"""

import asyncio
from collections.abc import Mapping
from typing import Annotated

import msgspec
from aiohttp import web
from msgspec import Meta, Struct

from captioner.server.access import LONGEST_S, Access, AccessRefused


class V2TokenRequest(Struct, frozen=True):
    """The body of `POST /v2/realtime/token`."""

    expires_in: Annotated[int, Meta(ge=60, le=360_000)]


class V3TokenRequest(Struct, frozen=True):
    """The query of `GET /v3/token`."""

    expires_in_seconds: Annotated[int, Meta(ge=1, le=600)]
    max_session_duration_seconds: Annotated[int, Meta(ge=60, le=10_800)] = int(LONGEST_S)


def add_token_routes(application: web.Application, access: Access) -> None:
    """Give out tokens of `access`."""

    async def v2(request: web.Request) -> web.Response:
        try:
            access.check_key(request.headers.get("Authorization", ""))
            wish = msgspec.json.decode(await request.read(), type=V2TokenRequest)
        except AccessRefused:
            return _answer({"error": "Authentication error, API token missing/invalid"}, 401)
        except msgspec.DecodeError as error:
            return _answer({"error": str(error)}, 400)
        return _answer({"token": access.issue_token(wish.expires_in, LONGEST_S, _now())})

    async def v3(request: web.Request) -> web.Response:
        try:
            access.check_key(request.headers.get("Authorization", ""))
            wish = msgspec.convert(dict(request.query), V3TokenRequest, strict=False)
        except AccessRefused as refused:
            if refused.missing:
                return _unprocessable("missing", ["header", "authorization"], "Field required")
            return _answer({"error": refused.text}, 401)
        except msgspec.ValidationError as error:
            message, _, place = str(error).partition(" - at `$.")
            return _unprocessable("value_error", ["query", place.rstrip("`")], message)
        token = access.issue_token(
            wish.expires_in_seconds, wish.max_session_duration_seconds, _now()
        )
        return _answer({"token": token, "expires_in_seconds": wish.expires_in_seconds})

    application.router.add_post("/v2/realtime/token", v2)
    application.router.add_get("/v3/token", v3)


def _now() -> float:
    return asyncio.get_running_loop().time()


def _unprocessable(kind: str, place: list[str], message: str) -> web.Response:
    return _answer({"detail": [{"type": kind, "loc": place, "msg": message}]}, 422)


def _answer(body: Mapping[str, object], status: int = 200) -> web.Response:
    return web.Response(
        body=msgspec.json.encode(body), status=status, content_type="application/json"
    )
