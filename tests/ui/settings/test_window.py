import asyncio

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea

from captioner.core.engines import ENGINES
from captioner.core.errors import KeyRefused
from captioner.core.setting_values import get
from captioner.core.settings import ABOUT, DEFAULTS, Page, Settings
from captioner.ui.settings.control import Control
from captioner.ui.settings.controls import Switch
from captioner.ui.settings.presets import PRESETS
from captioner.ui.settings.window import SettingsWindow
from tests.ui.stage import SOURCES, Stage

SHOWN = [name for name, about in ABOUT.items() if not about.hidden]


def opened(stage: Stage, qtbot, **settings) -> SettingsWindow:
    window = stage.own(SettingsWindow(stage.commands_with(Settings(**settings))))
    with qtbot.waitExposed(window):
        window.show_setting("")
    return window


@pytest.fixture
def window(stage: Stage, qtbot) -> SettingsWindow:
    return opened(stage, qtbot)


def press(window: SettingsWindow, text: str) -> None:
    next(b for b in window.findChildren(QPushButton) if b.text() == text).click()


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
def test_what_a_recogniser_cannot_do_is_greyed_with_its_reason(stage, qtbot, engine):
    window = opened(stage, qtbot, engine=engine)
    for name, reason in ENGINES[engine].cannot.items():
        if name in window.rows:
            assert not window.rows[name].control.isEnabled()
            assert reason in window.rows[name]._help.text()
    assert window.rows["engine"].control.isEnabled()


def test_what_waits_for_the_next_start_says_so(window):
    assert window.rows["source"]._tag.isVisibleTo(window.rows["source"])
    assert window.rows["lines"]._tag.isHidden()
    assert window.rows["word_boost"]._tag.isHidden()  # acts at once on this computer


def test_a_preset_sets_its_style_and_leaves_the_rest(stage, qtbot):
    window = opened(stage, qtbot, lines=5, steadiness="steady")
    for name, style in PRESETS.items():
        press(window, name)
        assert {setting: get(stage.commands.settings, setting) for setting in style} == style
    assert stage.commands.settings.lines == 5
    assert stage.commands.settings.steadiness == "steady"


def test_restore_defaults_restores_the_page_in_sight_only(stage, qtbot):
    window = opened(stage, qtbot, lines=5, idle_minutes=3, overlay_place="1,2,x")
    press(window, "Restore defaults")
    assert stage.commands.settings.lines == DEFAULTS.lines
    assert stage.commands.settings.idle_minutes == 3
    assert stage.commands.settings.overlay_place == "1,2,x"
    assert window.rows["lines"].control.field.value() == DEFAULTS.lines


def test_the_preview_follows_every_change(window, stage):
    before = window._preview.grab().toImage()
    stage.commands.change("text_colour", "#ffff00")
    assert window._preview.grab().toImage() != before


def test_word_boost_counts_what_the_recogniser_takes(stage, qtbot):
    window = opened(stage, qtbot, engine="assemblyai")
    control = window.rows["word_boost"].control
    control.field.setPlainText("Captioner\nLyon\n" + "x" * 51)
    assert "room for 98 more terms" in control._room.text()
    assert "at most 50 characters" in control._room.text()
    assert stage.commands.settings.word_boost[:2] == ("Captioner", "Lyon")


def test_what_is_typed_into_word_boost_stays_as_it_is_typed(window, stage):
    control = window.rows["word_boost"].control
    control.field.setPlainText("Captioner \n\n")
    assert stage.commands.settings.word_boost == ("Captioner",)
    assert control.field.toPlainText() == "Captioner \n\n"


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
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent

    for name in ("lines", "weight", "text_size"):
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


class TestAccount:
    def test_it_is_there_only_where_a_key_is_needed(self, window, stage):
        assert window._account.isHidden()
        stage.commands.change("engine", "assemblyai")
        assert not window._account.isHidden()

    def test_a_key_is_tested_then_kept_and_never_shown(self, stage, qtbot):
        window = opened(stage, qtbot, engine="assemblyai")
        window._account._key.setText("abc123")
        window._account._try.click()
        assert stage.app.account.key == "abc123"
        assert window._account._key.text() == ""
        assert window._account._answer.text() == "The key works."
        assert window._account._key.echoMode() is window._account._key.EchoMode.Password

    def test_a_key_that_is_refused_is_not_kept_and_the_reason_stands_there(self, stage, qtbot):
        window = opened(stage, qtbot, engine="assemblyai")
        stage.app.account.refusal = KeyRefused("AssemblyAI refused this key.", "Copy it again.")
        window._account._key.setText("wrong")
        window._account._try.click()
        assert stage.app.account.key == ""
        assert window._account._answer.text() == "AssemblyAI refused this key. Copy it again."
        assert window._account._try.isEnabled()

    def test_a_key_can_be_forgotten(self, stage, qtbot):
        stage.app.account.key = "abc"
        window = opened(stage, qtbot, engine="assemblyai")
        window._account._forget.click()
        assert stage.app.account.key == ""


def test_a_model_that_is_not_here_can_be_downloaded(stage, qtbot):
    stage.app.models.here = False
    window = opened(stage, qtbot)
    assert "It is not here yet." in window._model._says.text()
    window._model._get.click()
    assert "It is here." in window._model._says.text()
    assert window._model._get.isHidden()


def test_escape_closes_it_and_the_focus_was_on_the_pages(window, qtbot):
    assert window.focusWidget() is window._list
    press(window, "Close")
    assert not window.isVisible()
    assert QApplication.activeModalWidget() is None


def test_words_are_added_from_a_text_file_and_each_refusal_has_its_reason(stage, qtbot, tmp_path):
    row = opened(stage, qtbot, engine="assemblyai", word_boost=("Lyon",)).rows["word_boost"]
    path = tmp_path / "words.txt"
    path.write_text("Marta\nLyon\n" + "x" * 60 + "\n")
    asyncio.run(row._load(path))
    assert row.control._terms() == ["Lyon", "Marta", "x" * 60]
    first, second = row.control._room.text().splitlines()
    assert first.startswith("2 terms")
    assert second.startswith("“xxx")
    asyncio.run(row._load(tmp_path / "nowhere.txt"))
    assert row._refusal.text() == "This file cannot be read. Choose another file."


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
