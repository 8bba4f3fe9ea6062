import json

import httpx
import pytest

from tests.scripted_server import ScriptedServer, scripted_server

KEY = {"Authorization": "THE-KEY"}


async def post_v2(server: ScriptedServer, body: str, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.post(
            f"{server.http_url}/v2/realtime/token", content=body, headers=headers
        )


async def get_v3(server: ScriptedServer, query: str, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(f"{server.http_url}/v3/token?{query}", headers=headers)


@pytest.mark.parametrize("seconds", [60, 360_000])
async def test_v2_gives_a_token(seconds: int) -> None:
    async with scripted_server(key="THE-KEY") as server:
        answer = await post_v2(server, json.dumps({"expires_in": seconds}), **KEY)
    assert (answer.status_code, answer.json()) == (200, {"token": "TOKEN-1"})


@pytest.mark.parametrize(
    "body", ["", "{", "{}", "[]", '{"expires_in": 59}', '{"expires_in": 360001}', "\xff"]
)
async def test_v2_refuses_a_bad_wish(body: str) -> None:
    async with scripted_server() as server:
        answer = await post_v2(server, body)
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "WRONG"}])
async def test_v2_wants_the_key(headers: dict[str, str]) -> None:
    async with scripted_server(key="THE-KEY") as server:
        answer = await post_v2(server, '{"expires_in": 60}', **headers)
    assert answer.status_code == 401
    assert "token missing/invalid" in answer.json()["error"]


@pytest.mark.parametrize("written", ["600", "600.0", "6e2"])
async def test_v3_gives_a_token(written: str) -> None:
    async with scripted_server(key="THE-KEY") as server:
        answer = await get_v3(server, f"expires_in_seconds={written}", **KEY)
    assert answer.status_code == 200
    assert answer.json() == {"token": "TOKEN-1", "expires_in_seconds": 600}


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("", "query"),
        ("expires_in_seconds=0", "expires_in_seconds"),
        ("expires_in_seconds=601", "expires_in_seconds"),
        ("expires_in_seconds=soon", "expires_in_seconds"),
        ("expires_in_seconds=60&max_session_duration_seconds=59", "max_session_duration_seconds"),
        (
            "expires_in_seconds=60&max_session_duration_seconds=10801",
            "max_session_duration_seconds",
        ),
    ],
)
async def test_v3_refuses_a_bad_wish_by_name(query: str, place: str) -> None:
    async with scripted_server() as server:
        answer = await get_v3(server, query)
    assert answer.status_code == 422
    (fault,) = answer.json()["detail"]
    assert place in fault["loc"]
    assert fault["msg"]


async def test_v3_wants_the_key() -> None:
    async with scripted_server(key="THE-KEY") as server:
        wrong = await get_v3(server, "expires_in_seconds=60", Authorization="WRONG")
        missing = await get_v3(server, "expires_in_seconds=60")
    assert (wrong.status_code, wrong.json()) == (401, {"error": "Invalid API key"})
    assert missing.status_code == 422
    assert missing.json()["detail"][0]["loc"] == ["header", "authorization"]


async def test_without_a_key_any_or_none_gets_a_token() -> None:
    async with scripted_server() as server:
        assert (await get_v3(server, "expires_in_seconds=60")).status_code == 200
        assert (await post_v2(server, '{"expires_in": 60}', **KEY)).status_code == 200
