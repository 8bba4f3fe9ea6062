"""The captions among other windows: docked, and covered by a full-screen window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from captioner.core.settings import Settings
from captioner.ui.desktop.plain import Plain, Stance
from captioner.ui.overlay.window import OverlayWindow
from tests.ui.overlay.test_window import drag
from tests.ui.stage import Stage


class Watched(Plain):
    """A desktop that writes down what it is asked."""

    def __init__(self) -> None:
        self.stances: list[Stance] = []
        self.edges: list[str] = []
        self.cover: Callable[[], None] = lambda: None

    def prepare(self, window: QWidget, stance: Stance) -> None:
        self.stances.append(stance)
        super().prepare(window, stance)

    def reserve(self, window: QWidget, edge: str) -> None:
        self.edges.append(edge)

    def watch_cover(self, window: QWidget, covered: Callable[[], None]) -> None:
        self.cover = covered


class Shown:
    def __init__(self, stage: Stage, qtbot, **settings: object) -> None:
        self.stage, self.desktop = stage, Watched()
        commands = stage.commands_with(Settings(first_word_seen=True, **settings))
        self.overlay = stage.own(OverlayWindow(commands, stage.model, self.desktop, stage.clock))
        with qtbot.waitExposed(self.overlay):
            self.overlay.show()

    def press_link(self) -> None:
        QTest.mouseClick(self.overlay.status.link, Qt.MouseButton.LeftButton)


@pytest.fixture
def shown(stage: Stage, qtbot) -> Shown:
    return Shown(stage, qtbot)


class TestDocked:
    def test_it_takes_the_width_of_the_screen_and_room_of_its_own(self, stage, qtbot):
        shown = Shown(stage, qtbot, dock="bottom")
        free = shown.overlay.screen().availableGeometry()
        assert shown.desktop.stances == [Stance.DOCKED]
        assert shown.overlay.geometry().bottomLeft() == free.bottomLeft()
        assert shown.overlay.width() == free.width()
        qtbot.waitUntil(lambda: "bottom" in shown.desktop.edges)

    def test_hidden_it_gives_the_room_back(self, stage, qtbot):
        shown = Shown(stage, qtbot, dock="top")
        qtbot.waitUntil(lambda: "top" in shown.desktop.edges)
        shown.overlay.hide()
        assert shown.desktop.edges[-1] == "off"

    def test_it_docks_and_floats_again_while_it_is_shown(self, shown):
        before = shown.overlay.geometry()
        shown.stage.commands.change("dock", "top")
        assert shown.overlay.isVisible()
        assert shown.overlay.geometry().topLeft() == QPoint(0, 0)
        shown.stage.commands.change("dock", "off")
        assert shown.overlay.isVisible()
        assert shown.overlay.geometry() == before
        assert shown.desktop.stances == [Stance.FLOATING, Stance.DOCKED, Stance.FLOATING]

    def test_it_cannot_be_dragged_away(self, stage, qtbot):
        shown = Shown(stage, qtbot, dock="bottom")
        before = shown.overlay.geometry()
        drag(shown.overlay, QPoint(100, 60), QPoint(-60, -200))
        assert shown.overlay.geometry() == before
        assert stage.commands.settings.overlay_place == ""

    def test_where_a_window_may_not_place_itself_it_floats(self, stage, qtbot, monkeypatch):
        monkeypatch.setattr(Watched, "docks", False)
        shown = Shown(stage, qtbot, dock="bottom")
        assert shown.overlay.width() < shown.overlay.screen().availableGeometry().width()
        assert set(shown.desktop.edges) <= {"off"}

    def test_larger_text_makes_it_higher_at_its_edge(self, stage, qtbot):
        shown = Shown(stage, qtbot, dock="bottom")
        before = shown.overlay.geometry()
        stage.commands.change_text_size(3)
        now = shown.overlay.geometry()
        assert now.height() > before.height()
        assert now.bottom() == before.bottom()


class TestCovered:
    def test_it_comes_above_and_offers_to_stay(self, shown):
        shown.desktop.cover()
        assert shown.desktop.stances[-1] is Stance.ABOVE_ALL
        assert shown.overlay.isVisible()
        assert shown.overlay.status.text == "A full-screen window covers this."
        shown.press_link()
        assert shown.stage.commands.settings.above_fullscreen
        assert shown.desktop.stances == [Stance.FLOATING, Stance.ABOVE_ALL]
        assert not shown.overlay.status.link.isVisible()

    def test_without_an_answer_it_goes_below_again_and_does_not_ask_twice(self, shown):
        shown.desktop.cover()
        shown.overlay.telling._notice_ends.timeout.emit()
        assert shown.desktop.stances[-1] is Stance.FLOATING
        assert shown.overlay.status.text == ""
        shown.desktop.cover()
        assert shown.desktop.stances[-1] is Stance.FLOATING
        assert not shown.stage.commands.settings.above_fullscreen

    def test_captions_that_are_hidden_docked_or_above_already_do_not_ask(self, stage, qtbot):
        for settings in ({"dock": "top"}, {"above_fullscreen": True}):
            shown = Shown(stage, qtbot, **settings)
            shown.desktop.cover()
            assert not shown.overlay.status.link.isVisible()
        shown = Shown(stage, qtbot)
        shown.overlay.hide()
        shown.desktop.cover()
        assert not shown.overlay.isVisible()

    def test_other_notices_leave_the_question_where_it_is(self, shown):
        shown.desktop.cover()
        shown.overlay.telling.notice("Something else.")
        assert shown.overlay.status.text == "A full-screen window covers this."
        shown.overlay.event(QEvent(QEvent.Type.Enter))
        assert shown.overlay.status.action == "Stay above"
