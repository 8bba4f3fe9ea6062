import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from captioner.core.errors import (
    Action,
    BadFile,
    KeyRefused,
    KeyringTrouble,
    NotApplied,
    NotExported,
    SourceGone,
    StorageError,
)
from captioner.core.events import Opened
from captioner.core.models import LIGHTEST
from captioner.core.session import State
from captioner.core.settings import Settings
from captioner.core.status import WORDS, Condition, Status
from captioner.core.transcript import Gap, GapKind, Mark
from captioner.ui.main.meters import Meters
from captioner.ui.main.state_line import StateLine
from captioner.ui.main.window import MainWindow
from tests.ui.overlay.test_window import VALUES
from tests.ui.stage import LOUD, SILENT, SOURCES, Stage, final, partial, run_now, session


def opened(stage: Stage, qtbot, settings: Settings | None = None) -> MainWindow:
    commands = stage.commands_with(settings or Settings(first_word_seen=True))
    windows: list[MainWindow] = []
    meters = Meters(stage.app, run_now, lambda name, level: windows[0].show_level(name, level))
    window = stage.own(MainWindow(commands, stage.model, meters, QMenu()))
    windows.append(window)
    with qtbot.waitActive(window):
        window.show()
    window.show_sources(SOURCES)
    return window


@pytest.fixture
def window(stage: Stage, qtbot) -> MainWindow:
    return opened(stage, qtbot)


@pytest.fixture
def first(stage: Stage, qtbot) -> MainWindow:
    return opened(stage, qtbot, Settings())


def press(window: MainWindow, text: str) -> None:
    shown = [b for b in window.findChildren(QPushButton) if b.isVisible()]
    buttons = [b for b in shown if text in (b.text(), b.accessibleName())]
    assert len(buttons) == 1, [b.text() for b in window.findChildren(QPushButton) if b.isVisible()]
    assert buttons[0].isEnabled()
    buttons[0].click()


def visible_buttons(window: MainWindow) -> set[str]:
    return {b.text() for b in window.findChildren(QPushButton) if b.isVisible() and b.isEnabled()}


class TestFirstRun:
    def test_the_first_run_card_offers_the_two_roles_and_one_large_button(self, first):
        assert first.first_run.isVisible()
        assert list(first.first_run._rows) == ["meeting", "microphone"]
        assert first.first_run._rows["meeting"].button.isChecked()
        assert QApplication.focusWidget() is first.first_run.start_button

    def test_it_says_which_source_has_sound_now(self, first, stage):
        assert set(stage.app.sources.meters) == {"meeting", "microphone"}
        stage.app.sources.meters["meeting"](LOUD)
        stage.app.sources.meters["microphone"](SILENT)
        rows = first.first_run._rows
        assert rows["meeting"]._hears.text() == "hears sound"
        assert rows["microphone"]._hears.text() == "quiet now"

    def test_start_leads_to_captions(self, first, stage):
        press(first, "Start captions")
        assert "start" in stage.app.calls
        assert not first.first_run.isVisible()
        assert not stage.app.sources.meters

    def test_the_sample_needs_nothing(self, first, stage):
        press(first, "Try a sample (silent)")
        assert "sample" in stage.app.calls

    def test_without_a_word_it_comes_back_and_with_one_it_is_gone_for_good(self, first, stage):
        press(first, "Start captions")
        press(first, "Stop")
        assert first.first_run.isVisible()
        press(first, "Start captions")
        stage.model.final(final("Hello."))
        press(first, "Stop")
        assert not first.first_run.isVisible()
        assert stage.commands.settings.first_word_seen

    def test_it_says_what_happens_with_sound_and_text(self, first, stage):
        assert first.first_run._where.text() == "Runs on this computer. Text is kept here."
        first.first_run._keep_nothing.click()
        assert stage.commands.settings.keep_nothing
        assert first.first_run._where.text() == "Runs on this computer. Nothing is kept."
        stage.commands.change("engine", "assemblyai")
        assert "Sound goes to AssemblyAI." in first.first_run._where.text()

    def test_choosing_a_source_is_remembered(self, first, stage):
        first.first_run._rows["microphone"].button.click()
        assert stage.commands.settings.source == "microphone"

    def test_a_source_that_cannot_be_used_says_why(self, stage, qtbot):
        window = opened(stage, qtbot, Settings(source="pulse:hdmi"))
        row = window.first_run._rows["pulse:hdmi"]
        assert not row.button.isEnabled()


