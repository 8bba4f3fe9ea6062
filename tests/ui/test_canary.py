"""Whether Qt's calls leave Python's None and True alone.

PySide6 6.12.0 takes a reference from them with nearly every call, which ends Python 3.11
after some thousand calls.
"""

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QWidget

pytestmark = pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None and True cannot die from Python 3.12 on"
)

MANY = 1000
FEW = 50


class Emitter(QObject):
    happened = Signal(bool)


class Painted(QWidget):
    paints = 0

    def paintEvent(self, _) -> None:
        self.paints += 1


def drift(action) -> int:
    before = [sys.getrefcount(thing) for thing in (None, True, False)]
    for _ in range(MANY):
        action()
    after = [sys.getrefcount(thing) for thing in (None, True, False)]
    return max(abs(a - b) for a, b in zip(after, before, strict=True))


def test_a_thousand_calls_leave_none_alone(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    assert drift(lambda: label.setText("a")) < FEW


def test_a_thousand_repaints_leave_none_alone(qtbot):
    widget = Painted()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    assert drift(widget.repaint) < FEW
    assert widget.paints >= MANY


def test_a_thousand_signals_leave_true_alone(qtbot):
    emitter, heard = Emitter(), []
    emitter.happened.connect(heard.append)
    heard.extend([True] * MANY)  # room for what comes, so that only calls are counted
    heard.clear()
    assert drift(lambda: (emitter.happened.emit(True), heard.clear())) < FEW
