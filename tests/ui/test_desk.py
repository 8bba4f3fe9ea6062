import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QDialogButtonBox, QPlainTextEdit, QWidget

from captioner.core.errors import SourceGone
from captioner.core.remote import REMOTE_COMMANDS
from captioner.core.session import State
from captioner.core.settings import Settings
from captioner.core.transcript import Transcript
from captioner.ui.desk import Desk
from captioner.ui.export.dialog import ExportDialog
from captioner.ui.front import Front
from tests.ui.stage import Stage, final, run_now, session


class Bench:
    """A desk whose app is the stage's."""

    def __init__(self, stage: Stage, qapp) -> None:
        self.stage, self.app = stage, stage.app
        self.front = Front(qapp, stage.app, stage.model, run_now)
        self.desk = Desk(self.front)
        stage.commands = self.desk.commands

    def calls(self) -> list[str]:
        return [call for call in self.app.calls if call != "apply"]


@pytest.fixture
def bench(stage: Stage, qapp) -> Iterator[Bench]:
    made = Bench(stage, qapp)
    run_now(made.desk.open())
    yield made
    asyncio.run(made.desk.close())
    for window in (
        made.desk.window,
        made.desk.overlay,
        made.desk.windows.settings,
        made.desk.windows.sessions,
    ):
        if window is not None:
            stage.own(window)


def test_it_opens_the_main_window_with_sources_and_sessions(bench):
    assert bench.desk.window.isVisible()
    assert bench.desk.window.picker.box.count() == 5
    assert not bench.desk.overlay.isVisible()


def test_what_fails_while_it_opens_is_not_hidden_by_its_closing(stage, qapp, monkeypatch):
    def broken(_: object) -> None:
        raise RuntimeError("the real error")

    monkeypatch.setattr(stage.app.sources, "watch", broken)
    desk = Desk(Front(qapp, stage.app, stage.model, run_now))
    with pytest.raises(RuntimeError, match="the real error"):
        run_now(desk.open())
    asyncio.run(desk.close())
    stage.own(desk.window)
    stage.own(desk.overlay)


def test_notices_are_told_once(stage, qapp):
    stage.app.notices = ("The settings file was damaged and is kept aside.",)
    stage.app.recovered = (session(title="Design review"),)
    bench = Bench(stage, qapp)
    run_now(bench.desk.open())
    assert "damaged" in bench.desk.window._strip.text
    assert "Recovered up to its last words: Design review." in bench.desk.window._strip.text
    asyncio.run(bench.desk.close())


def test_start_shows_the_captions_and_an_ended_session_takes_them_away(bench):
    bench.desk.commands.start()
    assert bench.desk.overlay.isVisible()
    bench.desk.commands.stop()
    assert bench.desk.overlay.isVisible()  # it says that it is saved
    bench.desk.overlay.event(QEvent(QEvent.Type.Enter))
    bench.desk.captions.tidy.timeout.emit()
    assert bench.desk.overlay.isVisible()  # under the pointer
    bench.desk.overlay.event(QEvent(QEvent.Type.Leave))
    assert bench.desk.captions.tidy.isActive()
    bench.desk.captions.tidy.timeout.emit()
    assert not bench.desk.overlay.isVisible()


def test_the_first_captions_leave_the_buttons_of_the_main_window_free(bench, qtbot):
    bench.desk.window.move(150, 100)
    bench.desk.commands.start()
    qtbot.waitUntil(lambda: not bench.desk.captions._aside.isActive())
    captions = bench.desk.overlay.geometry()
    for button in bench.desk.window.findChildren(QAbstractButton):
        if button.isVisible():
            place = QRect(button.mapToGlobal(QPoint(0, 0)), button.size())
            assert not captions.intersects(place), button.text()
    assert bench.desk.commands.settings.overlay_place == ""  # the user has put it nowhere


def buttons_of(window: QWidget) -> list[QRect]:
    shown = [one for one in window.findChildren(QAbstractButton) if one.isVisible()]
    feet = [one for one in shown if isinstance(one.parent(), QDialogButtonBox)]
    return [QRect(one.mapToGlobal(QPoint(0, 0)), one.size()) for one in feet]


