"""Controls for whole numbers. What does not fit is answered with a sentence, not changed."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider, QSpinBox

from captioner.core.setting_values import Value
from captioner.core.settings import About
from captioner.ui.language import tr
from captioner.ui.parts.field_room import with_room
from captioner.ui.settings.control import Control

_FAR = 10_000_000


class Number(Control):
    """A whole number with its unit. What does not fit is said, not silently changed."""

    def __init__(self, about: About) -> None:
        super().__init__()
        self._box = _NumberBox(about)
        self._box.valueChanged.connect(self.edited.emit)
        self._hold(self._box)

    def show_value(self, value: Value) -> None:
        """See `Control`."""
        with QSignalBlocker(self._box):
            self._box.setValue(int(str(value)))


class Percent(Control):
    """A slider, and the number beside it."""

    def __init__(self, about: About) -> None:
        super().__init__()
        self._box = _NumberBox(about)
        self._box.setMaximumWidth(self._box.minimumWidth())
        self._slider = QuietSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(about.low or 0, about.high or 100)
        self._slider.setSingleStep(about.step)
        self._slider.setPageStep(about.step)
        self._slider.setAccessibleName(tr(about.label))
        self._slider.setMinimumWidth(110)
        self._slider.valueChanged.connect(self._slide)
        self._box.valueChanged.connect(self._type)
        self._hold(self._slider, self._box)

    def show_value(self, value: Value) -> None:
        """See `Control`."""
        with QSignalBlocker(self._box), QSignalBlocker(self._slider):
            self._box.setValue(int(str(value)))
            self._slider.setValue(int(str(value)))

    def _slide(self, value: int) -> None:
        with QSignalBlocker(self._box):
            self._box.setValue(value)
        self.edited.emit(value)

    def _type(self, value: int) -> None:
        with QSignalBlocker(self._slider):
            self._slider.setValue(value)
        self.edited.emit(value)


class QuietSlider(QSlider):
    """A slider that the wheel does not change while the page is scrolled."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class _NumberBox(QSpinBox):
    """Takes any number, so that a wrong one can be answered with a sentence."""

    def __init__(self, about: About) -> None:
        super().__init__()
        self._low, self._high = about.low or 0, about.high or _FAR
        self.setRange(-_FAR, _FAR)
        self.setSingleStep(about.step)
        self.setKeyboardTracking(False)
        self.setGroupSeparatorShown(True)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        if about.unit:
            self.setSuffix(f" {tr(about.unit)}")
        widest = f"{self._high:,} {tr(about.unit)}"
        with_room(self)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(widest) + 52)

    def stepBy(self, steps: int) -> None:
        """Step within the range."""
        wanted = self.value() + steps * self.singleStep()
        self.setValue(max(self._low, min(self._high, wanted)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
