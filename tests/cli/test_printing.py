import json
from dataclasses import replace

import pytest

from captioner.cli.printing import JsonPrinter, TextPrinter
from captioner.core.errors import EngineError, NotToldApart, RequestRefused, StorageError
from captioner.core.events import Opened, Partial, Word
from captioner.core.lanes import Lane
from captioner.core.transcript import Gap, GapKind, Segment, Session
from tests.transcripts import lost


def test_what_is_wrong_with_the_disk_is_said_while_captions_go_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    printer = TextPrinter(print)
    printer.error(StorageError("The file was moved.", "Look for it."))
    printer.error(EngineError("The recogniser broke.", "It is said at the end."))
    assert capsys.readouterr().err == "captioner: The file was moved. Look for it.\n"


def test_that_voices_are_not_told_apart_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    JsonPrinter(print).error(NotToldApart("Voices are not told apart.", "Look."))
    assert capsys.readouterr().err == "captioner: Voices are not told apart. Look.\n"


def test_a_setting_that_the_service_does_without_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    TextPrinter(print).error(RequestRefused("The setting was refused.", "Change it."))
    assert capsys.readouterr().err == "captioner: The setting was refused. Change it.\n"


def test_a_letter_that_comes_late_is_a_line_of_its_own_and_no_final_comes_twice() -> None:
    printed: list[str] = []
    printer = JsonPrinter(printed.append)
    segment = Segment(turn=3, start_ms=0, end_ms=900, text="Yes.", engine="ondevice")
    for speaker in ("", "", "B", "B", "A"):
        printer.final(replace(segment, speaker=speaker))
    told = [json.loads(line) for line in printed]
    assert [line["type"] for line in told] == ["final", "speaker", "speaker"]
    assert told[1:] == [
        {"type": "speaker", "turn": 3, "speaker": "B"},
        {"type": "speaker", "turn": 3, "speaker": "A"},
    ]


def test_text_says_the_letter_of_a_voice_once_there_is_another() -> None:
    printed: list[str] = []
    printer = TextPrinter(printed.append)
    yes = Segment(turn=0, start_ms=0, end_ms=300, text="Yes.", lane=Lane.OTHERS)
    for turn, speaker in enumerate(("A", "B", "A")):
        printer.final(replace(yes, turn=turn, speaker=speaker))
    assert printed == ["Others: Yes.\n", "B: Yes.\n", "A: Yes.\n"]


def test_with_two_lanes_each_line_says_which_and_text_says_who(
    capsys: pytest.CaptureFixture[str],
) -> None:
    session = Session(id="s", title="", started="", seconds=0, engine="", finals=0, ended=False)
    word = Word(text="yes", start_ms=0, end_ms=300)
    segment = Segment(turn=1, start_ms=0, end_ms=300, text="Yes.", lane=Lane.YOU)
    gap = Gap(start_ms=0, end_ms=4_000, kind=GapKind.LOST, reason="it is gone", lane=Lane.OTHERS)
    for printer in (JsonPrinter(print), TextPrinter(print)):
        printer.session_opened(session, Opened(engine="ondevice", lane=Lane.YOU))
        printer.partial(Partial(turn=1, words=(word,), lane=Lane.YOU))
        printer.final(segment)
        printer.gap(gap)
    printed = capsys.readouterr().out.splitlines()
    told = [json.loads(line) for line in printed if line.startswith("{")]
    assert [line["lane"] for line in told] == ["you", "you", "you", "others"]
    assert "You: Yes." in printed
    assert "[4 s of Others not heard: it is gone]" in printed


def test_a_short_hole_is_not_told_as_none() -> None:
    printed: list[str] = []
    for end_ms in (20, 340, 2_600):
        TextPrinter(printed.append).gap(lost(0, end_ms, "it broke"))
    assert printed == [
        "[0.1 s not heard: it broke]\n",
        "[0.3 s not heard: it broke]\n",
        "[3 s not heard: it broke]\n",
    ]


def test_nothing_is_called_saved_where_nothing_is_kept() -> None:
    printed: list[str] = []
    segment = Segment(turn=1, start_ms=0, end_ms=300, text="Yes.", saved=True)
    for keeps in (True, False):
        JsonPrinter(printed.append, keeps=keeps).final(segment)
    assert [json.loads(line)["saved"] for line in printed] == [True, False]