@pytest.mark.parametrize("put", ["", "400,500,"])
def test_captions_stand_aside_where_they_would_cover_the_buttons_of_a_dialogue(bench, qtbot, put):
    """Unless the user has put them there."""
    if put:
        bench.desk.commands.change("overlay_place", put)
    bench.desk.commands.start()
    bench.app.library.transcripts["s1"] = Transcript(session(), (final("Good morning."),))
    qtbot.waitUntil(lambda: not bench.desk.captions._aside.isActive())
    captions = bench.desk.overlay
    bench.desk.window.export()
    dialog = bench.desk.window.findChild(ExportDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    ok = buttons_of(dialog)[0]
    dialog.move(dialog.pos() + captions.geometry().center() - ok.center())
    before = captions.geometry()
    assert before.intersects(buttons_of(dialog)[0])
    bench.desk.captions._uncover.start()
    qtbot.waitUntil(lambda: not bench.desk.captions._uncover.isActive())
    if put:
        assert captions.geometry() == before
    else:
        assert not any(captions.geometry().intersects(place) for place in buttons_of(dialog))
        assert bench.desk.commands.settings.overlay_place == ""


def test_captions_stand_aside_from_a_line_that_is_being_put_right(bench, qtbot):
    bench.desk.commands.start()
    bench.stage.listen()
    bench.stage.model.final(final("Good morning."))
    qtbot.waitUntil(lambda: not bench.desk.captions._aside.isActive())
    captions, view = bench.desk.overlay, bench.desk.window.panel.view
    bench.desk.window.activateWindow()
    qtbot.waitUntil(bench.desk.window.isActiveWindow)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F2)
    field = view.correcting.field
    place = QRect(field.mapToGlobal(QPoint(0, 0)), field.size())
    window = bench.desk.window
    window.move(window.pos() + captions.geometry().center() - place.center())
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F2)
    place = QRect(field.mapToGlobal(QPoint(0, 0)), field.size())
    assert field.isVisible()
    assert captions.geometry().intersects(place)
    qtbot.waitUntil(lambda: not captions.geometry().intersects(place))


def test_captions_that_the_user_has_put_somewhere_stand_there_whatever_they_cover(bench, qtbot):
    bench.desk.commands.change("overlay_place", "400,500,")
    bench.desk.window.move(150, 100)
    bench.desk.commands.start()
    qtbot.waitUntil(lambda: not bench.desk.captions._aside.isActive())
    captions = bench.desk.overlay.geometry()
    assert (captions.center().x(), captions.bottom()) == (pytest.approx(400, abs=1), 499)


def test_sessions_whose_time_is_over_go_when_the_window_opens_and_a_session_ends(stage, qapp):
    stage.app.settings = Settings(keep_days=7)
    bench = Bench(stage, qapp)
    run_now(bench.desk.open())
    assert stage.app.calls.count("expire 7") == 1
    bench.desk.commands.start()
    bench.desk.commands.stop()
    assert stage.app.calls.count("expire 7") == 2
    asyncio.run(bench.desk.close())


def test_hiding_the_captions_goes_on_captioning(bench):
    bench.desk.commands.start()
    bench.desk.commands.hide_overlay()
    assert not bench.desk.overlay.isVisible()
    assert bench.stage.model.state is State.LISTENING


@pytest.mark.parametrize("word", REMOTE_COMMANDS)
def test_every_remote_word_is_understood(bench, word):
    bench.desk.obey(word)


def test_remote_words_do_what_they_say(bench):
    for word in ("start", "mark", "finish", "pause", "pause", "toggle", "toggle", "stop"):
        bench.desk.obey(word)
    assert bench.calls() == [
        "start",
        "mark",
        "finish",
        "pause",
        "resume",
        "stop",
        "start",
        "stop",
    ]


def test_every_key_does_what_its_setting_says(bench):
    bench.desk.commands.start()
    bench.stage.model.final(final("Hello.", 1))
    for name in (
        "hotkey_pause",
        "hotkey_pause",
        "hotkey_mark",
        "hotkey_end_utterance",
        "hotkey_off_the_record",
        "hotkey_mute",
    ):
        bench.desk._press(name)
    told = ["start", "pause", "resume", "mark", "finish", "off the record", "mute"]
    assert bench.calls() == told
    bench.desk._press("hotkey_show")
    assert not bench.desk.overlay.isVisible()


