import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from captioner.core.events import Opened
from captioner.core.session import State
from captioner.core.settings import Settings
from captioner.core.status import OVERLAY_LENGTH, WORDS, Condition, Status
from captioner.ui.desktop.plain import Plain
from captioner.ui.overlay.controls import OverlayButton
from captioner.ui.overlay.look import Look
from captioner.ui.overlay.window import OverlayWindow
from tests.ui.stage import LOUD, SILENT, Stage, final, partial, session

VALUES = {
    "d": "Jabra Evolve 65",
    "d2": "Built-in microphone",
    "n": "26",
    "time": "10:14",
    "start": "10:14:05",
    "end": "10:14:31",
    "reason": "the cable was pulled",
    "why": "The service refused the setting Mode.",
    "advice": "Change Mode and start again.",
    "service": "AssemblyAI",
    "length": "54 min",
    "title": "Tue 24 Nov 10:02, 54 min",
}


@pytest.fixture
def overlay(stage: Stage, qtbot) -> OverlayWindow:
    return shown(stage, qtbot)


def shown(stage: Stage, qtbot) -> OverlayWindow:
    overlay = stage.own(OverlayWindow(stage.commands, stage.model, Plain(), stage.clock))
    with qtbot.waitExposed(overlay):
        overlay.show()
    return overlay


class Sharing(Plain):
    """A desktop that can hide a window from screen shares, or cannot."""

    def __init__(self, *, can: bool) -> None:
        self.can = can
        self.asked: list[bool] = []

    def hide_from_shares(self, window: QWidget, *, on: bool) -> bool:
        self.asked.append(on)
        return self.can and on


@pytest.mark.parametrize(
    ("can", "told"),
    [
        (True, "Screen shares leave the captions out."),
        (False, "Others see the captions in a screen share."),
    ],
)
def test_hidden_from_screen_shares_or_not_is_told_as_it_is(stage, qtbot, can, told):
    desktop = Sharing(can=can)
    overlay = stage.own(OverlayWindow(stage.commands, stage.model, desktop, stage.clock))
    with qtbot.waitExposed(overlay):
        overlay.show()
    assert desktop.asked == []  # as windows are
    stage.commands.change("in_shares", False)
    assert desktop.asked == [True]
    assert overlay.status.text == told
    stage.commands.change("in_shares", True)
    assert desktop.asked == [True, False]
    assert overlay.status.text == "Others see the captions in a screen share."


def test_an_overlay_that_is_to_be_hidden_from_shares_is_so_once_it_is_shown(stage, qtbot):
    stage.commands.change("in_shares", False)
    desktop = Sharing(can=True)
    overlay = stage.own(OverlayWindow(stage.commands, stage.model, desktop, stage.clock))
    assert desktop.asked == []
    with qtbot.waitExposed(overlay):
        overlay.show()
    assert desktop.asked == [True]


def button(overlay: OverlayWindow, name: str) -> OverlayButton:
    return next(
        made
        for made in overlay.controls.findChildren(OverlayButton)
        if made.accessibleName() == name
    )


def press(link: QAbstractButton) -> None:
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)


def drag(overlay: OverlayWindow, start: QPoint, by: QPoint) -> None:
    at = overlay.mapToGlobal(start)
    left = Qt.MouseButton.LeftButton
    for kind, point in (
        (QEvent.Type.MouseButtonPress, at),
        (QEvent.Type.MouseMove, at + by),
        (QEvent.Type.MouseButtonRelease, at + by),
    ):
        local = QPointF(overlay.mapFromGlobal(point))
        event = QMouseEvent(kind, local, QPointF(point), left, left, Qt.KeyboardModifier.NoModifier)
        if kind is QEvent.Type.MouseButtonPress:
            overlay.mousePressEvent(event)
        elif kind is QEvent.Type.MouseMove:
            overlay.mouseMoveEvent(event)
        else:
            overlay.mouseReleaseEvent(event)


def test_it_never_takes_the_focus_and_stays_on_top(overlay):
    flags = overlay.windowFlags()
    assert flags & Qt.WindowType.WindowDoesNotAcceptFocus
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert flags & Qt.WindowType.FramelessWindowHint
    assert overlay.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert overlay.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_it_shows_what_is_heard_and_starts_anew_with_a_session(overlay, stage):
    stage.model.partial(partial("we met"))
    assert overlay.view.text() == "– we met"
    stage.model.final(final("We met."))
    assert overlay.view.text() == "– We met."
    stage.listen()
    assert overlay.view.text() == ""


