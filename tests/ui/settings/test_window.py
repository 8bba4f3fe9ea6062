import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea

from captioner.core.engines import ENGINES
from captioner.core.errors import ModelMissing, NetworkError
from captioner.core.setting_values import get
from captioner.core.settings import ABOUT, DEFAULTS, Page, Settings
from captioner.ui.overlay.look import Look
from captioner.ui.parts.theme import colours
from captioner.ui.settings.control import Control
from captioner.ui.settings.controls import Switch
from captioner.ui.settings.fold import Fold
from captioner.ui.settings.presets import PRESETS
from captioner.ui.settings.window import SettingsWindow
from tests.ui.stage import SOURCES, Stage

SHOWN = [name for name, about in ABOUT.items() if not about.hidden]


def opened(stage: Stage, qtbot, **settings) -> SettingsWindow:
    window = stage.own(SettingsWindow(stage.commands_with(Settings(**settings)), stage.model))
    with qtbot.waitExposed(window):
        window.show_setting("")
    return window


@pytest.fixture
def window(stage: Stage, qtbot) -> SettingsWindow:
    return opened(stage, qtbot)


def button(window: SettingsWindow, text: str) -> QPushButton:
    return next(b for b in window.findChildren(QPushButton) if b.text() == text)


def press(window: SettingsWindow, text: str) -> None:
    button(window, text).click()


def test_every_setting_has_a_named_control_and_hidden_ones_have_none(window):
    assert set(window.rows) == set(SHOWN)
    for name, row in window.rows.items():
        assert row.control.field.accessibleName() == ABOUT[name].label
        assert ABOUT[name].help in row._help.text()


def test_every_setting_can_be_reached_by_its_name(window):
    for name in SHOWN:
        window.show_setting(name)
        assert window._list.currentRow() == list(Page).index(ABOUT[name].page)


def test_every_number_says_its_range_and_unit(window):
    assert "50 to 200 %." in window.rows["text_size"]._help.text()
    assert window.rows["end_utterance_silence_threshold"].control.field.suffix() == " ms"


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, QKeySequence.StandardKey.Close])
def test_escape_and_the_key_that_closes_windows_close_it(window, qtbot, key):
    qtbot.keySequence(window, QKeySequence(key))
    assert not window.isVisible()


def test_a_change_acts_at_once_and_is_saved_shortly_after(window, stage, qtbot):
    window.rows["lines"].control.field.setValue(5)
    assert stage.commands.settings.lines == 5
    assert stage.app.calls == []
    qtbot.waitUntil(lambda: stage.app.settings.lines == 5)


def test_what_does_not_fit_is_refused_at_the_control_with_its_sentence(window, stage):
    row = window.rows["lines"]
    row.control.field.setValue(99)
    assert stage.commands.settings.lines == 3
    assert row._refusal.text() == "Lines cannot be 99. Choose 1 to 6."
    row.control.field.setValue(4)
    assert row._refusal.isHidden()


@pytest.mark.parametrize("engine", ENGINES)
def test_what_a_recogniser_cannot_do_is_folded_away_and_says_why(stage, qtbot, engine):
    window = opened(stage, qtbot, engine=engine)
    for name, reason in ENGINES[engine].cannot.items():
        row = window.rows[name]
        window._list.setCurrentRow(list(Page).index(ABOUT[name].page))
        assert not row.isVisible()
        assert not row.control.isEnabled()
        assert reason in row._help.text()
    assert window.rows["engine"].control.isEnabled()


def test_one_line_tells_how_many_settings_are_folded_away_and_unfolds_them(window, qtbot):
    window._list.setCurrentRow(list(Page).index(Page.ADVANCED))
    row = window.rows["encoding"]
    lines = [one for one in window.findChildren(QPushButton) if "no effect" in one.text()]
    line = next(one for one in lines if one.isVisible())
    assert line.text().startswith("9 settings have no effect with “This computer”")
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Space)
    assert row.isVisible()
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert not row.isVisible()


def test_rows_come_back_in_their_order_with_a_recogniser_that_can_do_them(window, stage):
    window._list.setCurrentRow(list(Page).index(Page.ADVANCED))
    stage.commands.change("engine", "assemblyai")
    shown = [name for name in SHOWN if ABOUT[name].page is Page.ADVANCED]
    assert all(window.rows[name].isVisible() for name in shown)
    QTest.qWait(0)
    tops = [window.rows[name].mapTo(window, QPoint()).y() for name in shown]
    assert tops == sorted(set(tops))


