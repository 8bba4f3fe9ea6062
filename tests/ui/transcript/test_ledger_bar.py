"""The ledger of a session as a bar: seen, pointed at, pressed, and used by keyboard."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from captioner.core.session import State
from captioner.core.timeline import Kind
from captioner.core.transcript import Gap, GapKind, Transcript
from captioner.ui.main.session_page import SessionPage
from captioner.ui.parts.theme import colours
from captioner.ui.sessions.window import SessionsWindow
from captioner.ui.transcript.ledger_bar import LedgerBar
from tests.ui.stage import STARTED, Stage, final, session

LOST = Gap(start_ms=40_000, end_ms=60_000, kind=GapKind.LOST, reason="Jabra was disconnected")
SAID = final("Good morning.", 1, 10_000)
LATER = final("Let us begin.", 2, 80_000)


@pytest.fixture
def bar(stage: Stage, qtbot) -> LedgerBar:
    bar = stage.own(LedgerBar())
    bar.resize(402, bar.sizeHint().height())
    with qtbot.waitExposed(bar):
        bar.show()
    bar.show_items(STARTED, (SAID, LOST, LATER), 100_000)
    return bar


def x_of(ms: int) -> int:
    return 1 + 4 * ms // 1000


def press(bar: LedgerBar, ms: int) -> None:
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(x_of(ms), 8))


def test_what_is_lost_is_seen_in_the_colour_of_warnings(bar):
    picture = bar.grab().toImage()
    warn = QColor(colours().warn)
    marked = {
        x
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y) == warn
    }
    assert min(marked) >= x_of(40_000) - 1
    assert max(marked) <= x_of(60_000) + 1
    assert len(marked) > 40


def test_a_press_goes_to_what_is_there(bar, qtbot):
    for ms, item in ((50_000, LOST), (80_100, LATER)):
        with qtbot.waitSignal(bar.wanted) as gone:
            press(bar, ms)
        assert gone.args == [item]


def test_a_press_where_it_is_quiet_goes_to_what_was_said_before(bar, qtbot):
    for ms, item in ((30_000, SAID), (95_000, LATER), (2_000, SAID)):
        with qtbot.waitSignal(bar.wanted) as gone:
            press(bar, ms)
        assert gone.args == [item]


def test_a_loss_too_short_to_see_is_drawn_and_found_all_the_same(bar, qtbot):
    short = Gap(start_ms=4_000_000, end_ms=4_001_000, kind=GapKind.LOST, reason="cut")
    bar.show_items(STARTED, (SAID, short), 8 * 3_600_000)
    at_x = round(bar._left(4_000_500))
    picture = bar.grab().toImage()
    column = {picture.pixelColor(at_x, y).name() for y in range(picture.height())}
    assert column & {colours().warn, colours().alert}
    with qtbot.waitSignal(bar.wanted) as gone:
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(at_x, 8))
    assert gone.args == [short]


def test_pointed_at_it_tells_when_and_what(bar, qtbot):
    for ms, told in (
        (50_000, "10:02:40–10:03:00 · 20 s missing: Jabra was disconnected"),
        (80_100, "Let us begin."),
        (30_000, "quiet"),
    ):
        at = QPoint(x_of(ms), 8)
        bar.event(QHelpEvent(QEvent.Type.ToolTip, at, bar.mapToGlobal(at)))
        qtbot.waitUntil(lambda told=told: told in QToolTip.text())


def test_the_keyboard_goes_from_stretch_to_stretch_and_there(bar, qtbot):
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    told = []
    for _ in bar.stretches:
        told.append(bar.accessibleDescription().split(" · ")[1])
        QTest.keyClick(bar, Qt.Key.Key_Right)
    assert told == [
        "quiet",
        "Good morning.",
        "quiet",
        "20 s missing: Jabra was disconnected",
        "quiet",
        "Let us begin.",
        "quiet",
    ]
    QTest.keyClick(bar, Qt.Key.Key_Home)
    QTest.keyClick(bar, Qt.Key.Key_Right)
    with qtbot.waitSignal(bar.wanted) as gone:
        QTest.keyClick(bar, Qt.Key.Key_Return)
    assert gone.args == [SAID]


def test_what_a_device_or_a_speaker_is_called_is_never_markup(bar):
    gap = Gap(start_ms=0, end_ms=9_000, kind=GapKind.LOST, reason="<b>x</b> & <img src=x>")
    bar.show_items(STARTED, (gap,), 10_000)
    assert "<b>x</b>" in bar.text_of(0)
    at = QPoint(20, 8)
    bar.event(QHelpEvent(QEvent.Type.ToolTip, at, bar.mapToGlobal(at)))
    assert "<b>" not in QToolTip.text()


def test_a_session_without_length_can_be_pressed(bar):
    bar.show_items(STARTED, (), 0)
    press(bar, 50_000)
    QTest.keyClick(bar, Qt.Key.Key_Right)
    QTest.keyClick(bar, Qt.Key.Key_Return)
    bar.grab()


class TestWhereItStands:
    def test_live_it_grows_with_the_session_and_leads_into_the_text(self, stage, qtbot):
        page = stage.own(SessionPage(stage.commands, stage.model))
        page.resize(480, 400)
        with qtbot.waitExposed(page):
            page.show()
        stage.listen()
        stage.app.heard_s = 4_000.0
        stage.model.final(SAID)
        for turn in range(3, 40):
            stage.model.final(final(f"Line {turn}.", turn, 11_000 + 500 * turn))
        stage.model.gap(LOST)
        page.panel._account.timeout.emit()
        bar = page.panel.ledger
        assert [one.end_ms for one in bar.stretches][-1] == 4_000_000
        bar.wanted.emit(SAID)
        assert not page.panel.view.is_live
        assert page.panel.view.textCursor().block().text().endswith("Good morning.")

    def test_a_long_session_is_accounted_for_only_where_a_pixel_more_is_seen(
        self, stage, qtbot, monkeypatch
    ):
        page = stage.own(SessionPage(stage.commands, stage.model))
        with qtbot.waitExposed(page):
            page.show()
        stage.listen()
        stage.app.heard_s = 8 * 3600.0
        page.panel._account.timeout.emit()
        shown: list[int] = []
        monkeypatch.setattr(
            page.panel.ledger, "show_items", lambda _, __, total_ms, ___: shown.append(total_ms)
        )
        for _ in range(120):
            stage.app.heard_s += 1
            page.panel._account.timeout.emit()
        assert 1 <= len(shown) <= 4

    def test_it_counts_only_in_sight_and_while_a_session_runs(self, stage, qtbot):
        page = stage.own(SessionPage(stage.commands, stage.model))
        stage.listen()
        assert not page.panel._account.isActive()
        with qtbot.waitExposed(page):
            page.show()
        assert page.panel._account.isActive()
        page.hide()
        assert not page.panel._account.isActive()
        page.show()
        stage.model.state_changed(State.IDLE)
        assert not page.panel._account.isActive()

    def test_what_goes_off_the_record_leaves_it_at_once(self, stage, qtbot):
        page = stage.own(SessionPage(stage.commands, stage.model))
        with qtbot.waitExposed(page):
            page.show()
        stage.listen()
        stage.model.final(final("My number is 1234.", 1, 1_000))
        stage.app.heard_s = 4_000.0
        page.panel._account.timeout.emit()
        bar = page.panel.ledger
        assert any("1234" in bar.text_of(n) for n in range(len(bar.stretches)))
        stage.commands.off_the_record()
        assert not any("1234" in bar.text_of(n) for n in range(len(bar.stretches)))
        assert Kind.OFF_THE_RECORD in {one.kind for one in bar.stretches}

    def test_a_past_session_has_it_too(self, stage, qtbot):
        kept = session(seconds=100.0)
        stage.app.library.transcripts["s1"] = Transcript(kept, (SAID, LATER), (LOST,))
        window = stage.own(SessionsWindow(stage.commands))
        window.open_session("s1")
        bar = window.reading.ledger
        kinds = [one.kind for one in bar.stretches if one.kind is not Kind.QUIET]
        assert kinds == [Kind.CAPTIONED, Kind.LOST, Kind.CAPTIONED]
        bar.wanted.emit(LOST)
        assert "missing" in window.view.textCursor().block().text()
