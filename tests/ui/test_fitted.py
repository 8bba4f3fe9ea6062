"""Every window fits its screen, and all that stands in it can be reached."""

import re
import signal

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QDialog, QMenu, QScrollArea, QWidget

from captioner.core.settings import Settings
from captioner.core.transcript import Transcript
from captioner.ui.about_window import AboutWindow
from captioner.ui.main.meters import Meters
from captioner.ui.main.window import MainWindow
from captioner.ui.parts.fitted import Fitting
from captioner.ui.sessions.window import SessionsWindow
from captioner.ui.settings.window import SettingsWindow
from captioner.ui.transcript.speakers_dialog import SpeakersDialog
from tests.cli.program import program
from tests.desktop import Desktop, running_desktop, until
from tests.guards import HANG_S
from tests.ui.stage import SOURCES, Stage, final, run_now, session

SMALL = QSize(504, 260)
"""What 1024 x 600 at 200 % leaves for a window without its frame."""


def main_window(stage: Stage, *, seen: bool) -> MainWindow:
    commands = stage.commands_with(Settings(first_word_seen=seen))
    window = MainWindow(commands, stage.model, Meters(stage.app, run_now, print), QMenu())
    window.show_sources(SOURCES)
    return window


def speakers(_: Stage) -> QDialog:
    said = [final("Yes.", turn, 1000 * turn) for turn in range(12)]
    named = [type(one)(**{**_fields(one), "speaker": f"{turn}"}) for turn, one in enumerate(said)]
    return SpeakersDialog(None, Transcript(session(), tuple(named)), print)


def _fields(segment: object) -> dict[str, object]:
    return {name: getattr(segment, name) for name in segment.__slots__}


WINDOWS = {
    "first run": lambda stage: main_window(stage, seen=False),
    "main window": lambda stage: main_window(stage, seen=True),
    "settings": lambda stage: SettingsWindow(stage.commands, stage.model),
    "sessions": lambda stage: SessionsWindow(stage.commands),
    "about": lambda _: AboutWindow(),
    "speakers": speakers,
}


@pytest.mark.parametrize("name", WINDOWS)
def test_a_window_is_no_larger_than_its_screen_and_the_rest_is_scrolled_to(
    stage: Stage, qtbot, monkeypatch, name
):
    monkeypatch.setattr(Fitting, "_room", lambda _: SMALL)
    window = stage.own(WINDOWS[name](stage))
    with qtbot.waitExposed(window):
        window.show()
    assert window.width() <= SMALL.width()
    assert window.height() <= SMALL.height()
    area = window.findChild(QScrollArea)
    body = area.widget()
    bars = area.horizontalScrollBar(), area.verticalScrollBar()
    reached = QSize(*(bar.maximum() for bar in bars)) + area.viewport().size()
    qtbot.waitUntil(lambda: cut(body) == [])
    assert reached.width() >= body.width()
    assert reached.height() >= body.height()


def test_where_the_hands_are_expected_is_in_sight_though_it_comes_late(stage, qtbot, monkeypatch):
    monkeypatch.setattr(Fitting, "_room", lambda _: QSize(504, 200))
    commands = stage.commands_with(Settings(first_word_seen=False))
    window = stage.own(
        MainWindow(commands, stage.model, Meters(stage.app, run_now, print), QMenu())
    )
    with qtbot.waitActive(window):
        window.show()
    settling = window.findChild(Fitting)._later
    qtbot.waitUntil(lambda: not settling.isActive())
    window.show_sources(SOURCES)
    start = window.first_run.start_button
    area = window.findChild(QScrollArea).viewport()

    def in_sight() -> bool:
        place = QRect(start.mapTo(area, QPoint(0, 0)), start.size())
        return area.rect().contains(place)

    qtbot.waitUntil(in_sight)


def cut(body: QWidget) -> list[QWidget]:
    """Parts that reach over the edge of what can be scrolled."""
    inside = body.rect()
    return [
        part
        for part in body.findChildren(QWidget)
        if part.isVisible() and part.parent() is body and not inside.contains(part.geometry())
    ]


def test_a_window_with_room_has_the_size_it_was_made_with_and_no_bars(stage: Stage, qtbot):
    window = stage.own(main_window(stage, seen=True))
    with qtbot.waitExposed(window):
        window.show()
    assert window.size() == QSize(max(480, window.minimumWidth()), 600)
    area = window.findChild(QScrollArea)
    assert not area.verticalScrollBar().isVisible()
    assert not area.horizontalScrollBar().isVisible()


def test_a_small_window_grows_when_a_message_needs_room(stage: Stage, qtbot):
    window = stage.own(main_window(stage, seen=True))
    with qtbot.waitExposed(window):
        window.show()
    window.resize(window.minimumSize())
    before = window.height()
    window.tell("Something to read.")
    qtbot.waitUntil(lambda: window.height() > before)
    assert not window.findChild(QScrollArea).verticalScrollBar().isVisible()


# On a real screen


SCREEN = QRect(0, 0, 1024, 600)


def places(desktop: Desktop, title: str) -> list[QRect]:
    """The shown windows of this title, each with its frame."""
    found = []
    for number in desktop.run("xdotool", "search", "--onlyvisible", "--name", title).split():
        said = desktop.run("xwininfo", "-id", number)  # xdotool counts the frame twice
        names = ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height")
        at = [int(match[1]) for name in names if (match := re.search(rf"{name}: +(-?\d+)", said))]
        edges = re.findall(r"\d+", desktop.run("xprop", "-id", number, "_NET_FRAME_EXTENTS"))
        left, right, top, bottom = map(int, edges or (0, 0, 0, 0))
        inside = QRect(*at) if len(at) == len(names) else QRect()
        found.append(inside.adjusted(-left, -top, right, bottom))
    return found


@pytest.fixture(params=["1", "2"], ids=["100 %", "200 %"])
def small_screen(request, tmp_path):
    with running_desktop("openbox", f"{SCREEN.width()}x{SCREEN.height()}") as desktop:
        desktop.environment["QT_SCALE_FACTOR"] = request.param
        window = desktop.start(program(), "--profile", str(tmp_path))
        yield desktop
        window.send_signal(signal.SIGTERM)
        assert window.wait(HANG_S) == 0


def test_on_a_small_screen_no_window_reaches_beyond_it(small_screen: Desktop):
    def fits(title: str) -> bool:
        shown = places(small_screen, title)
        return bool(shown) and all(SCREEN.contains(place) for place in shown)

    until(lambda: fits("^Captioner$"), "the main window fits")
    until(
        lambda: small_screen.run("xdotool", "getactivewindow", "getwindowname") == "Captioner",
        "it has the focus",
    )
    small_screen.run("xdotool", "key", "ctrl+comma")
    until(lambda: fits("^Settings"), "the settings fit")
    until(
        lambda: "Settings" in small_screen.run("xdotool", "getactivewindow", "getwindowname"),
        "they have the focus",
    )
    small_screen.run("xdotool", "key", "Escape")
    until(
        lambda: small_screen.run("xdotool", "getactivewindow", "getwindowname") == "Captioner",
        "the main window has it again",
    )
    small_screen.run("xdotool", "key", "ctrl+o")
    until(lambda: fits("^Caption a file"), "Qt's own dialogue fits")
