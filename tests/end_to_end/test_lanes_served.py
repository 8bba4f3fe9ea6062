"""Meeting and microphone, each over a connection of its own, and a link that breaks."""

import asyncio
import json
import os
import signal
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bench.speech import listed
from captioner.engines.sample import sample_path
from tests.cli.program import program, words
from tests.end_to_end.test_lanes import KENNEDY, MOST, SAMPLE, share
from tests.faults import FaultProxy
from tests.guards import HANG_S
from tests.pulse import Pulse

pytest.importorskip("onnxruntime", reason="no recogniser for this machine")


@asynccontextmanager
async def running(profile: Path, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """The program at work; it is over at the end."""
    process = await asyncio.create_subprocess_exec(
        *(program(), "--profile", str(profile), *arguments),
        env={**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": ""},
        stdout=asyncio.subprocess.PIPE,
        limit=2**20,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def line_of(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    return (await process.stdout.readline()).decode()


@pytest.mark.parametrize("only_others", [False, True])
async def test_each_lane_has_a_connection_unless_only_the_others_go_and_a_reset_costs_no_lane(
    only_others: bool,  # noqa: FBT001 - a parameter of the test
    pulse: Pulse,
    tmp_path: Path,
) -> None:
    there = {name: path for name, path, _ in listed()}
    if "jfk" not in there:
        pytest.skip("the recording of a second reader is not here")
    async with asyncio.timeout(3 * HANG_S):
        async with running(tmp_path / "server", "serve", "--port", "0") as server:
            port = int((await line_of(server)).strip().rpartition(":")[2].rstrip("/"))
            async with FaultProxy(port) as link:
                said, engines = await _talk(pulse, there["jfk"], link, tmp_path, only_others)
            server.send_signal(signal.SIGTERM)
            await server.wait()
    here = "ondevice" if only_others else "assemblyai"
    assert engines == {"others": {"assemblyai"}, "you": {here}}
    assert share(SAMPLE, said["others"]) > MOST
    assert share(KENNEDY, said["you"]) > MOST


async def _talk(
    pulse: Pulse,
    mine: Path,
    link: FaultProxy,
    folder: Path,
    only_others: bool,  # noqa: FBT001 - a parameter of the test
) -> tuple[dict[str, list[str]], dict[str, set[str]]]:
    """Both speak while the link is reset once; the words of each lane, and who heard them."""
    said: dict[str, list[str]] = defaultdict(list)
    engines: dict[str, set[str]] = defaultdict(set)
    settings = {
        "engine": "assemblyai",
        "server_url": f"ws://127.0.0.1:{link.port}",
        "fall_back": "false",
        "only_others_to_service": str(only_others).lower(),
    }
    on = [part for name, value in settings.items() for part in ("--set", f"{name}={value}")]
    async with running(
        folder / "profile", "caption", "--source", "both", "--json", *on
    ) as captions:
        began = broken = over = False
        while line := await line_of(captions):
            told = json.loads(line)
            if told["type"] == "opened":
                engines[told["lane"]].add(told["engine"])
                if len(engines) == 2 and not began:
                    began = True
                    pulse.speak(mine)
                    pulse.play(sample_path())
            elif told["type"] == "partial" and began and not broken:
                broken = True
                assert link.connections >= (1 if only_others else 2)
                link.reset()
            elif told["type"] == "final":
                said[told["lane"]] += words(told["text"])
                heard = share(SAMPLE, said["others"]), share(KENNEDY, said["you"])
                if not over and min(heard) > MOST:
                    over = True
                    captions.send_signal(signal.SIGINT)
        assert await captions.wait() == 0
    return said, engines