class TestSession:
    def test_ready_it_can_only_be_started(self, window):
        assert visible_buttons(window) == {"Start captions", "Sessions ▾"}
        assert window.panel.view.placeholderText().startswith("Press Start captions.")

    def test_running_it_can_be_stopped_paused_and_marked(self, window, stage):
        press(window, "Start captions")
        assert {"Stop", "Pause", "Mark"} <= visible_buttons(window)
        press(window, "Mark")
        press(window, "Pause")
        press(window, "Resume")
        press(window, "Stop")
        calls = [call for call in stage.app.calls if call != "apply"]
        assert calls == ["start", "mark", "pause", "resume", "stop"]

    def test_the_state_line_tells_how_long_and_whether_it_is_kept(self, window, stage):
        stage.listen()
        state = window.findChild(StateLine)
        assert state.text == "Listening · 12:04 · saved here"
        stage.model.status(Status(Condition.NOT_SAVED, VALUES))
        assert state.text == "Listening · 12:04 · NOT saved"

    def test_whether_it_is_kept_is_what_was_wished_when_it_began(self, window, stage):
        stage.app.keeps = False
        stage.commands.change("keep_nothing", False)
        stage.listen()
        assert window.findChild(StateLine).text == "Listening · 12:04 · not kept"

    def test_it_says_which_recogniser_runs_and_whether_sound_leaves_the_computer(
        self, window, stage
    ):
        who = window.findChild(StateLine).who
        assert who.isVisible()
        assert who.text() == "Recognised on this computer; no sound leaves it."
        stage.app.service = "AssemblyAI"
        stage.model.session_opened(session(), Opened(engine="assemblyai"))
        assert who.text() == "Recognised by AssemblyAI; sound is sent there."
        stage.model.session_opened(session(), Opened(engine="ondevice"))  # it fell back
        assert who.text() == "Recognised on this computer; no sound leaves it."

    def test_a_source_that_gives_no_sound_is_not_listened_to(self, window, stage):
        stage.listen()
        state = window.findChild(StateLine)
        dot = state._dot.palette().windowText().color()
        stage.model.status(Status(Condition.DEVICE_LOST, VALUES))
        assert state.text.startswith("No sound")
        assert state._dot.palette().windowText().color() != dot
        stage.model.status(Status(Condition.LISTENING, VALUES))
        assert state.text.startswith("Listening")
        assert state._dot.palette().windowText().color() == dot
        stage.model.status(Status(Condition.LISTENING, VALUES))
        stage.app.keeps = False
        stage.model.status(Status(Condition.DEVICE_LOST, VALUES))
        stage.model.status(Status(Condition.LISTENING, VALUES))
        assert state.text == "Listening · 12:04 · not kept"
        stage.model.state_changed(State.PAUSED)
        assert state.text.startswith("Paused")

    def test_the_clock_ticks_only_while_a_session_runs_in_sight(self, window, stage):
        state = window.findChild(StateLine)
        assert not state._tick.isActive()
        stage.listen()
        assert state._tick.isActive()
        window.hide()
        assert not state._tick.isActive()

    def test_what_is_said_is_in_the_transcript_with_times(self, window, stage, qtbot):
        stage.listen()
        stage.model.partial(partial("hello"))
        qtbot.waitUntil(lambda: window.panel.view.toPlainText() == "hello")
        stage.model.final(final("Hello."))
        stage.model.mark(Mark(at_ms=61_000))
        assert window.panel.view.toPlainText() == "10:02 – Hello.\n10:03 – ⚑ Marked"

    def test_copy_all_copies_it(self, window, stage):
        stage.listen()
        stage.model.final(final("Hello."))
        press(window, "Copy all")
        assert QApplication.clipboard().text() == "10:02 – Hello."

    def test_find_marks_the_place(self, window, stage):
        stage.listen()
        stage.model.final(final("Hello there."))
        press(window, "Find…")
        window.panel.find_bar._field.setText("there")
        assert window.panel.view.textCursor().selectedText() == "there"
        window.panel.find_bar._field.setText("nowhere")
        assert window.panel.find_bar._answer.text() == "Not found"


