"""Text at 200 %, as the desktop can ask for, clips no control."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget

from captioner.core.settings import Page, Settings
from captioner.core.status import Condition, Status
from captioner.ui.main.meters import Meters
from captioner.ui.main.window import MainWindow
from captioner.ui.sessions.window import SessionsWindow
from captioner.ui.settings.window import SettingsWindow
from tests.ui.overlay.test_window import VALUES
from tests.ui.stage import SOURCES, Stage, run_now


@pytest.fixture
def large(qapp) -> Iterator[None]:
    before = qapp.font()
    font = qapp.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    qapp.setFont(font)
    yield
    qapp.setFont(before)


def clipped(window: QWidget) -> list[str]:
    """Buttons and labels that are narrower or lower than their text."""
    return [
        part.text()
        for kind in (QAbstractButton, QLabel)
        for part in window.findChildren(kind)
        if part.isVisible()
        and part.text()
        and (
            part.height() < part.minimumSizeHint().height()
            or (
                part.width() < part.minimumSizeHint().width()
                and not (isinstance(part, QLabel) and part.wordWrap())
            )
        )
    ]


@pytest.mark.parametrize("first_word_seen", [False, True])
def test_the_main_window_at_200_percent(large, stage: Stage, qtbot, first_word_seen):
    commands = stage.commands_with(Settings(first_word_seen=first_word_seen))
    window = stage.own(
        MainWindow(commands, stage.model, Meters(stage.app, run_now, print), QMenu())
    )
    window.show_sources(SOURCES)
    with qtbot.waitExposed(window):
        window.show()
    assert clipped(window) == []
    stage.listen()
    stage.model.status(Status(Condition.WRONG_SOURCE, VALUES))
    qtbot.waitUntil(lambda: clipped(window) == [])


def test_the_settings_at_200_percent(large, stage: Stage, qtbot):
    window = stage.own(SettingsWindow(stage.commands, stage.model))
    with qtbot.waitExposed(window):
        window.show()
    for row in range(len(Page)):
        window._list.setCurrentRow(row)
        qtbot.waitUntil(lambda: clipped(window) == [])


def test_the_sessions_at_200_percent(large, stage: Stage, qtbot):
    window = stage.own(SessionsWindow(stage.commands))
    with qtbot.waitExposed(window):
        window.show()
    assert clipped(window) == []
