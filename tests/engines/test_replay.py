import json
from pathlib import Path

import pytest

from captioner.core.errors import BadFile, UsageError
from captioner.core.events import Final
from captioner.engines.replay import read_recording


def line(kind: str, turn: int, at: float, text: str) -> str:
    words = [{"text": word, "start_ms": 0, "end_ms": 100} for word in text.split()]
    return json.dumps({"type": kind, "turn": turn, "at": at, "text": text, "words": words})


def test_a_final_that_was_printed_late_is_played_before_what_was_said_after_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "recording.jsonl"
    path.write_text(
        "\n".join(
            (
                line("partial", 0, 1.0, "one"),
                line("partial", 1, 2.0, "two"),
                line("final", 0, 2.1, "One."),
                line("final", 1, 3.0, "Two."),
                '{"type": "closed", "audio_s": 3}',
            )
        )
    )
    played = [(at, event.turn, isinstance(event, Final)) for at, event in read_recording(path)]
    assert played == [
        (1000, 0, False),
        (2000, 0, True),
        (2000, 1, False),
        (3000, 1, True),
    ]


def test_what_is_no_recording_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    with pytest.raises(UsageError, match="no recording"):
        read_recording(path)
    path.write_text("Dear all,\n")
    with pytest.raises(BadFile, match="not a recorded session"):
        read_recording(path)


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_what_holds_nothing_is_no_recording(content: str, tmp_path: Path) -> None:
    path = tmp_path / "recording.jsonl"
    path.write_text(content)
    with pytest.raises(BadFile, match="is not a recorded session"):
        read_recording(path)