class TestMessages:
    def test_tab_comes_to_the_button_of_a_message_where_that_stands(self, window, stage, qtbot):
        stage.listen()
        stage.model.status(Status(Condition.WRONG_SOURCE, VALUES))
        window._menu.setFocus()
        qtbot.keyClick(window._menu, Qt.Key.Key_Tab)
        assert window.focusWidget() is window._strip._button
        qtbot.keyClick(window._strip._button, Qt.Key.Key_Tab)
        assert window.focusWidget() is window.picker.box

    @pytest.mark.parametrize("condition", Condition)
    def test_every_condition_is_told_with_its_button(self, window, stage, condition):
        stage.listen()
        stage.model.status(Status(condition, VALUES))
        told = window._strip.text
        assert told
        assert "{" not in told
        action = WORDS[condition].action
        wanted = {action.value.format(d2=VALUES["d2"])} if action else set()
        shown = {window._strip._button.text()} if window._strip._button.isVisible() else set()
        assert shown == wanted

    def test_a_lighter_model_is_offered_only_where_there_is_one(self, window, stage):
        stage.listen()
        for model, offered in (("tiny-en", True), (LIGHTEST, False)):
            stage.commands.change("model", model)
            stage.model.status(Status(Condition.SLOW, VALUES))
            assert window._strip._button.isVisible() == offered

    @pytest.mark.parametrize(
        ("error", "button"),
        [
            (StorageError, "Copy all"),
            (KeyringTrouble, "Change key"),
            (NotExported, "Export…"),
            (NotApplied, "OK"),
        ],
    )
    def test_copying_the_text_is_offered_only_where_text_may_be_lost(
        self, window, stage, error, button
    ):
        stage.model.error(error("It did not work.", "Try something else."))
        assert window._strip._button.text() == button

    @pytest.mark.parametrize("action", Action)
    def test_every_action_does_something(self, window, action):
        assert callable(
            window._messages._remedies.step(action, Status(Condition.WRONG_SOURCE, VALUES))
        )

    def test_microphone_settings_are_those_of_this_system(self, window, monkeypatch):
        asked = []

        def on_a_mac(page):
            asked.append(page)
            return page.startswith("x-apple.")

        monkeypatch.setattr("captioner.ui.main.remedies._open", on_a_mac)
        window._messages._remedies.step(Action.MICROPHONE_SETTINGS)()
        assert [page.partition(":")[0] for page in asked] == [
            "ms-settings",
            "x-apple.systempreferences",
        ]
        assert all("microphone" in page.lower() for page in asked)

    def test_use_the_other_source_moves_the_session_there(self, window, stage):
        stage.listen()
        stage.model.status(Status(Condition.WRONG_SOURCE, VALUES))
        press(window, "Use Built-in microphone")
        assert stage.commands.settings.source == "pulse:builtin"
        assert "use pulse:builtin" in stage.app.calls

    def test_resume_resumes(self, window, stage):
        stage.listen()
        stage.model.state_changed(State.PAUSED)
        stage.model.status(Status(Condition.PAUSED))
        window._strip._button.click()
        assert "resume" in stage.app.calls

    def test_use_this_computer_changes_the_recogniser(self, stage, qtbot):
        window = opened(stage, qtbot, Settings(first_word_seen=True, engine="assemblyai"))
        stage.listen()
        stage.model.status(Status(Condition.OFFLINE, VALUES))
        press(window, "Use this computer")
        assert stage.commands.settings.engine == "ondevice"

    def test_change_key_opens_the_settings_there(self, window, stage, qtbot):
        stage.model.status(Status(Condition.REFUSED_KEY, VALUES))
        with qtbot.waitSignal(stage.commands.show_settings) as asked:
            press(window, "Change key")
        assert asked.args == ["engine"]

    def test_show_shows_the_gap(self, window, stage):
        stage.listen()
        for turn in range(200):
            stage.model.final(final("Words and words.", turn, 1000 * turn))
        gap = Gap(start_ms=3500, end_ms=9000, kind=GapKind.LOST, reason="unplugged")
        stage.model.gap(gap)
        stage.model.status(Status(Condition.SOUND_LOST, VALUES))
        press(window, "Show")
        assert "6 s missing: unplugged" in window.panel.view.textCursor().block().text()

    def test_an_error_is_told_with_its_advice_and_its_button(self, window, stage, qtbot):
        stage.app.refusal = SourceGone("The microphone is gone.", "Plug it in again.")
        press(window, "Start captions")
        assert window._strip.text == "The microphone is gone. Plug it in again."
        assert window._strip._button.text() == "Choose source"

    def test_an_error_without_a_remedy_can_be_put_away(self, window, stage):
        stage.model.error(BadFile("No sound in it.", "Choose another file."))
        press(window, "OK")
        assert window._strip.text == ""

    def test_an_error_is_more_urgent_than_a_status_and_ends_with_the_next_start(
        self, window, stage
    ):
        stage.model.error(KeyRefused("The key was refused.", "Change it."))
        stage.model.status(Status(Condition.ENDED, VALUES))
        assert window._strip.text.startswith("The key was refused.")
        press(window, "Start captions")
        assert "refused" not in window._strip.text

    def test_markup_in_a_device_name_is_shown_as_it_is(self, window, stage):
        stage.listen()
        stage.model.status(Status(Condition.QUIET, {"d": "<b>Mic</b>"}))
        assert "<b>Mic</b>" in window._strip.text


