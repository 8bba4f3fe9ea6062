"""The windows' own cost: from a message to paint, and the CPU they take.

The desk is the real one, on its own loop and display, with eight hours of speech open. The
app behind it is the one of tests/ui, so the figures hold no recogniser and no network;
what those cost is in the section `client`.
"""

import asyncio
import os
import statistics
import time
from bisect import bisect
from collections.abc import Callable
from unittest.mock import patch

import psutil
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from bench import windows
from captioner.core.settings import Settings
from captioner.core.transcript import Segment
from captioner.ui import desk
from captioner.ui.front import Front
from captioner.ui.loop import Tasks, run_until_done
from captioner.ui.overlay.window import OverlayWindow
from tests.ui.stage import LOUD, Stage, final, partial

SENTENCE = "We have put aside a little more for travel this year because the work goes on"
"""As long as an utterance of a meeting is."""

LEVELS_A_WORD = 3
"""A word each 0.3 s is fluent speech; a service tells each. Levels come each 0.1 s."""

SENTENCE_MS = len(SENTENCE.split()) * LEVELS_A_WORD * 100
UTTERANCES_IN_8_H = 8 * 3_600_000 // SENTENCE_MS
SETTLED_S = 5

Row = dict[str, object]


class TimedOverlay(OverlayWindow):
    """Notes when it has given a picture to the display."""

    painted: list[float]

    def event(self, event: QEvent) -> bool:
        """Qt paints and hands over within this event."""
        done = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest:
            self.painted.append(time.perf_counter())
        return done


class BareLabel(QLabel):
    """The least that a text on the screen costs, told between two messages of the overlay's."""

    def __init__(self) -> None:
        super().__init__(SENTENCE)
        self.changed: list[float] = []
        self.painted: list[float] = []

    def change(self) -> None:
        """Say something else; Qt paints that in its own time."""
        self.changed.append(time.perf_counter())
        self.setText(f"{SENTENCE} {len(self.changed)}")

    def event(self, event: QEvent) -> bool:
        """See `TimedOverlay`."""
        done = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest:
            self.painted.append(time.perf_counter())
        return done


class Cost:
    """What this process takes from now on."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._used_s, self._waits = time.process_time(), _waits()

    def cpu_percent(self) -> float:
        """Of one core."""
        used_s = time.process_time() - self._used_s
        return 100 * used_s / (time.perf_counter() - self._began)

    def wakes_a_second(self) -> float:
        """Voluntary switches of context, of all threads that live all the while."""
        now = _waits()
        more = sum(now[thread] - self._waits[thread] for thread in now.keys() & self._waits.keys())
        return more / (time.perf_counter() - self._began)


def _waits() -> dict[int, int]:
    """How often each thread has waited."""
    threads = [thread.id for thread in psutil.Process().threads()]
    return {one: psutil.Process(one).num_ctx_switches().voluntary for one in threads}


def rows(quick: bool) -> list[Row]:  # noqa: FBT001 - the signature of every section
    """Latencies in ms, CPU in % of a core, and how often a second the idle program wakes up."""
    measured: list[Row] = []

    async def measure() -> int:
        measured.extend(await _measure(app, 20 if quick else 120))
        return 0

    with windows.display() as on:
        os.environ.update(DISPLAY=on, QT_QPA_PLATFORM="xcb")
        app = QApplication([])
        run_until_done(app, measure, lambda: None, _fail)
        app.shutdown()
    return measured


async def _measure(app: QApplication, seconds: int) -> list[Row]:
    tasks, stage = Tasks(_fail), Stage()
    stage.commands_with(Settings(first_word_seen=True, engine="assemblyai"))
    with patch.object(desk, "OverlayWindow", TimedOverlay):
        front = Front(app, stage.app, stage.model, tasks.spawn)  # type: ignore[arg-type] # a stand-in
        made = desk.Desk(front)
    assert isinstance(made.overlay, TimedOverlay)
    made.overlay.painted = []
    await made.open()
    stage.listen()
    made.overlay.show()
    for turn in range(UTTERANCES_IN_8_H):
        stage.model.final(final(SENTENCE, turn, turn * SENTENCE_MS))
    await asyncio.sleep(SETTLED_S)
    cost = Cost()
    await _talk(stage, seconds, None)
    talking = cost.cpu_percent()
    label = BareLabel()
    label.show()
    QTest.qWaitForWindowExposed(label)
    arrived = await _talk(stage, seconds, label)
    latencies = _latencies_ms(arrived, made.overlay.painted)
    bare = _latencies_ms(label.changed, label.painted)
    label.close()
    await stage.app.stop()
    made.overlay.hide()
    made.window.hide()
    await asyncio.sleep(SETTLED_S)
    cost = Cost()
    await asyncio.sleep(seconds)
    idle, wakes = cost.cpu_percent(), cost.wakes_a_second()
    await made.close()
    await tasks.end()
    return [
        _beside("event to painted, p50 ms", statistics.median, latencies, bare, 8),
        _beside("event to painted, p99 ms", _p99, latencies, bare, 15),
        _row("CPU of the windows while people talk, % of a core", talking, "≤ 3"),
        _row("CPU with the windows hidden, % of a core", idle, "≤ 0.1"),
        _row("the same, wake-ups a second", wakes, "≤ 2"),
    ]


async def _talk(stage: Stage, seconds: int, beside: BareLabel | None) -> list[float]:
    """Go on talking as a service tells it; when each message arrived.

    A label beside the overlay changes half-way between two messages.
    """
    arrived: list[float] = []
    said, start = "", time.perf_counter()
    turn = 1 + max(item.turn for item in stage.model.items.values() if isinstance(item, Segment))
    for tenth in range(seconds * 10):
        await asyncio.sleep(start + tenth / 10 - time.perf_counter())
        stage.model.level(LOUD)
        if tenth % LEVELS_A_WORD == LEVELS_A_WORD // 2 and beside is not None:
            beside.change()
        if tenth % LEVELS_A_WORD:
            continue
        left = SENTENCE.removeprefix(said).split()
        arrived.append(time.perf_counter())
        at_ms = turn * SENTENCE_MS
        if left:
            said = f"{said} {left[0]}".strip()
            agreed = len(said.split()) - 1
            stage.model.partial(partial(said, turn, at_ms, agreed=agreed))
        else:
            stage.model.final(final(f"{said}.", turn, at_ms))
            said, turn = "", turn + 1
    await asyncio.sleep(1)
    return arrived


def _latencies_ms(arrived: list[float], painted: list[float]) -> list[float]:
    return [(painted[bisect(painted, when)] - when) * 1000 for when in arrived]


def _p99(values: list[float]) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[98]


def _beside(
    name: str,
    figure: Callable[[list[float]], float],
    ours: list[float],
    bare: list[float],
    most: int,
) -> Row:
    """A figure of ours beside the same of the label's."""
    value, floor = figure(ours), figure(bare)
    told = f"a bare label: {floor:.2g}, so {value / floor:.1f} ×"
    return _row(name, value, f"≤ {most} ×", told)


def _row(name: str, value: float, goal: str, peer: str = "") -> Row:
    return {"section": "overlay", "name": name, "value": value, "goal": goal, "peer": peer}


def _fail(problem: object) -> None:
    raise RuntimeError(problem)
