"""Three people talk, two in the meeting and you: lanes, letters, names, order and exports."""

import json
import signal
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from threading import Timer

import pytest
import soundfile

from bench.speech import listed
from captioner.core.transcript import Segment
from captioner.storage.library import Library
from captioner.storage.paths import Paths
from tests.cli.program import run, start, words
from tests.guards import HANG_S
from tests.pulse import Pulse

pytest.importorskip("onnxruntime", reason="no recogniser for this machine")

TURNS = (
    ("Ben", "others", "ss0870", 0.0, 7.1),
    ("Nina", "you", "arctic24", 0.0, 3.95),
    ("Marta", "others", "azgen1", 0.0, 6.0),
    ("Nina", "you", "jfk", 0.0, 11.0),
    ("Ben", "others", "ss0920", 0.0, 6.05),
    ("Marta", "others", "azgen2", 0.0, 6.0),
)
"""Who it is, in which lane, and which piece of which recording is said, in seconds.

You are two readers: whatever is said into the microphone is You.
"""


@dataclass
class Talk:
    """The turns of a conversation, each begun once the one before is captioned."""

    pulse: Pulse
    pieces: list[tuple[str, Path, float]]
    letters: dict[int, str] = field(default_factory=dict)
    lanes: list[tuple[int, str, str]] = field(default_factory=list)
    _turn: int = -1
    _ends: float = 0.0

    def next(self) -> bool:
        """Begin the next turn; whether there is one."""
        self._turn += 1
        if self._turn == len(self.pieces):
            return False
        lane, path, seconds = self.pieces[self._turn]
        if lane == "you":
            self.pulse.speak(path)
        else:
            self.pulse.play(path)
        self._ends = time.monotonic() + seconds
        return True

    def hear(self, told: dict[str, object]) -> bool:
        """A line of the program; whether it ends the turn that is spoken."""
        turn = int(str(told.get("turn", -1)))
        if "speaker" in told:
            self.letters[turn] = str(told["speaker"])
        if told["type"] != "final" or self._turn < 0:
            return False
        lane = str(told["lane"])
        self.lanes.append((turn, lane, str(told["text"])))
        return lane == self.pieces[self._turn][0] and time.monotonic() > self._ends


@pytest.fixture
def pieces(tmp_path: Path) -> list[tuple[str, Path, float]]:
    """Lane, sound and length of each turn."""
    there = {name: path for name, path, _ in listed()}
    if not {name for _, _, name, _, _ in TURNS} <= there.keys():
        pytest.skip("the recordings of several readers are not here")
    made = []
    for number, (_, lane, name, start_s, end_s) in enumerate(TURNS):
        sound, rate = soundfile.read(there[name], dtype="int16")
        path = tmp_path / f"{number}.wav"
        soundfile.write(path, sound[int(start_s * rate) : int(end_s * rate)], rate)
        made.append((lane, path, end_s - start_s))
    return made


def reference(name: str, start_s: float, end_s: float) -> set[str]:
    """What is said in a piece, about."""
    path, text = next((path, text) for there, path, text in listed() if there == name)
    share = (end_s - start_s) / soundfile.info(str(path)).duration
    return set(text[: max(1, round(len(text) * share))])


async def test_three_people_are_told_apart_named_and_exported_in_their_order(
    pulse: Pulse, pieces: list[tuple[str, Path, float]], tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    on = ("--source", "both", "--json")
    talk, opened, session = Talk(pulse, pieces), set[str](), ""
    with start(profile, "caption", *on) as captions:
        guard = Timer(3 * HANG_S, captions.kill)
        guard.start()
        try:
            session = _follow(captions, talk, opened)
            assert captions.wait(HANG_S) == 0, talk.lanes
        finally:
            guard.cancel()
            captions.kill()
    library = await Library.open(Paths(profile).library)
    kept = await library.transcript(session)
    voices: dict[str, set[str]] = {}
    for segment in kept.segments:
        voices.setdefault(_who(segment), set()).add(segment.label)
    letters = {name: labels - {"Others"} for name, labels in voices.items()}
    assert sorted(map(sorted, letters.values())) == [["A"], ["B"], ["You"]], voices
    assert letters["Nina"] == {"You"}
    for segment in kept.segments:
        [letter] = letters[_who(segment)]
        if segment.label == "Others":  # too short for a letter; the user tells
            await library.give(session, segment.turn, letter)
    for name, [letter] in letters.items():
        await library.name_speaker(session, letter, name)
    await library.close()
    order = [who for who, _ in groupby(who for who, *_ in TURNS)]
    vtt = run(profile, "export", session, "--format", "vtt").stdout
    assert _in_a_row(part.partition(">")[0] for part in vtt.split("<v ")[1:]) == order
    told = json.loads(run(profile, "export", session, "--format", "json").stdout)
    assert _in_a_row(one["speaker"] for one in told["segments"]) == order
    for kind in ("txt-times", "srt", "md"):
        text = run(profile, "export", session, "--format", kind).stdout
        assert all(f"{name}: " in text for name in order), kind


def _follow(captions: "subprocess.Popen[str]", talk: Talk, opened: set[str]) -> str:
    """Speak and play turn after turn, to the end of the program; the session's id."""
    assert captions.stdout is not None
    session = ""
    for line in captions.stdout:
        told = json.loads(line)
        if told["type"] == "opened":
            session = str(told["session"])
            opened.add(str(told["lane"]))
            if len(opened) == 2:
                talk.next()
        elif talk.hear(told) and not talk.next():
            captions.send_signal(signal.SIGINT)
    return session


def _who(segment: Segment) -> str:
    """Whose turn a line is from, by its lane and its words."""
    heard = set(words(segment.text))
    turns = [turn for turn in TURNS if turn[1] == segment.lane.value]
    return max(turns, key=lambda turn: len(heard & reference(*turn[2:])))[0]


def _in_a_row(names: Iterable[str]) -> list[str]:
    return [name for name, _ in groupby(names)]
