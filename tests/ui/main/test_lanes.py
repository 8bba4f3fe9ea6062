"""Meeting and microphone at once, in the main window."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from captioner.core.lanes import Lane
from captioner.core.settings import Settings
from captioner.core.sources import BOTH, MEETING, with_both
from captioner.core.transcript import Gap, GapKind
from captioner.ui.main.window import MainWindow
from captioner.ui.parts.source_picker import source_text
from tests.ui.main.test_window import opened, press, visible_buttons
from tests.ui.stage import SOURCES, Stage, final, partial

TOGETHER = with_both(SOURCES)


@pytest.fixture
def window(stage: Stage, qtbot) -> MainWindow:
    window = opened(stage, qtbot, Settings(source=BOTH, first_word_seen=True))
    window.show_sources(TOGETHER)
    return window


def texts(window: MainWindow) -> list[str]:
    return window.panel.view.toPlainText().splitlines()


def test_the_card_and_the_list_offer_both(stage: Stage, qtbot):
    first = opened(stage, qtbot, Settings())
    first.show_sources(TOGETHER)
    assert [info.id for info in TOGETHER].index(BOTH) == 2
    assert list(first.first_run._rows) == ["meeting", "microphone", BOTH]
    assert source_text(TOGETHER[2]) == "Meeting and microphone"


def test_a_headset_that_will_sound_worse_is_told_before_it_is_chosen(stage: Stage, qtbot):
    first = opened(stage, qtbot, Settings())
    headset = replace(TOGETHER[2], bluetooth=True)
    first.show_sources((*TOGETHER[:2], headset))
    row = first.first_run._rows[BOTH]
    assert "A Bluetooth headset sounds worse" in " ".join(
        child.text() for child in row.findChildren(type(row._hears))
    )


def test_mute_is_there_with_both_only_and_says_what_it_will_do(stage: Stage, window: MainWindow):
    assert "Mute me" not in visible_buttons(window)  # nothing is heard yet
    stage.listen()
    press(window, "Mute me")
    assert stage.app.calls == ["mute"]
    press(window, "Unmute me")
    assert stage.app.calls == ["mute", "unmute"]
    stage.commands.change("source", MEETING)
    hidden = [b for b in window.findChildren(QPushButton) if b.text() == "Mute me"]
    assert [button.isVisible() for button in hidden] == [False]


def test_a_muted_microphone_can_be_unmuted_from_the_message(stage: Stage, window: MainWindow):
    stage.listen()
    stage.commands.mute_or_unmute()
    press(window, "Unmute")
    assert stage.app.calls == ["mute", "unmute"]


def test_each_line_says_whose_it_is_while_it_is_spoken_and_after(
    stage: Stage, window: MainWindow, qtbot
):
    stage.listen()
    stage.model.partial(replace(partial("shall we", 1), lane=Lane.OTHERS))
    stage.model.partial(replace(partial("yes", 2), lane=Lane.YOU))
    qtbot.waitUntil(lambda: "You: yes" in window.panel.view.toPlainText())
    assert "Others: shall we" in window.panel.view.toPlainText()
    stage.model.final(replace(final("Yes.", 2), lane=Lane.YOU))
    assert texts(window)[0].endswith("You: Yes.")
    assert texts(window)[1] == "Others: shall we"  # goes on being spoken
    stage.model.final(replace(final("Shall we?", 1, 100), lane=Lane.OTHERS))
    assert texts(window)[1].endswith("Others: Shall we?")
    assert stage.model.open == {}


def test_what_one_side_did_not_hear_says_so(stage: Stage, window: MainWindow):
    stage.listen()
    muted = Gap(start_ms=0, end_ms=60_000, kind=GapKind.MUTED, reason="muted", lane=Lane.YOU)
    stage.model.gap(muted)
    lost = Gap(start_ms=61_000, end_ms=65_000, kind=GapKind.LOST, reason="gone", lane=Lane.OTHERS)
    stage.model.gap(lost)
    assert "microphone muted until" in texts(window)[0]
    assert texts(window)[1].endswith("Others: 4 s missing: gone")