@pytest.mark.parametrize("condition", Condition)
def test_every_condition_is_said_in_at_most_40_characters(overlay, stage, condition):
    stage.model.status(Status(condition, VALUES))
    said = overlay.status.text
    assert len(said) <= OVERLAY_LENGTH
    assert bool(said) == bool(WORDS[condition].overlay) or condition is Condition.LISTENING
    assert "{" not in said


def test_trouble_with_the_account_is_nobody_elses_business(overlay, stage):
    for condition in (Condition.REFUSED_KEY, Condition.NO_CREDIT):
        stage.model.status(Status(condition, VALUES))
        assert "key" not in overlay.status.text
        assert "credit" not in overlay.status.text


def test_the_bars_move_with_sound_and_rest_without(overlay, stage):
    stage.model.level(LOUD)
    assert overlay.status.bars.moving
    stage.model.level(SILENT)
    assert overlay.status.bars.moving  # a pause between words
    for _ in range(4):
        stage.model.level(SILENT)
    assert not overlay.status.bars.moving
    stage.model.level(LOUD)
    stage.model.state_changed(State.PAUSED)
    assert not overlay.status.bars.moving


def test_the_status_row_keeps_its_room_so_that_text_never_moves(overlay, stage):
    before = overlay.geometry(), overlay.view.look.text_top
    stage.model.status(Status(Condition.QUIET, VALUES))
    stage.model.status(Status(Condition.LISTENING, VALUES))
    overlay.controls.appear()
    assert (overlay.geometry(), overlay.view.look.text_top) == before
    text_ends = overlay.view.look.text_top + 3 * overlay.view.look.line_height
    assert overlay.status.geometry().top() >= text_ends


def test_the_controls_come_with_the_pointer_and_go_1500_ms_after_it(overlay, qtbot):
    assert not overlay.controls.isVisible()
    overlay.event(QEvent(QEvent.Type.Enter))
    assert overlay.controls.isVisible()
    overlay.event(QEvent(QEvent.Type.Leave))
    assert overlay.controls.isVisible()
    assert overlay.controls._leave.interval() == 1500
    overlay.controls._leave.timeout.emit()
    qtbot.waitUntil(lambda: not overlay.controls.isVisible())


def test_every_control_is_32_pixels_named_and_tells_its_key(overlay, stage):
    stage.listen()
    names = [made.accessibleName() for made in overlay.controls.findChildren(OverlayButton)]
    assert names == ["Mute me", "Pause", "Smaller text", "Larger text", "More", "Stop and save"]
    assert not button(overlay, "Mute me").isVisibleTo(overlay.controls)  # one source is heard
    for made in overlay.controls.findChildren(OverlayButton):
        assert made.sizeHint().width() == made.sizeHint().height() == 32
        assert made.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert button(overlay, "Pause").toolTip() == "Pause (Ctrl+Shift+F10)"


def test_pause_becomes_resume_while_paused(overlay, stage):
    stage.listen()
    button(overlay, "Pause").click()
    assert stage.app.calls == ["pause"]
    button(overlay, "Resume").click()
    assert stage.app.calls == ["pause", "resume"]


def test_larger_and_smaller_keep_its_bottom_in_place(overlay, stage):
    bottom = overlay.geometry().bottom()
    button(overlay, "Larger text").click()
    assert stage.commands.settings.text_size == 110
    assert overlay.geometry().bottom() == bottom
    for _ in range(20):
        button(overlay, "Smaller text").click()
    assert stage.commands.settings.text_size == 50


def test_a_button_that_changes_the_size_stays_under_the_pointer(overlay, stage):
    overlay.event(QEvent(QEvent.Type.Enter))
    for name in ("Larger text", "Smaller text"):
        pressed = button(overlay, name)
        place = pressed.mapToGlobal(pressed.rect().center())
        for _ in range(3):
            pressed.click()
            assert pressed.mapToGlobal(pressed.rect().center()) == place
    assert stage.commands.settings.text_size == 100
    button(overlay, "Larger text").click()
    held = overlay.geometry()
    overlay.event(QEvent(QEvent.Type.Leave))
    free = overlay.screen().availableGeometry()
    assert overlay.geometry().size() == held.size()
    assert abs(overlay.geometry().center().x() - free.center().x()) <= 1


def test_its_tooltips_show_though_it_is_never_active(overlay):
    assert overlay.testAttribute(Qt.WidgetAttribute.WA_AlwaysShowToolTips)


def test_while_the_pointer_rests_on_it_a_reader_is_not_taken_back_to_live(overlay, stage):
    for turn in range(9):
        stage.model.final(final(f"Line {turn}.", turn, 5000 * turn))
    overlay.event(QEvent(QEvent.Type.Enter))
    overlay.view.look_back(3)
    assert not overlay.view.seen.returns
    overlay.event(QEvent(QEvent.Type.Leave))
    assert overlay.view.seen.returns


