"""Real readers take turns, and the real recogniser tells who speaks."""

import asyncio
import threading
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from bench.speech import listed
from captioner.app.captioner import Captioner
from captioner.audio.files import FileStream, open_file
from captioner.cli import compose
from captioner.core.audio import RATE
from captioner.core.errors import NotToldApart
from captioner.core.settings import DEFAULTS
from captioner.engines.sample import sample_path
from captioner.engines.voices.hearing import voice_model
from captioner.storage.paths import Paths
from tests.cli.program import lines, run
from tests.fakes import Witness
from tests.guards import HANG_S

pytest.importorskip("onnxruntime", reason="no recogniser for this machine")

TURNS = (
    ("ss0870", 0.0, 7.1),
    ("azgen1", 0.0, 6.0),
    ("jfk", 5.5, 11.0),
    ("ss0890", 0.0, 5.3),
    ("azgen2", 0.0, 6.0),
    ("ss0920", 0.0, 6.0),
)
"""Recording, and from which to which second of it; the same letters are the same reader."""

QUIET_S = 1.2


@pytest.fixture(scope="module")
def conversation(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, float]]]:
    """Three readers in turn, and who speaks until which second."""
    there = {name: path for name, path, _ in listed()}
    if not {name for name, _, _ in TURNS} <= there.keys():
        pytest.skip("the recordings of several readers are not here")
    pieces, turns, seconds = [], [], 0.0
    for name, start, end in TURNS:
        sound, rate = soundfile.read(there[name], dtype="float32")
        assert rate == RATE
        piece = sound[int(start * RATE) : int(end * RATE)]
        pieces += [piece * (0.6 / np.abs(piece).max()), np.zeros(int(QUIET_S * RATE), np.float32)]
        seconds += len(piece) / RATE + QUIET_S
        turns.append((name.rstrip("0123456789"), seconds))
    path = tmp_path_factory.mktemp("conversation") / "three.wav"
    soundfile.write(path, np.concatenate(pieces), RATE)
    return path, turns


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """Two readers; at last one goes on where the other ends, and that is at this second."""
    there = {name: path for name, path, _ in listed()}
    if not {"ss0870", "ss0890", "azgen1"} <= there.keys():
        pytest.skip("the recordings of several readers are not here")
    quiet = np.zeros(int(QUIET_S * RATE), np.float32)

    def piece(
        name: str, start: float, end: float
    ) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
        sound, _ = soundfile.read(there[name], dtype="float32")
        part = sound[int(start * RATE) : int(end * RATE)]
        return np.asarray(part * (0.6 / np.abs(part).max()), np.float32)

    before = [piece("ss0870", 0.0, 7.1), quiet, piece("azgen1", 0.0, 5.05), quiet]
    before.append(piece("ss0890", 0.0, 5.0))
    path = tmp_path_factory.mktemp("interrupted") / "two.wav"
    sound = np.concatenate([*before, piece("azgen1", 5.6, 11.0), quiet])
    soundfile.write(path, sound, RATE)
    return path, sum(map(len, before)) / RATE