def test_a_setting_that_is_folded_away_can_still_be_shown(window, qtbot):
    for name in ("server_url", "window_opacity"):
        window.show_setting(name)
        assert window.rows[name].isVisible()


def test_what_waits_for_the_next_start_says_so_while_a_session_runs(window, stage):
    source = window.rows["source"]
    assert source._tag.isHidden()
    stage.listen()
    assert source._tag.isVisibleTo(source)
    stage.commands.stop()
    assert source._tag.isHidden()


def test_what_acts_at_once_never_says_that_it_waits(window, stage):
    stage.listen()
    assert window.rows["lines"]._tag.isHidden()
    assert window.rows["word_boost"]._tag.isHidden()  # acts at once on this computer


def test_a_preset_sets_its_style_and_leaves_the_rest(stage, qtbot):
    window = opened(stage, qtbot, lines=5, steadiness="steady")
    for name, style in PRESETS.items():
        press(window, name)
        assert {setting: get(stage.commands.settings, setting) for setting in style} == style
    assert stage.commands.settings.lines == 5
    assert stage.commands.settings.steadiness == "steady"


def test_the_style_of_the_system_is_offered_where_the_user_has_chosen_one(
    stage, qtbot, monkeypatch
):
    chosen = {"text_colour": "#ffff00", "text_size": 150}
    monkeypatch.setattr("captioner.ui.settings.window.caption_style", lambda: chosen)
    window = opened(stage, qtbot, box_opacity=20)
    press(window, "As in the system")
    settings = stage.commands.settings
    assert (settings.text_colour, settings.text_size) == ("#ffff00", 150)
    assert settings.box_opacity == DEFAULTS.box_opacity


def test_restore_defaults_restores_the_page_in_sight_only(stage, qtbot):
    window = opened(stage, qtbot, lines=5, idle_minutes=3, overlay_place="1,2,x")
    press(window, "Restore defaults")
    assert stage.commands.settings.lines == DEFAULTS.lines
    assert stage.commands.settings.idle_minutes == 3
    assert stage.commands.settings.overlay_place == "1,2,x"
    assert window.rows["lines"].control.field.value() == DEFAULTS.lines


def test_restored_defaults_can_be_undone_by_keyboard(stage, qtbot):
    window = opened(stage, qtbot, lines=5, word_boost=("Lyon", "Marta"))
    window.show_setting("word_boost")
    restore = button(window, "Restore defaults")
    restore.setFocus()
    qtbot.keyClick(restore, Qt.Key.Key_Space)
    assert stage.commands.settings.word_boost == ()
    assert stage.commands.settings.lines == 5
    undo = window.focusWidget()
    assert undo is button(window, "Undo")
    qtbot.keyClick(undo, Qt.Key.Key_Space)
    assert stage.commands.settings.word_boost == ("Lyon", "Marta")
    assert not undo.isVisible()


def test_undo_goes_with_the_next_change_and_with_the_page(stage, qtbot):
    window = opened(stage, qtbot, lines=5, idle_minutes=3)
    undo = button(window, "Undo")
    for leave in (
        lambda: window.rows["lines"].control.edited.emit(2),
        lambda: window._list.setCurrentRow(1),
        window.close,
    ):
        press(window, "Restore defaults")
        assert undo.isVisible()
        leave()
        assert not undo.isVisible()


def test_where_nothing_differs_there_is_nothing_to_restore(window, stage):
    restore = button(window, "Restore defaults")
    assert not restore.isEnabled()
    stage.commands.change("lines", 4)
    assert restore.isEnabled()


@pytest.mark.parametrize(("size", "lines"), [(50, 1), (100, 3), (100, 6), (200, 3), (200, 6)])
def test_the_preview_shows_every_line_whole_at_any_size(stage, qtbot, size, lines):
    window = opened(stage, qtbot, text_size=size, lines=lines)
    view = window._preview._grounds._view
    assert view.look.lines == lines
    assert view.parentWidget().rect().contains(view.geometry())
    assert view.height() >= view.look.text_top + lines * view.look.line_height
    assert len(view._painted) == lines


def test_the_preview_grows_with_the_size_and_says_where_it_is_smaller(stage, qtbot):
    window = opened(stage, qtbot, text_size=100)
    view = window._preview._grounds._view
    usual = view.look.line_height
    stage.commands.change("text_size", 200)
    assert view.look.line_height > 1.5 * usual
    stage.commands.change("lines", 6)
    told = int(window._preview._scale.text().partition(" %")[0].rpartition(" ")[2])
    real = Look.of(stage.commands.settings).line_height
    assert view.look.line_height == pytest.approx(real * told / 100, rel=0.1)


