"""Meeting and microphone at once, from two real devices to the words of each."""

import json
import signal
import subprocess
from collections import defaultdict
from pathlib import Path
from threading import Timer

import pytest

from captioner.engines.sample import sample_path
from tests.cli.program import run, start, words
from tests.guards import HANG_S
from tests.pulse import Pulse

pytest.importorskip("onnxruntime", reason="no recogniser for this machine")

SAMPLE = "it was the best of times it was the worst of times"
KENNEDY = "ask what your country can do for you"
MOST, HALF = 0.7, 0.5
WHOLE = 100
"""The sample has some more words."""


def share(phrase: str, heard: list[str]) -> float:
    """How much of a phrase's vocabulary was heard."""
    wanted = set(phrase.split())
    return len(wanted & set(heard)) / len(wanted)


def guarded(program: "subprocess.Popen[str]") -> Timer:
    """Ends a program that says too little, so that its reader is not left waiting."""
    guard = Timer(2 * HANG_S, program.kill)
    guard.start()
    return guard


def test_what_each_side_says_is_captioned_in_its_lane_while_both_speak(
    pulse: Pulse, kennedy: Path, tmp_path: Path
) -> None:
    profile, exported = tmp_path / "profile", tmp_path / "talk.vtt"
    with start(profile, "caption", "--source", "both", "--json", "--export", exported) as captions:
        guard = guarded(captions)
        assert captions.stdout is not None
        assert captions.stderr is not None
        opened: set[str] = set()
        over = False
        said: dict[str, list[str]] = defaultdict(list)
        try:
            for line in captions.stdout:
                told = json.loads(line)
                if told["type"] == "opened":
                    opened.add(told["lane"])
                    if len(opened) == 2:
                        pulse.speak(kennedy)
                        pulse.play(sample_path())
                elif told["type"] == "final":
                    said[told["lane"]] += words(told["text"])
                    heard = share(SAMPLE, said["others"]), share(KENNEDY, said["you"])
                    if not over and min(heard) > MOST:
                        over = True
                        captions.send_signal(signal.SIGINT)
            errors = captions.stderr.read()
            assert captions.wait(HANG_S) == 0, (errors, said)
        finally:
            guard.cancel()
            captions.kill()
    assert share(SAMPLE, said["you"]) < HALF
    assert share(KENNEDY, said["others"]) < HALF
    assert errors == ""
    text = exported.read_text()
    assert "<v You>" in text
    assert "<v Others>" in text
    listed_sources = [
        json.loads(line)["id"] for line in run(profile, "sources", "--json").stdout.splitlines()
    ]
    assert listed_sources[:3] == ["meeting", "microphone", "both"]


@pytest.mark.soak
def test_what_the_loudspeaker_plays_into_the_microphone_does_not_stand_twice(
    pulse: Pulse, tmp_path: Path
) -> None:
    """Two virtual devices stumble on a busy computer as no sound card does: among the long tests
    until it has been seen green in many suites."""
    pulse.pactl("load-module", "module-null-sink", "sink_name=room", "norewinds=1")
    pulse.pactl(
        "load-module", "module-remap-source", "master=room.monitor", "source_name=in_the_room"
    )
    pulse.pactl(
        "load-module",
        "module-loopback",
        "source=speaker.monitor",
        "sink=room",
        "latency_msec=100",
    )
    pulse.pactl("set-sink-volume", "room", "70%")
    pulse.pactl("set-default-source", "in_the_room")
    pulse.pactl("set-default-sink", "speaker")
    profile = tmp_path / "profile"
    said: dict[str, list[str]] = defaultdict(list)
    over = False
    with start(profile, "caption", "--source", "both", "--json") as captions:
        guard = guarded(captions)
        assert captions.stdout is not None
        opened: set[str] = set()
        try:
            for line in captions.stdout:
                told = json.loads(line)
                if told["type"] == "opened":
                    opened.add(told["lane"])
                    if len(opened) == 2:
                        pulse.play(sample_path())
                elif told["type"] == "final":
                    said[told["lane"]] += words(told["text"])
                    if not over and len(said["others"]) > WHOLE:
                        over = True
                        captions.send_signal(signal.SIGINT)
            assert captions.wait(HANG_S) == 0, said
        finally:
            guard.cancel()
            captions.kill()
    assert len(said["you"]) <= len(said["others"]) // 20  # all of it would stand twice
