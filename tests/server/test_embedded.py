"""The embedded recogniser behind both protocols: what the server is for."""

import asyncio
import json
import wave
from typing import Any

import pytest
import websockets

from captioner.app.resources import resource
from captioner.core.audio import RATE, Resampler
from captioner.core.settings import Settings
from captioner.engines.base import Engine
from captioner.engines.ondevice import OnDevice
from captioner.engines.sample import sample_path
from captioner.server.options import Options
from captioner.server.run import serving

HERE = Options(host="127.0.0.1", port=0, key="", tls=None)
SAID = "it was the best of times it was the worst of times"


def embedded(settings: Settings) -> Engine:
    return OnDevice(settings, resource("model") / "tiny-en")


def speech(seconds: float) -> bytes:
    """The start of the recogniser's own sample, PCM16 at 16 kHz."""
    with wave.open(str(sample_path())) as file:
        pcm = file.readframes(int(seconds * file.getframerate()))
        return Resampler(file.getframerate()).feed(pcm)


async def session(url: str, end: dict[str, Any]) -> list[dict[str, Any]]:
    pcm = speech(6.0)
    async with websockets.connect(url, proxy=None) as client:
        for start in range(0, len(pcm) - len(pcm) % 3200, 3200):
            await client.send(pcm[start : start + 3200])
        await client.send(json.dumps(end))
        return [json.loads(message) async for message in client]


def plain(texts: list[str]) -> str:
    return "".join(c for c in " ".join(texts).lower() if c.isalpha() or c == " ")


async def test_both_protocols_write_what_is_said() -> None:
    pytest.importorskip("moonshine_voice", reason="no recogniser for this machine")
    async with serving(HERE, embedded) as url:
        v3, v2 = await asyncio.gather(
            session(f"{url}/v3/ws?sample_rate={RATE}", {"type": "Terminate"}),
            session(f"{url}/v2/realtime/ws?sample_rate={RATE}", {"terminate_session": True}),
        )
    turns = [said["transcript"] for said in v3 if said.get("end_of_turn")]
    finals = [said["text"] for said in v2 if said.get("message_type") == "FinalTranscript"]
    assert SAID in plain(turns)
    assert SAID in plain(finals)
    assert any(said["type"] == "Turn" and not said["end_of_turn"] for said in v3)
    assert any(said["message_type"] == "PartialTranscript" for said in v2)
