"""The embedded recogniser as an engine, with the real recogniser and real speech."""

import asyncio
import gc
import shutil
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from captioner.app.resources import resource
from captioner.core.audio import RATE, to_ms
from captioner.core.errors import BadFile, EngineUnavailable, ModelMissing, StorageError
from captioner.core.events import Event, Final, Heard, Opened, Partial
from captioner.core.joins import bare
from captioner.core.settings import DEFAULTS, Settings
from captioner.engines.base import EndUtterance
from captioner.engines.ondevice import OnDevice
from captioner.engines.wishes import Wishes
from tests.engines.speech import Given, chunks, noise, quiet, spoken
from tests.guards import HANG_S

MODEL = resource("model") / "tiny-en"
BEST_OF_TIMES = (1.0, 5.0)
SAID = ["it", "was", "the", "best", "of", "times", "it", "was", "the", "worst", "of", "times"]


async def run(audio: Given, settings: Settings = DEFAULTS) -> list[Event]:
    events: list[Event] = []
    async with asyncio.timeout(HANG_S):
        await OnDevice(settings, MODEL).run(audio, Wishes(), events.append)
    return events


def finals(events: list[Event]) -> list[Final]:
    return [event for event in events if isinstance(event, Final)]


def said(events: list[Event]) -> list[str]:
    return [bare(word.text) for final in finals(events) for word in final.words]


class Running:
    """An engine in the middle of a run whose sound does not end."""

    def __init__(self, audio: Given, settings: Settings = DEFAULTS) -> None:
        self.audio = audio
        self.wishes = Wishes()
        self.events: asyncio.Queue[Event] = asyncio.Queue()
        engine = OnDevice(settings, MODEL)
        self.task = asyncio.create_task(engine.run(audio, self.wishes, self.events.put_nowait))

    async def until(self, kind: type[Event]) -> Event:
        async with asyncio.timeout(HANG_S):
            while True:
                event = await self.events.get()
                if isinstance(event, kind):
                    return event

    async def cancel(self) -> None:
        self.task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await self.task


async def test_it_writes_what_is_said() -> None:
    events = await run(Given(chunks(spoken(*BEST_OF_TIMES) + quiet(1))))
    assert said(events) == SAID
    assert finals(events)[0].text.startswith("It was the best of times")


async def test_words_have_times_and_tell_how_sure_they_are() -> None:
    (final,) = finals(await run(Given(chunks(quiet(1) + spoken(*BEST_OF_TIMES) + quiet(1)))))
    assert final.start_ms == pytest.approx(1100, abs=300)
    assert final.end_ms == pytest.approx(4700, abs=500)
    assert all(word.confidence and word.confidence > 0.5 for word in final.words)


async def test_it_says_how_far_it_has_heard() -> None:
    sound = chunks(spoken(*BEST_OF_TIMES) + quiet(1))
    heard = [e.until_ms for e in await run(Given(sound)) if isinstance(e, Heard)]
    assert heard == sorted(heard)
    assert heard[-1] >= to_ms(sound[-1].end) - 1


async def test_times_count_from_the_first_sample_of_the_session() -> None:
    hour = 3600 * RATE
    events = await run(Given(chunks(spoken(*BEST_OF_TIMES) + quiet(1), position=hour)))
    assert isinstance(events[0], Opened)
    assert events[0].start_ms == to_ms(hour)
    assert to_ms(hour) <= finals(events)[0].start_ms < to_ms(hour) + 1000


async def test_a_hole_ends_the_utterance_and_times_go_on_behind_it() -> None:
    before = chunks(spoken(*BEST_OF_TIMES))
    after = chunks(spoken(*BEST_OF_TIMES) + quiet(1), position=100 * RATE)
    first, second = finals(await run(Given(before, after)))
    assert first.end_ms <= to_ms(before[-1].end)
    assert 100_000 <= second.start_ms < 101_000
    assert [bare(word.text) for word in second.words] == SAID


async def test_neither_silence_nor_noise_gives_words() -> None:
    events = await run(Given(chunks(quiet(3) + noise(4, peak=300) + quiet(2))))
    assert not [event for event in events if isinstance(event, Final | Partial)]


async def test_an_utterance_ends_at_once_when_told() -> None:
    running = Running(Given(chunks(spoken(*BEST_OF_TIMES)), endless=True))
    await running.until(Partial)
    await running.audio.taken.wait()
    running.wishes.put(EndUtterance())
    final = await running.until(Final)
    assert isinstance(final, Final)
    assert [bare(word.text) for word in final.words][:6] == SAID[:6]
    await running.cancel()


