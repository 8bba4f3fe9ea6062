"""The server that other tests trust to misbehave as ordered."""

import asyncio
import json

import pytest
import websockets

from tests.faults import FaultProxy
from tests.faulty_server import (
    MODEL_DEPRECATED,
    MUTE,
    V2_RETIRED,
    WEIRD,
    FaultyServer,
    Plan,
    answer,
    closed,
    faulty_server,
    v2_closed,
    weird,
)
from tests.sessions import words

V3, V2 = "/v3/ws", "/v2/realtime/ws?sample_rate=16000"
CHUNK = bytes(3200)


class Outcome:
    """What a plain client met: texts, and how it ended."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.code: int | None = None
        self.reason = ""
        self.status = 101


async def met(server: FaultyServer, path: str = V3, *, url: str = "") -> Outcome:
    """Send 2 s of sound, end the session, and take what comes."""
    outcome = Outcome()
    try:
        client = await websockets.connect((url or server.url) + path, proxy=None)
    except websockets.InvalidStatus as refused:
        outcome.status = refused.response.status_code
        return outcome
    try:
        for _ in range(20):
            await client.send(CHUNK)
        await client.send('{"type":"Terminate"}')
    except websockets.ConnectionClosed:
        pass
    try:
        while True:
            outcome.texts.append(str(await client.recv()))
    except websockets.ConnectionClosed:
        outcome.code, outcome.reason = client.close_code, client.close_reason or ""
    return outcome


async def test_without_orders_the_server_is_good() -> None:
    async with faulty_server(words("Hello.", 100)) as server:
        outcome = await met(server)
    assert outcome.code == 1000
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [401, 403, 410, 429, 500, 503])
async def test_an_upgrade_can_be_refused_once(status: int) -> None:
    async with faulty_server() as server:
        server.answers.append(answer(status, "{}", retry_after_s=1))
        assert (await met(server)).status == status
        assert (await met(server)).code == 1000


@pytest.mark.parametrize("code", [1000, 1001, 1008, 1011, 1012, 1013, 3005, 3009, 3999, 4999])
async def test_a_session_can_be_closed_with_any_code(code: int) -> None:
    async with faulty_server() as server:
        server.plans.append(closed(code, "Because.", after_frames=3))
        outcome = await met(server)
    assert outcome.code == code
    assert json.loads(outcome.texts[-1]) == {
        "type": "Error",
        "error_code": code,
        "error": "Because.",
    }


async def test_a_close_needs_no_error_frame() -> None:
    async with faulty_server() as server:
        server.plans.append(closed(3008))
        outcome = await met(server)
    assert (outcome.code, outcome.texts) == (3008, [])


async def test_v2_refusals_have_no_type() -> None:
    async with faulty_server() as server:
        server.plans += [v2_closed(4102, "Too many."), V2_RETIRED]
        busy, retired = await met(server, V2), await met(server, V2)
    assert (busy.code, json.loads(busy.texts[0])) == (4102, {"error": "Too many."})
    assert (retired.code, retired.reason) == (4105, MODEL_DEPRECATED)


async def test_nonsense_comes_between_what_makes_sense() -> None:
    async with faulty_server(words("Hello.", 1500)) as server:
        server.plans.append(weird())
        outcome = await met(server)
    assert set(WEIRD) <= set(outcome.texts)
    assert "Begin" in outcome.texts[0]
    assert "Termination" in outcome.texts[-1]


async def test_a_mute_server_says_nothing_until_the_link_is_cut() -> None:
    async with faulty_server(words("Hello.", 100)) as server, FaultProxy(server.port) as link:
        server.plans.append(Plan(mute=True, after_frames=10, deeds=(link.reset,)))
        outcome = await met(server, url=f"ws://127.0.0.1:{link.port}")
        assert outcome.code == 1006
        server.plans.append(MUTE)
        client = await websockets.connect(server.url + V3, proxy=None)
        await client.send('{"type":"Terminate"}')
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await client.recv()
        await client.close()