class TestSources:
    def test_it_listens_to_the_chosen_source_only_while_in_front_and_ready(
        self, window, stage, qtbot
    ):
        assert set(stage.app.sources.meters) == {"meeting"}
        stage.app.sources.meters["meeting"](LOUD)
        assert window.picker.bars.moving
        stage.listen()
        assert not stage.app.sources.meters

    def test_the_open_list_tells_which_have_sound_and_leaves_bluetooth_alone(self, window, stage):
        window.picker.list_opened.emit()
        assert set(stage.app.sources.meters) == {"meeting", "microphone", "pulse:builtin"}
        stage.app.sources.meters["pulse:builtin"](LOUD)
        row = window.picker.box.findData("pulse:builtin")
        assert window.picker.box.itemText(row) == "Built-in microphone · has sound now"
        window.picker.list_closed.emit()
        assert window.picker.box.itemText(row) == "Built-in microphone"
        assert set(stage.app.sources.meters) == {"meeting"}

    def test_a_meter_that_cannot_be_opened_is_no_error(self, stage, qtbot):
        stage.app.sources.refused = SourceGone("Gone.", "Plug it in.")
        window = opened(stage, qtbot)
        assert window._strip.text == ""

    def test_a_chosen_source_that_is_gone_is_still_named(self, stage, qtbot):
        window = opened(stage, qtbot, Settings(first_word_seen=True, source="pulse:old_headset"))
        assert window.picker.box.currentText() == "old_headset (not connected)"

    def test_choosing_another_source_moves_a_running_session(self, window, stage):
        stage.listen()
        row = window.picker.box.findData("microphone")
        window.picker.box.activated.emit(row)
        assert stage.commands.settings.source == "microphone"
        assert "use microphone" in stage.app.calls

    def test_a_source_that_cannot_be_opened_is_not_shown_as_chosen(self, window, stage):
        stage.listen()
        stage.app.refusal = SourceGone("It is not there.", "Plug it in.")
        window.picker.box.activated.emit(window.picker.box.findData("microphone"))
        assert window.picker.box.currentData() == "meeting"


def test_closing_is_left_to_whoever_holds_the_window(window, qtbot):
    with qtbot.waitSignal(window.closing):
        window.close()
    assert window.isVisible()


@pytest.mark.parametrize(("key", "call"), [("Ctrl+R", "start"), ("Ctrl+Return", "finish")])
def test_keys_do_what_buttons_do(window, stage, key, call):
    from PySide6.QtGui import QKeySequence, QShortcut

    shortcut = next(s for s in window.findChildren(QShortcut) if s.key() == QKeySequence(key))
    shortcut.activated.emit()
    assert call in stage.app.calls