def test_close_stops_says_that_it_is_saved_and_offers_to_start_again(overlay, stage):
    stage.listen()
    button(overlay, "Stop and save").click()
    assert "stop" in stage.app.calls
    assert overlay.isVisible()
    stage.model.status(Status(Condition.ENDED, VALUES))
    assert overlay.status.text == "Saved. 54 min."
    assert overlay.status.link.isVisible()
    press(overlay.status.link)
    assert stage.app.calls[-1] == "start"
    assert not overlay.status.link.isVisible()


def test_while_the_last_words_are_kept_it_says_so(overlay, stage):
    stage.listen()
    stage.model.state_changed(State.STOPPING)
    assert overlay.status.text == "Saving…"
    stage.model.status(Status(Condition.ENDED, VALUES))
    assert overlay.status.text == "Saved. 54 min."
    assert not overlay.status.link.isVisible()  # it cannot start yet
    stage.model.state_changed(State.IDLE)
    assert overlay.status.action == "Start again"


def test_whoever_looks_back_is_told_too_that_it_is_saved(overlay, stage):
    stage.listen()
    for turn in range(9):
        stage.model.final(final(f"Line {turn}.", turn, 5000 * turn))
    overlay.view.look_back(3)
    stage.model.state_changed(State.STOPPING)
    stage.model.status(Status(Condition.ENDED, VALUES))
    stage.model.state_changed(State.IDLE)
    assert overlay.status.text == "Saved. 54 min."
    assert overlay.status.action == "Start again"


def test_with_nothing_to_stop_close_hides_the_captions(overlay, stage, qtbot):
    with qtbot.waitSignal(stage.commands.show_overlay) as hidden:
        button(overlay, "Hide captions").click()
    assert hidden.args == [False]
    assert "stop" not in stage.app.calls


def test_before_the_first_words_it_says_what_is_listened_to(overlay, stage):
    stage.listen()
    stage.model.status(Status(Condition.EXPECTS, VALUES))
    assert overlay.status.text == "Listening to Jabra Evolve 65…"
    stage.model.status(Status(Condition.HEARS, VALUES))
    assert overlay.status.text == "Hears sound. Words follow."


@pytest.mark.parametrize(
    ("engine", "service", "said"),
    [
        ("ondevice", "", "On this computer"),
        ("assemblyai", "AssemblyAI", "AssemblyAI hears this"),
        ("assemblyai-v2", "captions.example.org:8765", "captions.example.org:87… hears this"),
        ("replay", "", "A recorded session"),
    ],
)
def test_with_nothing_else_to_say_it_says_who_hears_this(overlay, stage, engine, service, said):
    stage.app.service = service
    stage.listen()
    stage.model.session_opened(session(), Opened(engine=engine))
    stage.model.status(Status(Condition.LISTENING, VALUES))
    assert overlay.status.text == said
    assert len(said) <= OVERLAY_LENGTH


def test_it_tells_when_another_recogniser_takes_over(overlay, stage):
    stage.app.service = "AssemblyAI"
    stage.model.session_opened(session(), Opened(engine="assemblyai"))
    stage.model.status(Status(Condition.LISTENING, VALUES))
    assert overlay.status.text == "AssemblyAI hears this"
    stage.model.session_opened(session(), Opened(engine="ondevice"))
    assert overlay.status.text == "On this computer"


def test_it_first_stands_bottom_centre_and_is_remembered_where_it_is_put(overlay, stage, qtbot):
    free = overlay.screen().availableGeometry()
    assert abs(overlay.geometry().center().x() - free.center().x()) <= 1
    assert free.bottom() - overlay.geometry().bottom() == 96
    drag(overlay, QPoint(100, 60), QPoint(-60, -200))
    put = overlay.geometry()
    again = shown(stage, qtbot)
    assert again.geometry() == put


def test_locked_it_stays_where_it_is(overlay, stage):
    stage.commands.change("locked", True)
    before = overlay.geometry()
    drag(overlay, QPoint(100, 60), QPoint(-60, -200))
    assert overlay.geometry() == before


def test_dragging_an_edge_changes_lines_and_characters(overlay, stage):
    before = stage.commands.settings
    drag(overlay, QPoint(200, 2), QPoint(0, -int(2 * overlay.view.look.line_height)))
    assert stage.commands.settings.lines == before.lines + 2
    assert overlay.height() > 250
    drag(overlay, QPoint(overlay.width() - 2, 60), QPoint(-120, 0))
    assert 20 <= stage.commands.settings.width < before.width


