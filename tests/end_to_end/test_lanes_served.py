"""Meeting and microphone, each over a connection of its own, and a link that breaks."""

import asyncio
import json
import signal
from collections import defaultdict
from pathlib import Path

import pytest

from captioner.engines.sample import sample_path
from tests.cli.program import line_of, running, words
from tests.end_to_end.test_lanes import KENNEDY, MOST, SAMPLE, share
from tests.faults import FaultProxy
from tests.guards import HANG_S
from tests.pulse import Pulse

pytest.importorskip("onnxruntime", reason="no recogniser for this machine")


@pytest.mark.parametrize("only_others", [False, True])
async def test_each_lane_has_a_connection_unless_only_the_others_go_and_a_reset_costs_no_lane(
    only_others: bool,  # noqa: FBT001 - a parameter of the test
    pulse: Pulse,
    kennedy: Path,
    tmp_path: Path,
) -> None:
    async with asyncio.timeout(3 * HANG_S):
        async with running("--profile", tmp_path / "server", "serve", "--port", 0) as server:
            port = int((await line_of(server)).strip().rpartition(":")[2].rstrip("/"))
            async with FaultProxy(port) as link:
                said, engines = await _talk(pulse, kennedy, link, tmp_path, only_others)
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
    to_both = ("caption", "--source", "both", "--json", *on)
    async with running("--profile", folder / "profile", *to_both) as captions:
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
