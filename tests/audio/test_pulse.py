"""The connection to the sound server."""

import asyncio
import sys

import pytest

from captioner.audio import pulse as sound_server
from captioner.audio.devices import list_sources
from tests.guards import HANG_S
from tests.pulse import Pulse
from tests.systems import not_on_windows


def plug_in_headset(pulse: Pulse) -> None:
    pulse.pactl("load-module", "module-null-sink", "sink_name=headset")


async def test_a_wait_ends_when_something_changes(pulse: Pulse) -> None:
    with sound_server.connected() as server:
        server.listen("sink")
        waiting = asyncio.create_task(asyncio.to_thread(server.wait, 60.0))
        plug_in_headset(pulse)
        async with asyncio.timeout(HANG_S):
            await waiting


async def test_a_change_that_came_during_another_call_is_not_waited_for_again(
    pulse: Pulse,
) -> None:
    with sound_server.connected() as server:
        server.listen("sink")
        plug_in_headset(pulse)
        server.devices()
        async with asyncio.timeout(HANG_S):
            await asyncio.to_thread(server.wait, 60.0)


async def test_a_wait_ends_when_it_is_interrupted(pulse: Pulse) -> None:
    with sound_server.connected() as server:
        server.listen("sink")
        waiting = asyncio.create_task(asyncio.to_thread(server.wait, 60.0))
        async with asyncio.timeout(HANG_S):
            while not waiting.done():
                server.interrupt()
                await asyncio.sleep(0.01)
    server.interrupt()  # too late, and no harm


def test_every_call_says_that_the_server_has_gone(pulse: Pulse) -> None:
    with sound_server.connected() as server:
        pulse.kill()
        for call in (
            server.devices,
            lambda: server.recorded_by("1-1"),
            lambda: server.listen("sink"),
            lambda: server.wait(60.0),
        ):
            with pytest.raises(sound_server.NoServer):
                call()


@not_on_windows("Windows has no PulseAudio")
def test_without_the_library_of_the_server_there_are_no_sources(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pulsectl", None)
    assert all(source.unavailable for source in list_sources())
