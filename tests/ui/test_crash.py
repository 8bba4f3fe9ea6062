import sys
import threading
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from captioner.ui.application import words_so_far
from captioner.ui.crash import Crashes, show_box
from captioner.ui.model import Model
from tests.transcripts import segment


@pytest.fixture
def shown() -> list[str]:
    return []


@pytest.fixture
def crashes(shown, monkeypatch, qapp) -> Crashes:
    for place, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(place, name, getattr(place, name))
    made = Crashes(shown.append)
    monkeypatch.setattr("captioner.ui.crash.qInstallMessageHandler", lambda _: None)
    made.install()
    return made


def failure(text: str) -> ValueError:
    try:
        int(text)
    except ValueError as error:
        return error


def test_the_first_fault_is_shown_and_all_are_written(crashes, shown, capsys):
    crashes.report(failure("one"))
    crashes.report(failure("two"))
    assert len(shown) == 1
    assert "ValueError" in shown[0]
    written = capsys.readouterr().err
    assert "one" in written
    assert "two" in written


def test_an_uncaught_error_of_a_slot_is_reported(crashes, shown):
    error = failure("slot")
    sys.excepthook(type(error), error, error.__traceback__)
    assert "slot" in shown[0]


def test_an_error_of_a_thread_is_written_and_not_shown_from_there(crashes, shown, capsys):
    def fail() -> None:
        raise ValueError("thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert shown == []
    assert "ValueError: thread" in capsys.readouterr().err


def test_an_error_in_a_callback_of_the_loop_is_reported(crashes, shown):
    crashes.loop_failed({"message": "in a callback", "exception": failure("loop")})
    assert "loop" in shown[0]


def test_a_fault_without_an_error_is_reported_by_its_words(crashes, shown):
    crashes.loop_failed({"message": "a socket was lost"})
    assert shown == ["a socket was lost"]


def test_leaving_is_no_fault(crashes, shown):
    crashes.report(KeyboardInterrupt())
    assert shown == []


def test_the_box_shows_the_details_to_be_copied(qtbot):
    show_box("Traceback: <b>x</b>", "Finished sentences are already saved.")
    box = next(
        w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()
    )
    assert box.windowTitle() == "Captioner has a fault"
    said = [label.text() for label in box.findChildren(QLabel)]
    assert said == ["Something in Captioner went wrong. Finished sentences are already saved."]
    box.reject()


@pytest.mark.parametrize(
    ("keeps", "saved", "told"),
    [
        (True, (True, True), "Finished sentences are already saved."),
        (True, (True, False), "Not all sentences are saved; copy what you need from the window."),
        (False, (True, True), "Not all sentences are saved; copy what you need from the window."),
        (True, (), ""),
    ],
    ids=["all saved", "a full disk", "keep nothing", "nothing said"],
)
def test_what_is_said_of_the_words_so_far_is_true(keeps, saved, told):
    model, captioner = Model(), SimpleNamespace(keeps=keeps)
    for turn, is_saved in enumerate(saved):
        model.final(replace(segment(turn, "Yes."), saved=is_saved))
    assert words_so_far(model, captioner) == told
