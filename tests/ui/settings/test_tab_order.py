"""The Tab key goes down each page of the settings, whatever recogniser is chosen."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from captioner.core.engines import ENGINES
from captioner.core.settings import Page, Settings
from captioner.ui.settings.fold import Fold
from captioner.ui.settings.window import SettingsWindow
from tests.ui.stage import Stage

MOST = 120


def goes_down(page: QWidget, way: list[QWidget]) -> bool:
    """Whether each stop begins no higher on the page than the one before ends."""
    places = [QRect(stop.mapTo(page, QPoint()), stop.size()) for stop in way]
    return all(after.bottom() > before.top() for before, after in pairwise(places))


def way_of_tab(window: SettingsWindow, qtbot) -> list[QWidget]:
    """What has the focus, one after the other, from the list of pages to Close."""
    window._list.setFocus()
    way: list[QWidget] = []
    while window.focusWidget() is not window._close:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        way.append(window.focusWidget())
        assert len(way) < MOST
    return way


@pytest.mark.parametrize("engine", ENGINES)
def test_tab_goes_down_the_page(stage: Stage, qtbot, engine):
    window = stage.own(SettingsWindow(stage.commands_with(Settings()), stage.model))
    with qtbot.waitExposed(window):
        window.show_setting("")
    stage.commands.change("engine", engine)
    for fold in window.findChildren(Fold):
        fold.open()
    for number in range(len(Page)):
        window._list.setCurrentRow(number)
        page = window._parts[number]._area.widget()
        way = [stop for stop in way_of_tab(window, qtbot) if page.isAncestorOf(stop)]
        qtbot.waitUntil(lambda page=page, way=way: goes_down(page, way))
        assert len(set(way)) == len(way)
        lines = [stop for stop in way if isinstance(stop, QPushButton) and stop.isCheckable()]
        assert len(lines) == len([fold for fold in page.findChildren(Fold) if fold.isVisible()])
        for row in window._parts[number]._every:
            usable = row.control.isEnabled()
            reached = [s for s in way if s is row.control.field or row.control.isAncestorOf(s)]
            assert bool(reached) is usable, row.name


@pytest.mark.parametrize("engine", ENGINES)
def test_tab_leads_round_and_back_the_same_way(stage: Stage, qtbot, engine):
    window = stage.own(SettingsWindow(stage.commands_with(Settings()), stage.model))
    with qtbot.waitExposed(window):
        window.show_setting("")
    stage.commands.change("engine", engine)
    for number in range(len(Page)):
        window._list.setCurrentRow(number)
        way = way_of_tab(window, qtbot)
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget() is window._list
        back: list[QWidget] = []
        for _ in way:
            qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
            back.append(window.focusWidget())
        assert back == way[::-1]


def test_every_stop_of_tab_has_a_name(stage: Stage, qtbot):
    window = stage.own(SettingsWindow(stage.commands_with(Settings()), stage.model))
    with qtbot.waitExposed(window):
        window.show_setting("")
    for number in range(len(Page)):
        window._list.setCurrentRow(number)
        for stop in way_of_tab(window, qtbot):
            assert stop.accessibleName() or (isinstance(stop, QPushButton) and stop.text())
