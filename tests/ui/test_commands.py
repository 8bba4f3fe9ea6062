import pytest

from captioner.core.errors import KeyMissing, SourceGone, StorageError
from captioner.core.session import State
from captioner.core.settings import Settings
from tests.ui.stage import Stage


def asked(stage: Stage) -> list[str]:
    return [call for call in stage.app.calls if call != "apply"]


def test_starting_shows_the_overlay_and_starts(stage, qtbot):
    with qtbot.waitSignal(stage.commands.show_overlay) as shown:
        stage.commands.start()
    assert shown.args == [True]
    assert asked(stage) == ["start"]


def test_settings_still_on_their_way_are_applied_before_the_start(stage):
    stage.commands.change("lines", 5)
    stage.commands.start()
    assert stage.app.calls == ["apply", "start"]


def test_many_changes_are_saved_once(stage, qtbot):
    for size in range(50, 200, 10):
        stage.commands.change("text_size", size)
    qtbot.waitUntil(lambda: bool(stage.app.calls))
    assert stage.app.calls == ["apply"]
    assert stage.app.settings.text_size == 190


def test_a_refused_value_changes_nothing_and_says_why(stage):
    assert stage.commands.change("lines", 99) == "Lines cannot be 99. Choose 1 to 6."
    assert stage.commands.settings == stage.app.settings


def test_another_source_is_captioned_in_the_same_session(stage):
    stage.listen()
    stage.commands.use_source("pulse:builtin")
    assert asked(stage) == ["use pulse:builtin"]
    assert stage.commands.settings.source == "pulse:builtin"


def test_a_source_that_cannot_be_opened_is_told_and_the_one_before_stays_chosen(stage):
    told, before = [], stage.commands.settings.source
    stage.model.failed.connect(told.append)
    stage.listen()
    stage.app.refusal = SourceGone("It is not there.", "Plug it in.")
    stage.commands.use_source("pulse:builtin")
    assert told == [stage.app.refusal]
    assert stage.commands.settings.source == before


def test_another_recogniser_starts_a_new_session(stage):
    stage.listen()
    stage.commands.change_engine("assemblyai")
    assert asked(stage) == ["stop", "start"]


@pytest.mark.parametrize("state", [State.STARTING, State.LISTENING, State.PAUSED])
def test_what_runs_is_not_started_again(stage, state):
    stage.model.state_changed(state)
    stage.commands.start()
    stage.commands.start_sample()
    assert asked(stage) == []


@pytest.mark.parametrize("command", ["stop", "pause_or_resume", "mark"])
def test_what_does_not_run_is_not_stopped_paused_or_marked(stage, command):
    getattr(stage.commands, command)()
    assert asked(stage) == []


def test_toggle_starts_and_stops(stage):
    stage.commands.toggle()
    stage.commands.toggle()
    assert asked(stage) == ["start", "stop"]


def test_an_error_becomes_a_message(stage):
    told = []
    stage.model.failed.connect(told.append)
    stage.app.refusal = KeyMissing("There is no key.", "Give one.")
    stage.commands.start()
    assert told == [stage.app.refusal]


def test_settings_that_act_but_cannot_be_written_are_told(stage, monkeypatch):
    told = []
    stage.model.failed.connect(told.append)
    error = StorageError("The disk is full.", "Make room.")

    async def apply(_: Settings) -> None:
        raise error

    monkeypatch.setattr(stage.app, "apply", apply)
    stage.commands.change("lines", 5)
    stage.commands._save.timeout.emit()
    assert told == [error]
    assert stage.commands.settings.lines == 5


def test_the_text_size_stays_in_its_range(stage):
    stage.commands.change_text_size(99)
    assert stage.commands.settings.text_size == 200
    stage.commands.change_text_size(-99)
    assert stage.commands.settings.text_size == 50
