"""The scripted recogniser: words when their sound has arrived, turns by the rules."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from captioner.core.audio import Chunk, to_samples
from captioner.core.errors import UsageError
from captioner.core.events import Event, Final, Heard, Opened, Partial
from captioner.core.settings import Settings
from captioner.engines.base import Configure, Control, EndUtterance
from captioner.server.recogniser import Recogniser
from captioner.server.script import Line, ScriptEngine, read_script
from tests.sessions import words

SETTINGS = Settings(end_utterance_silence_threshold=500)


async def played(
    script: Sequence[Line],
    steps: Sequence[int | Control],
    settings: Settings = SETTINGS,
) -> list[Event]:
    """The events after `steps`: ms of sound, and wishes, in order."""
    events: list[Event] = []
    recogniser = Recogniser(lambda asked: ScriptEngine(tuple(script), asked), settings)
    position = 0
    for step in steps:
        if isinstance(step, int):
            recogniser.hear(Chunk(position, bytes(2 * to_samples(step))))
            position += to_samples(step)
        else:
            recogniser.tell(step)
    recogniser.finish()
    await recogniser.run(events.append)
    return events


def told(events: Sequence[Event]) -> list[str]:
    """Partials as "…text", finals as "text.", and how far was heard as ms."""
    shown = []
    for event in events:
        if isinstance(event, Partial):
            shown.append(f"…{event.text}")
        elif isinstance(event, Final):
            shown.append(f"{event.text}.")
        elif isinstance(event, Heard) and event.until_ms:
            shown.append(str(event.until_ms))
    return shown


async def test_a_word_comes_when_the_sound_that_holds_it_has_arrived() -> None:
    script = [Line("one", 100, 200), Line("two", 250, 301)]
    events = await played(script, [100, 100, 100, 100])
    assert told(events) == ["100", "…one", "200", "300", "…one two", "400", "one two."]


async def test_it_opens_first_and_numbers_turns_from_0() -> None:
    events = await played(words("a b", 100, ends_turn=True) + words("c", 700), [1500])
    assert isinstance(events[0], Opened)
    assert [event.turn for event in events if isinstance(event, Final)] == [0, 1]


async def test_a_word_that_ends_the_turn_ends_it_at_once() -> None:
    events = await played([Line("yes", 0, 100, ends_turn=True), Line("no", 150, 200)], [100, 100])
    assert told(events) == ["…yes", "yes.", "100", "…no", "200", "no."]


async def test_silence_as_long_as_the_threshold_ends_a_turn() -> None:
    events = await played([Line("one", 0, 100)], [100, 400, 99, 1, 100])
    assert told(events) == ["…one", "100", "500", "599", "one.", "600", "700"]


async def test_silence_between_words_of_one_chunk_ends_a_turn_too() -> None:
    events = await played([Line("one", 0, 100), Line("two", 600, 700)], [1000])
    assert told(events) == ["…one", "one.", "…two", "1000", "two."]


async def test_a_word_that_has_begun_is_no_silence() -> None:
    events = await played([Line("one", 0, 100), Line("two", 590, 900)], [700, 300])
    assert told(events) == ["…one", "700", "…one two", "1000", "one two."]


async def test_the_turn_ends_when_asked_to_and_only_if_there_is_one() -> None:
    script = words("one two three", 0, each_ms=100)
    events = await played(script, [EndUtterance(), 200, EndUtterance(), EndUtterance(), 100])
    assert told(events) == ["…one", "…one two", "200", "one two.", "…three", "300", "three."]


async def test_the_threshold_can_change_during_a_turn() -> None:
    shorter = Configure(replace(SETTINGS, end_utterance_silence_threshold=200))
    events = await played([Line("one", 0, 100)], [250, shorter, 50])
    assert told(events) == ["…one", "250", "one.", "300"]


async def test_partials_can_be_left_out() -> None:
    finals_only = replace(SETTINGS, disable_partial_transcripts=True)
    events = await played(words("one two", 0, each_ms=100), [200], finals_only)
    assert told(events) == ["200", "one two."]


async def test_cancelled_it_leaves_no_task() -> None:
    recogniser = Recogniser(lambda asked: ScriptEngine((), asked), SETTINGS)
    before = asyncio.all_tasks()
    running = asyncio.create_task(recogniser.run(lambda _: None))
    await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert asyncio.all_tasks() == before


def test_a_script_is_read_from_json_lines(tmp_path: Path) -> None:
    file = tmp_path / "s.jsonl"
    file.write_text(
        '{"word": "naïve", "start_ms": 0, "end_ms": 90, "ends_turn": true}\n\n'
        '{"word": "café", "start_ms": 100, "end_ms": 180}\n',
        encoding="utf-8",
    )
    assert read_script(file) == (Line("naïve", 0, 90, ends_turn=True), Line("café", 100, 180))


@pytest.mark.parametrize(
    "line",
    [
        "hello",
        "[]",
        '{"word": "a", "start_ms": 1}',
        '{"word": " ", "start_ms": 1, "end_ms": 2}',
        '{"word": "a", "start_ms": 2, "end_ms": 1}',
        '{"word": "a", "start_ms": -1, "end_ms": 1}',
        '{"word": "a", "start_ms": "1", "end_ms": 2}',
    ],
)
def test_a_line_that_is_no_word_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "s.jsonl"
    file.write_text('{"word": "a", "start_ms": 0, "end_ms": 1}\n' + line)
    with pytest.raises(UsageError, match=r"Line 2 of s\.jsonl"):
        read_script(file)


def test_words_out_of_order_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "s.jsonl"
    file.write_text(
        '{"word": "a", "start_ms": 9, "end_ms": 10}\n{"word": "b", "start_ms": 8, "end_ms": 9}'
    )
    with pytest.raises(UsageError, match="before the word above it"):
        read_script(file)


def test_a_script_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no script"):
        read_script(tmp_path / "none")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "s.jsonl"
    file.write_bytes(b'{"word": "\xff\xfe", "start_ms": 0, "end_ms": 1}')
    with pytest.raises(UsageError, match=r"Line 1 of s\.jsonl"):
        read_script(file)
