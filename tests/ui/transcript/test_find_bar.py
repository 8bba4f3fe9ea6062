"""Going through what is found in a transcript, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from captioner.ui.transcript.find_bar import FindBar
from captioner.ui.transcript.view import TranscriptView
from tests.ui.stage import final


@pytest.fixture
def bar(view: TranscriptView, qtbot) -> FindBar:
    for turn in range(4):
        view.add(final("An apple.", turn, 5_000 * turn))
    made = FindBar(view)
    qtbot.addWidget(made)
    made.ask()
    qtbot.waitUntil(made._field.hasFocus)
    QTest.keyClicks(made._field, "apple")
    assert made._answer.text() == "1 of 4"
    return made


@pytest.mark.parametrize(
    ("on", "back"),
    [
        ((Qt.Key.Key_Return,), (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)),
        ((Qt.Key.Key_Enter,), (Qt.Key.Key_Enter, Qt.KeyboardModifier.ShiftModifier)),
        ((Qt.Key.Key_Down,), (Qt.Key.Key_Up,)),
        ((Qt.Key.Key_F3,), (Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)),
    ],
)
def test_keys_go_on_and_back_while_one_types(bar, on, back):
    seen = []
    for key in (on, on, back, back, back):
        QTest.keyClick(bar._field, *key)
        seen.append(bar._answer.text())
    assert seen == ["2 of 4", "3 of 4", "2 of 4", "1 of 4", "4 of 4"]
    assert bar._field.hasFocus()


def test_a_button_of_it_that_has_the_focus_leaves_enter_alone(bar):
    back = next(one for one in bar.findChildren(QToolButton) if one.toolTip() == "Previous")
    back.setFocus()
    QTest.keyClick(back, Qt.Key.Key_Return)
    assert bar._answer.text() == "1 of 4"