def test_an_open_list_shows_all_of_its_entries_in_full(stage, qtbot):
    window = opened(stage, qtbot, engine="assemblyai")
    window.show_sources(SOURCES)
    for name in ("text_colour", "outline", "source", "engine", "speech_model"):
        window.show_setting(name)
        box = window.rows[name].control.field
        qtbot.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        view = box.view()
        with qtbot.waitExposed(view.window()):
            pass
        shown = view.viewport().rect()
        for row in range(box.count()):
            place = view.visualRect(box.model().index(row, 0))
            assert shown.contains(place), (name, box.itemText(row), shown, place)
        assert view.sizeHintForColumn(0) <= shown.width(), name
        box.hidePopup()


def test_the_preview_follows_every_change(window, stage):
    before = window._preview.grab().toImage()
    stage.commands.change("text_colour", "#ffff00")
    assert window._preview.grab().toImage() != before


def test_sources_are_offered_by_their_names(window, stage):
    window.show_sources(SOURCES)
    box = window.rows["source"].control.field
    assert box.itemText(0) == "Meeting audio (what you hear)"
    assert box.findData("pulse:hdmi") < 0
    box.activated.emit(box.findData("microphone"))
    assert stage.commands.settings.source == "microphone"


def test_a_colour_may_be_one_of_ones_own(window, stage):
    box = window.rows["text_colour"].control.field
    box.setEditText("#12ab34")
    box.lineEdit().editingFinished.emit()
    assert stage.commands.settings.text_colour == "#12ab34"


def test_a_font_that_is_gone_is_named_as_such(stage, qtbot):
    window = opened(stage, qtbot, font="No Such Font")
    assert window.rows["font"].control.field.currentText() == "No Such Font (not here)"


def test_a_key_that_does_not_work_says_why_at_its_control(window):
    window.show_key_conflicts({"hotkey_pause": "Another program has Ctrl+Shift+F10."})
    assert "Another program" in window.rows["hotkey_pause"]._refusal.text()
    assert window.rows["hotkey_show"]._refusal.isHidden()


def test_the_wheel_scrolls_the_page_and_changes_no_value(window, qtbot):
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent

    for name in ("lines", "weight", "text_size", "font"):
        at = QPointF(3, 3)
        buttons = Qt.MouseButton.NoButton
        wheel = QWheelEvent(
            at,
            at,
            QPoint(),
            QPoint(0, 120),
            buttons,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        window.rows[name].control.field.wheelEvent(wheel)
        assert not wheel.isAccepted()


def test_a_model_that_is_not_here_can_be_downloaded(stage, qtbot):
    stage.app.models.here = False
    window = opened(stage, qtbot)
    assert "It is not here yet." in window._models._says.text()
    window._models._get.click()
    assert "It is here." in window._models._says.text()
    assert window._models._get.isHidden()


def test_a_model_that_turns_out_to_be_no_good_gives_way_to_the_one_before(stage, qtbot):
    window = opened(stage, qtbot, model="tiny-en")
    stage.app.models.here = False
    window._commands.change("model", "small-streaming-en")
    refusal = stage.app.models.refusal = ModelMissing("It read a sample wrong.", "Try later.")
    told = []
    stage.model.failed.connect(told.append)
    window._models._get.click()
    assert window._commands.settings.model == "tiny-en"
    assert told == [refusal]


def test_a_model_whose_download_was_cut_off_stays_chosen(stage, qtbot):
    window = opened(stage, qtbot, model="tiny-en")
    stage.app.models.here = False
    window._commands.change("model", "small-streaming-en")
    stage.app.models.refusal = NetworkError("No network.", "Try again.")
    window._models._get.click()
    assert window._commands.settings.model == "small-streaming-en"
    assert not window._models._get.isHidden()


def test_escape_closes_it_and_the_focus_was_on_the_pages(window, qtbot):
    assert window.focusWidget() is window._list
    press(window, "Close")
    assert not window.isVisible()
    assert QApplication.activeModalWidget() is None


def test_a_page_is_as_long_as_what_stands_on_it(window, qtbot):
    for number in range(len(Page)):
        window._list.setCurrentRow(number)
        area = next(one for one in window.findChildren(QScrollArea) if one.isVisible())
        inside = area.widget()
        wanted = inside.layout().heightForWidth(inside.width())
        assert inside.height() == max(wanted, area.viewport().height())


def test_controls_end_at_one_edge_and_most_are_of_one_width(window):
    window._list.setCurrentRow(0)
    shown = [row.control for row in window.rows.values() if row.isVisible()]
    edges = {field_edge(control) for control in shown}
    assert len(edges) == 1
    broad = [control.width() for control in shown if not isinstance(control, Switch)]
    assert max(broad.count(width) for width in broad) >= len(broad) - 1


def field_edge(control: Control) -> int:
    """Where the control's field ends, in its window."""
    return control.field.mapTo(control.window(), control.field.rect().topRight()).x()


@pytest.mark.parametrize("engine", ENGINES)
def test_the_recogniser_says_where_the_sound_goes(stage, qtbot, engine):
    window = opened(stage, qtbot, engine=engine)
    assert ENGINES[engine].summary in window.rows["engine"]._help.text()


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_a_box_that_has_the_focus_is_framed_on_all_sides(stage, qtbot, qapp, direction):
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(direction)
    try:
        window = opened(stage, qtbot)
        window.show_setting("keep_nothing")
        box = window.rows["keep_nothing"].control.field
        qtbot.waitUntil(box.hasFocus)
        picture = box.grab().toImage()
        frame = QColor(colours().accent).rgb()
        framed = [x for x in range(picture.width()) if picture.pixelColor(x, 9).rgb() == frame]
        assert len(framed) == 4
        assert framed[-1] - framed[0] == 17
    finally:
        qapp.setLayoutDirection(before)


def test_a_key_is_emptied_with_an_icon_of_our_own_and_by_keyboard(window, stage, qtbot):
    window.show_setting("hotkey_mark")
    field = window.rows["hotkey_mark"].control.field
    (clear,) = field.findChildren(QAction)
    assert clear.property("captioner_icon") == "close"
    clear.trigger()
    assert stage.commands.settings.hotkey_mark == ""
    for key, held, kept in (
        (Qt.Key.Key_F6, Qt.KeyboardModifier.ControlModifier, "Ctrl+F6"),
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier, ""),
    ):
        qtbot.keyClick(field, key, held)
        qtbot.waitUntil(lambda kept=kept: stage.commands.settings.hotkey_mark == kept)
    assert field.keySequence().isEmpty()


