import json
from dataclasses import replace

import pytest

from captioner.cli.printing import JsonPrinter, TextPrinter
from captioner.core.errors import EngineError, NotToldApart, RequestRefused, StorageError
from captioner.core.transcript import Segment


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
