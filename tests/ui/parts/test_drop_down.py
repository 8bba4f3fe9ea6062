from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from captioner.ui.parts.drop_down import DropDown, QuietDropDown
from tests.ui.stage import Stage

LONG = "A choice that needs far more room than there is"


def test_an_open_list_is_as_wide_as_its_longest_entry_and_as_high_as_all(stage: Stage, qtbot):
    box = stage.own(DropDown())
    box.addItems([f"{n}" for n in range(14)] + [LONG])
    box.setFixedWidth(90)
    with qtbot.waitExposed(box):
        box.show()
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    last = view.visualRect(box.model().index(14, 0))
    assert view.viewport().rect().contains(last)
    assert view.viewport().width() > view.fontMetrics().horizontalAdvance(LONG)
    box.hidePopup()


def test_its_name_is_told_on_every_system(stage: Stage):
    box = stage.own(DropDown())
    box.call("Format")
    assert (box.accessibleName(), box.accessibleDescription()) == ("Format", "Format")


def test_the_wheel_over_a_quiet_one_is_left_to_the_page(stage: Stage):
    box = stage.own(QuietDropDown())
    box.addItems(["one", "two"])
    at, buttons, keys = QPointF(3, 3), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(at, at, QPoint(), QPoint(0, -120), buttons, keys, phase, False)
    box.wheelEvent(wheel)
    assert not wheel.isAccepted()
    assert box.currentText() == "one"