def test_without_a_tray_closing_the_window_quits_when_nothing_runs(bench):
    bench.desk.window.close()
    assert bench.desk.quitting.is_set()


def test_without_a_tray_closing_the_window_minimises_it_while_captions_run(bench):
    bench.desk.commands.start()
    bench.desk.window.close()
    assert bench.desk.window.isMinimized()
    assert not bench.desk.quitting.is_set()


def test_with_a_tray_closing_the_window_goes_there_and_says_so_once(bench, monkeypatch):
    told = []
    monkeypatch.setattr(type(bench.desk.tray), "there", property(lambda _: True))
    monkeypatch.setattr(bench.desk.tray, "say", told.append)
    bench.desk.window.close()
    assert not bench.desk.window.isVisible()
    bench.front.bring()
    bench.desk.window.close()
    assert len(told) == 1


def test_click_through_is_offered_only_with_a_way_back(bench):
    bench.desk.commands.start()
    assert bench.desk.may_click_through()
    menu = bench.desk.captions.menu.build()
    entries = [action.text() for action in menu.actions()]
    assert "Click-through" in entries
    bench.desk.commands.click_through.emit()
    assert bench.desk.overlay.click_through
    bench.desk.window.close()  # neither tray nor key: the last way back has gone
    assert not bench.desk.overlay.click_through
    assert not bench.desk.may_click_through()
    bench.desk.commands.click_through.emit()
    assert not bench.desk.overlay.click_through


def test_selected_text_comes_in_a_window_that_takes_the_focus(bench, qapp):
    bench.desk.commands.start()
    bench.stage.model.final(final("Yes."))
    bench.desk.captions.select_text()
    dialog = next(w for w in qapp.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
    assert dialog.findChild(QPlainTextEdit).toPlainText() == "– Yes."
    dialog.close()


def test_what_fails_while_the_window_is_away_brings_it_back(bench):
    bench.desk.window.hide()
    bench.stage.model.error(SourceGone("Gone.", "Plug it in."))
    assert bench.desk.window.isVisible()


def test_settings_and_sessions_open_from_where_they_are_asked_for(bench):
    bench.desk.commands.show_settings.emit("model")
    assert bench.desk.windows.settings.isVisible()
    bench.desk.window.panel.session_wanted.emit("")
    assert bench.desk.windows.sessions.isVisible()


def test_the_source_test_says_what_was_understood(bench):
    bench.front.test_source()
    assert bench.desk.window._strip.text == "Understood: “hello there”"
    bench.app.sources.understood = ""
    bench.front.test_source()
    assert (
        bench.desk.window._strip.text
        == "Nothing was understood. Try again, or choose another source."
    )


def test_the_newest_sessions_are_one_click_away(bench, stage):
    stage.app.library.transcripts["s1"] = Transcript(session())
    stage.model.session_closed(session(), "stopped")
    entries = [action.text() for action in bench.desk.window.panel._recent.actions()]
    assert entries[0] == "Tue 24 Nov 10:02, 54 min"
    assert entries[-1] == "All sessions…"


def test_closing_saves_settings_that_are_still_on_their_way(stage, qapp):
    bench = Bench(stage, qapp)
    run_now(bench.desk.open())
    bench.desk.commands.change("lines", 5)
    asyncio.run(bench.desk.close())
    assert stage.app.settings.lines == 5
    assert "stop watching" in stage.app.calls


class TestAnnouncing:
    @pytest.fixture
    def spoken(self, monkeypatch) -> list[str]:
        said: list[str] = []
        monkeypatch.setattr(
            "PySide6.QtGui.QAccessible.updateAccessibility",
            lambda event: said.append(event.message()),
        )
        return said

    def test_by_default_nothing_is_announced(self, bench, spoken):
        bench.stage.model.final(final("Yes."))
        assert spoken == []

    def test_each_finished_line_is_announced_once_and_partials_never(self, bench, spoken):
        bench.desk.commands.use(Settings(announce_lines=True))
        bench.stage.model.final(final("yes"))
        bench.stage.model.final(final("Yes."))  # its formatted twin
        bench.stage.model.final(final("No.", 2, 5000))
        assert spoken == ["yes", "No."]
        bench.desk.commands.start()  # turns count anew
        bench.stage.model.final(final("Well.", 1))
        assert spoken[-1] == "Well."