def test_when_every_screen_it_was_on_is_gone_it_comes_back(stage, qtbot):
    stage.commands.use(Settings(overlay_place="9000,9000,GONE-1"))
    overlay = shown(stage, qtbot)
    assert overlay.screen().availableGeometry().contains(overlay.geometry())
    assert stage.commands.settings.overlay_place == "9000,9000,GONE-1"


def test_scrolled_back_the_status_row_leads_back_to_live(overlay, stage, qtbot):
    for turn in range(9):
        stage.model.final(final(f"Line {turn}.", turn, 5000 * turn))
    overlay.view.look_back(3)
    assert overlay.status.text == "Earlier"
    assert overlay.status.link.text() == "Skip to now"
    stage.model.final(final("New.", 20, 90_000))
    qtbot.waitUntil(lambda: overlay.status.text == "1 new line")
    overlay.event(QEvent(QEvent.Type.Enter))
    link = overlay.status.link
    assert link.isVisible()
    assert (
        not link.geometry().translated(overlay.status.pos()).intersects(overlay.controls.geometry())
    )
    press(link)
    assert overlay.view.live
    assert not link.isVisible()


@pytest.mark.parametrize("width", [20, 30, 42])
def test_skip_to_now_has_room_in_a_narrow_overlay_too(stage, qtbot, width):
    stage.commands.use(Settings(width=width, text_size=50))
    overlay = shown(stage, qtbot)
    for turn in range(9):
        stage.model.final(final(f"Line {turn}.", turn, 5000 * turn))
    overlay.event(QEvent(QEvent.Type.Enter))
    overlay.view.look_back(3)
    link = overlay.status.link
    at = link.geometry().translated(overlay.status.pos())
    assert link.isVisible()
    assert at.width() >= 32
    assert not at.intersects(overlay.controls.geometry())
    bars = overlay.status.bars
    assert bars.isHidden() or not bars.geometry().intersects(link.geometry())
    press(link)
    assert overlay.view.live
    assert not bars.isHidden()


def test_click_through_is_set_on_the_shown_window_and_says_how_it_ends(overlay):
    overlay.set_click_through(True)
    assert overlay.windowHandle().flags() & Qt.WindowType.WindowTransparentForInput
    assert "Ctrl+Shift+F12" in overlay.status.text
    overlay.set_click_through(False)
    assert not overlay.windowHandle().flags() & Qt.WindowType.WindowTransparentForInput


def test_a_notice_goes_by_itself(overlay, stage):
    stage.model.status(Status(Condition.QUIET, VALUES))
    overlay.telling.notice("Something short.")
    assert overlay.status.text == "Something short."
    overlay.telling._notice_ends.timeout.emit()
    assert overlay.status.text == "Listening. Nobody is speaking."


def test_the_menu_is_asked_for_by_the_right_button_and_by_more(overlay, qtbot):
    with qtbot.waitSignal(overlay.more_wanted):
        QTest.mouseClick(overlay, Qt.MouseButton.RightButton, pos=QPoint(100, 50))
    with qtbot.waitSignal(overlay.more_wanted):
        button(overlay, "More").click()


def test_it_moves_to_another_screen_at_the_same_height(overlay):
    above = overlay.screen().availableGeometry().bottom() - overlay.geometry().bottom()
    overlay.move_to_screen(overlay.screen())
    rect: QRect = overlay.geometry()
    assert overlay.screen().availableGeometry().bottom() - rect.bottom() == above


def test_the_microphone_beside_a_meeting_is_muted_from_the_captions(stage: Stage, qtbot):
    stage.commands_with(Settings(source="both", first_word_seen=True))
    overlay = shown(stage, qtbot)
    stage.listen()
    buttons = {b.accessibleName(): b for b in overlay.controls.findChildren(OverlayButton)}
    overlay.controls.appear()
    assert buttons["Mute me"].isVisibleTo(overlay.controls)
    buttons["Mute me"].click()
    assert stage.app.calls == ["mute"]
    assert buttons["Mute me"].accessibleName() == "Unmute me"
    assert overlay.status.text == "Your microphone is muted."
    stage.commands.change("source", "meeting")
    assert not buttons["Mute me"].isVisibleTo(overlay.controls)


def test_with_two_lanes_there_is_room_for_who_speaks(stage: Stage, qtbot):
    one, both = (Look.of(Settings(source=source)) for source in ("meeting", "both"))
    assert both.gutter > both.metrics.horizontalAdvance("Others")
    assert both.room(both.size().width()) == pytest.approx(one.room(one.size().width()), abs=1)