def test_shift_tab_leads_back_from_a_key_and_leaves_it_as_it_is(window, stage, qtbot):
    window.show_setting("hotkey_mark")
    field, before = window.rows["hotkey_mark"].control.field, window.rows["hotkey_pause"].control
    key = field.keySequence()
    qtbot.keyClick(field, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert before.field.hasFocus()
    assert field.keySequence() == key
    qtbot.keyClick(before.field, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert not before.field.hasFocus()
    assert not before.field.keySequence().isEmpty()


def test_a_key_that_people_type_with_is_refused_where_it_was_pressed(window, stage, qtbot):
    row = window.rows["hotkey_mark"]
    qtbot.keyClick(row.control.field, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: row._refusal.text().startswith("Mark this moment cannot be A."))
    assert stage.commands.settings.hotkey_mark == "Ctrl+Shift+F11"


def test_a_setting_that_is_shown_is_whole_in_sight(stage, qtbot):
    window = opened(stage, qtbot, engine="assemblyai")
    window.show_setting("language_codes")
    row = window.rows["language_codes"]

    def whole() -> bool:
        area = next(one for one in window.findChildren(QScrollArea) if one.isAncestorOf(row))
        bottom = row.mapTo(area.viewport(), row.rect().bottomLeft()).y()
        return bottom <= area.viewport().height()

    qtbot.waitUntil(whole)


@pytest.mark.parametrize("engine", ENGINES)
def test_no_row_is_cut_at_the_side_in_the_narrowest_window(stage, qtbot, engine):
    window = opened(stage, qtbot, engine=engine)
    for fold in window.findChildren(Fold):
        fold.open()
    window.resize(1, 400)
    for number in range(len(Page)):
        window._list.setCurrentRow(number)
        page = window._parts[number]._area
        qtbot.waitUntil(lambda page=page: page.widget().width() <= page.viewport().width())


def test_the_language_that_has_the_focus_is_framed_as_fields_are(stage, qtbot):
    window = opened(stage, qtbot, engine="assemblyai")
    window.show_setting("language_codes")
    ticks = window.rows["language_codes"].control.field
    ticks.setCurrentRow(0)
    seen = []
    for widget in (ticks, window._close):
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        place = ticks.visualItemRect(ticks.item(0))
        edge = ticks.viewport().grab(place).toImage()
        seen.append(edge.pixelColor(0, place.height() // 2).name())
    assert seen == [colours().accent, colours().base]
