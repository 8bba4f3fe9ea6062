"""One machine recognises, another shows: the embedded recogniser through both protocols."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile

from captioner.engines.sample import sample_path
from tests.cli.program import WAYS_TO_END, ask_to_end, lines, run, words
from tests.guards import HANG_S
from tests.killing import PROGRAM

pytest.importorskip("moonshine_voice", reason="no recogniser for this machine")

SECONDS = 9

LIGHT = ("--set", "model=tiny-en")
"""Both recognise at the same time, and the one that serves must keep up on a busy machine."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """The address of a running `captioner serve`."""
    server = subprocess.Popen(
        [*PROGRAM, "--profile", str(tmp_path / "server"), *LIGHT, "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DISPLAY": ""},
    )
    try:
        assert server.stdout is not None
        yield server.stdout.readline().split()[-1]
    finally:
        ask_to_end(server.pid, WAYS_TO_END[1])
        server.communicate(timeout=HANG_S)
    assert server.returncode == 0


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    """The beginning of the sample, ending in a pause."""
    path = tmp_path / "speech.wav"
    with soundfile.SoundFile(sample_path()) as file:
        soundfile.write(path, file.read(SECONDS * file.samplerate), file.samplerate)
    return path


def finals(profile: Path, *arguments: str | Path) -> list[str]:
    done = run(profile, "caption", *arguments, *LIGHT, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    texts = [event["text"] for event in lines(done.stdout) if event["type"] == "final"]
    return words(" ".join(map(str, texts)))


def test_both_protocols_say_the_same_words_as_this_computer(
    served: str, speech: Path, tmp_path: Path
) -> None:
    here = finals(tmp_path / "here", speech, "--engine", "ondevice")
    assert here
    for name in ("assemblyai", "assemblyai-v2"):
        alone = ("--set", f"server_url={served}", "--set", "fall_back=false")
        there = finals(tmp_path / name, speech, "--engine", name, *alone)
        assert there == here, name