@pytest.fixture(scope="module")
def one_reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some sentences of the sample, which one person reads."""
    path = tmp_path_factory.mktemp("reader") / "one.wav"
    with soundfile.SoundFile(sample_path()) as file:
        soundfile.write(path, file.read(18 * file.samplerate), file.samplerate)
    return path


async def captioning(sound: Path, profile: Path, witness: Witness) -> Captioner:
    """The whole program without its window, at work."""
    settings = replace(DEFAULTS, speaker_labels="true", keep_nothing=True)
    paths = Paths(profile)
    paths.create()
    composed = compose.Composition(paths=paths, kept=settings, settings=settings)
    captioner = await compose.captioner(composed, witness)

    async def opened() -> FileStream:
        return await open_file(sound, fast=True, on_level=captioner.level)

    await captioner.start_from(opened, follow="")
    return captioner


def test_letters_follow_the_voices_in_lines_transcript_and_export(
    conversation: tuple[Path, list[tuple[str, float]]], tmp_path: Path
) -> None:
    path, turns = conversation
    export, profile = tmp_path / "talk.vtt", tmp_path / "profile"
    done = run(profile, "caption", path, "--pace", "fast", "--json", "--export", export)
    assert (done.returncode, done.stderr) == (0, "")
    told = lines(done.stdout)
    letters = {line["turn"]: line["speaker"] for line in told if "speaker" in line}
    voices = defaultdict(set)
    for line in told:
        if line["type"] == "final" and line["turn"] in letters:
            reader = next(name for name, until in turns if line["end_ms"] < 1000 * until)
            voices[reader].add(letters[line["turn"]])
    assert sorted(map(sorted, voices.values())) == [["A"], ["B"], ["C"]]
    for letter in "ABC":
        assert f"<v {letter}>" in export.read_text()
    [opened] = [line for line in told if line["type"] == "opened"]
    kept = run(profile, "export", str(opened["session"]), "--format", "srt").stdout
    assert all(f"{letter}: " in kept for letter in "ABC")


def test_a_sentence_in_which_somebody_else_goes_on_is_two(
    interrupted: tuple[Path, float], tmp_path: Path
) -> None:
    path, changes_s = interrupted
    export = tmp_path / "talk.txt"
    on = ("--set", "speaker_labels=true", "--pace", "fast", "--json", "--export", export)
    done = run(tmp_path, "caption", path, *on)
    told = lines(done.stdout)
    letters = {line["turn"]: line["speaker"] for line in told if "speaker" in line}
    finals = [line for line in told if line["type"] == "final"]
    assert len({final["turn"] for final in finals}) == len(finals)
    before = [each for each in finals if each["end_ms"] < 1000 * changes_s + 700]
    after = [each for each in finals if each["start_ms"] > 1000 * changes_s - 700]
    assert before + after == finals
    assert finals[-1]["start_ms"] - before[-1]["end_ms"] < 700
    assert [letters[each["turn"]] for each in (before[-1], after[0])] == ["A", "B"]
    kept = export.read_text()
    assert all(final["text"] in kept for final in finals)


def test_switched_off_no_line_has_a_letter(one_reader: Path, tmp_path: Path) -> None:
    export = tmp_path / "talk.vtt"
    on = ("--set", "speaker_labels=false", "--pace", "fast", "--json", "--export", export)
    done = run(tmp_path, "caption", one_reader, *on)
    assert '"final"' in done.stdout
    assert "speaker" not in done.stdout
    assert "<v " not in export.read_text()


def test_one_voice_has_one_letter_which_no_subtitle_shows(one_reader: Path, tmp_path: Path) -> None:
    export = tmp_path / "talk.vtt"
    done = run(tmp_path, "caption", one_reader, "--pace", "fast", "--json", "--export", export)
    assert {line["speaker"] for line in lines(done.stdout) if "speaker" in line} == {"A"}
    assert "<v " not in export.read_text()


async def test_without_the_network_words_come_as_before_and_that_is_told_once(
    one_reader: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compose, "voice_model", lambda _: voice_model(tmp_path))
    witness = Witness()
    captioner = await captioning(one_reader, tmp_path, witness)
    await captioner.wait_ended()
    await captioner.close()
    assert len(witness.finals) > 2
    assert {segment.speaker for segment in witness.finals} == {""}
    [error] = witness.errors
    assert isinstance(error, NotToldApart)


@pytest.mark.parametrize("in_order", [True, False])
async def test_an_end_in_the_middle_leaves_no_task_and_no_thread(
    in_order: bool,  # noqa: FBT001 - a parameter of the test
    one_reader: Path,
    tmp_path: Path,
) -> None:
    tasks, threads = asyncio.all_tasks(), set(threading.enumerate())
    witness = Witness()
    captioner = await captioning(one_reader, tmp_path, witness)
    async with asyncio.timeout(HANG_S):
        while not witness.finals:  # noqa: ASYNC110 - a file says nothing of its captions
            await asyncio.sleep(0.01)
    if in_order:
        await captioner.stop()
    await captioner.close()
    await asyncio.get_running_loop().shutdown_default_executor()
    assert asyncio.all_tasks() == tasks
    async with asyncio.timeout(HANG_S):
        while not set(threading.enumerate()) <= threads:  # noqa: ASYNC110 - threads end unheard
            await asyncio.sleep(0.01)