async def test_a_longer_threshold_keeps_two_sentences_together() -> None:
    sound = spoken(*BEST_OF_TIMES) + quiet(1) + spoken(*BEST_OF_TIMES) + quiet(4)
    short = finals(await run(Given(chunks(sound))))
    patient = replace(DEFAULTS, end_utterance_silence_threshold=3000)
    long = finals(await run(Given(chunks(sound)), patient))
    assert len(short) == 2
    assert len(long) == 1
    assert [bare(word.text) for word in long[0].words] == SAID * 2


async def test_the_longest_threshold_keeps_sentences_together() -> None:
    patient = replace(DEFAULTS, end_utterance_silence_threshold=20_000)
    sound = spoken(*BEST_OF_TIMES) + quiet(6) + spoken(*BEST_OF_TIMES) + quiet(2)
    (final,) = finals(await run(Given(chunks(sound)), patient))
    assert [bare(word.text) for word in final.words] == SAID * 2


async def test_a_pause_under_the_detectors_ends_an_utterance_when_asked() -> None:
    hasty = replace(DEFAULTS, end_utterance_silence_threshold=0)
    sound = spoken(*BEST_OF_TIMES) + quiet(1)
    assert said(await run(Given(chunks(sound)), hasty)) == SAID


async def test_without_partials_only_finals_come() -> None:
    settings = replace(DEFAULTS, disable_partial_transcripts=True)
    events = await run(Given(chunks(spoken(*BEST_OF_TIMES) + quiet(1))), settings)
    assert said(events) == SAID
    assert not [event for event in events if isinstance(event, Partial)]


async def test_boosted_terms_are_marked() -> None:
    settings = replace(DEFAULTS, word_boost=("Foolishnez",))
    (final,) = finals(await run(Given(chunks(spoken(6.0, 8.6) + quiet(1))), settings))
    assert [bare(word.text) for word in final.words if word.boosted] == ["foolishnez"]


async def test_it_leaves_no_thread_even_when_cancelled_while_it_loads() -> None:
    before = set(threading.enumerate())
    running = Running(Given(endless=True))
    await running.audio.taken.wait()
    await running.cancel()
    assert set(threading.enumerate()) <= before


async def test_a_load_that_nobody_waits_for_any_more_is_no_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context))
    loading = threading.Event()

    def slowly(_: object, __: object, is_wanted: Callable[[], bool]) -> None:
        loading.set()
        while is_wanted():
            threading.Event().wait(0.01)
        raise EngineUnavailable("The recogniser is not needed any more.", "")

    monkeypatch.setattr("captioner.engines.ondevice.open_recogniser", slowly)
    running = Running(Given(endless=True))
    assert await asyncio.to_thread(loading.wait, HANG_S)
    await running.cancel()
    del running
    await asyncio.sleep(0)  # the loop lets go of the task
    gc.collect()
    assert told == []


def test_a_loop_that_is_closed_before_the_worker_is_done_hears_of_it_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    faults: list[object] = []
    monkeypatch.setattr(threading, "excepthook", faults.append)

    async def quit_twice() -> None:
        running = Running(Given(chunks(spoken(0.0, 20.0)), endless=True))
        await running.until(Opened)
        for _ in range(2):  # the second time while the worker is still at its last pass
            running.task.cancel()
            await asyncio.sleep(0)

    asyncio.run(quit_twice())
    for thread in threading.enumerate():
        if thread.name == "recogniser":
            thread.join(60)
    assert faults == []


async def test_a_source_that_breaks_breaks_the_run() -> None:
    class Breaking(Given):
        async def __anext__(self) -> None:  # type: ignore[override]
            raise BadFile("The file is cut off.", "Try another.")

    before = set(threading.enumerate())
    with pytest.raises(BadFile):
        await run(Breaking())
    assert set(threading.enumerate()) <= before


async def test_a_listener_that_breaks_breaks_the_run() -> None:
    def emit(event: Event) -> None:
        raise StorageError("The disk is full.", "Free some space.")

    before = set(threading.enumerate())
    with pytest.raises(StorageError):
        await OnDevice(DEFAULTS, MODEL).run(Given(chunks(quiet(1))), Wishes(), emit)
    assert set(threading.enumerate()) <= before


async def test_a_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        await OnDevice(DEFAULTS, tmp_path).run(Given(chunks(quiet(1))), Wishes(), print)


async def test_a_damaged_model_is_told_and_nothing_else(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for file in MODEL.iterdir():
        shutil.copy(file, tmp_path)
    with (tmp_path / "encoder.onnx").open("r+b") as opened:
        opened.seek(100)
        opened.write(bytes(300))
    with pytest.raises(ModelMissing):
        await OnDevice(DEFAULTS, tmp_path).run(Given(chunks(quiet(1))), Wishes(), print)
    assert capfd.readouterr() == ("", "")


async def test_a_machine_without_the_recogniser_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copytree(MODEL, tmp_path / MODEL.name)  # what is loaded already stays
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(EngineUnavailable):
        await OnDevice(DEFAULTS, copy).run(Given(chunks(quiet(1))), Wishes(), print)
