"""One control for each kind of setting, made from what the setting says of itself."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFontComboBox,
    QLineEdit,
)

from captioner.core.setting_values import Value
from captioner.core.settings import About
from captioner.ui.language import tr
from captioner.ui.parts.drop_down import QuietDropDown
from captioner.ui.settings.control import Control
from captioner.ui.settings.key_control import Key
from captioner.ui.settings.number_controls import Number, Percent
from captioner.ui.settings.ticks_control import Ticks
from captioner.ui.settings.words_control import Words

_FOUND_LATER = ("source", "model")
"""Settings whose choices are found while the program runs."""

_SWATCH = QSize(16, 16)


class Switch(Control):
    """On or off."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QCheckBox()
        self._box.setProperty("bare", True)
        self._box.toggled.connect(self.edited.emit)
        self._hold(self._box)

    def show_value(self, value: Value) -> None:
        """See `Control`."""
        with QSignalBlocker(self._box):
            self._box.setChecked(bool(value))


class Choice(Control):
    """One of several, or — where the choices are suggestions — something else."""

    def __init__(self, choices: Mapping[str, str], *, free: bool) -> None:
        super().__init__()
        self._free = free
        self._box = QuietDropDown()
        self._box.setEditable(free)
        self._box.setIconSize(_SWATCH)
        self.offer(choices)
        self._box.activated.connect(self._choose)
        line = self._box.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._type)
        self._hold(self._box)

    def offer(self, choices: Mapping[str, str]) -> None:
        """Offer these: value → label."""
        current = self._box.currentData()
        with QSignalBlocker(self._box):
            self._box.clear()
            for value, text in choices.items():
                self._box.addItem(_swatch(value), tr(text), value)
            self._box.setCurrentIndex(self._box.findData(current))

    def show_value(self, value: Value) -> None:
        """See `Control`."""
        with QSignalBlocker(self._box):
            row = self._box.findData(str(value))
            if row < 0 and not self._free:
                self._box.addItem(str(value), str(value))
                row = self._box.count() - 1
            self._box.setCurrentIndex(row)
            if row < 0:
                self._box.setEditText(str(value))

    def _choose(self, row: int) -> None:
        self.edited.emit(self._box.itemData(row))

    def _type(self) -> None:
        text = self._box.currentText()
        row = self._box.findText(text)
        self.edited.emit(self._box.itemData(row) if row >= 0 else text)


class Text(Control):
    """A line of text."""

    def __init__(self) -> None:
        super().__init__()
        self._line = QLineEdit()
        self._line.editingFinished.connect(lambda: self.edited.emit(self._line.text()))
        self._hold(self._line)

    def show_value(self, value: Value) -> None:
        """See `Control`."""
        with QSignalBlocker(self._line):
            self._line.setText(str(value))


class Font(Control):
    """A font of this computer, or the system's."""

    def __init__(self) -> None:
        super().__init__()
        self._box = _FontBox()
        self._box.setMinimumContentsLength(14)
        self._box.setEditable(False)
        self._box.insertItem(0, tr("System font"))
        self._box.activated.connect(self._choose)
        self._hold(self._box)

    def show_value(self, value: Value) -> None:
        """See `Control`; a font that is gone is shown as such."""
        with QSignalBlocker(self._box):
            row = self._box.findText(str(value)) if value else 0
            if row < 0:
                self._box.insertItem(1, tr("{name} (not here)").format(name=value))
                row = 1
            self._box.setCurrentIndex(row)

    def _choose(self, row: int) -> None:
        self.edited.emit("" if row == 0 else self._box.itemText(row))


class _FontBox(QFontComboBox):
    """The list of fonts, which the wheel does not change while the page is scrolled."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


def control_for(name: str, about: About, default: Value) -> Control:
    """The control that fits a setting."""
    made: Control
    if name == "font":
        made = Font()
    elif name.startswith("hotkey_"):
        made = Key()
    elif isinstance(default, bool):
        made = Switch()
    elif isinstance(default, tuple):
        made = Ticks(about.choices) if about.choices else Words()
    elif about.choices or name in _FOUND_LATER:
        made = Choice(about.choices, free=about.suggests)
    elif isinstance(default, int):
        made = Percent(about) if about.unit == "%" else Number(about)
    else:
        made = Text()
    made.field.setAccessibleName(tr(about.label))
    made.field.setAccessibleDescription(tr(about.help))
    return made


def _swatch(value: str) -> QIcon:
    """A square of the colour, for a value that is one."""
    if not value.startswith("#"):
        return QIcon()
    pixmap = QPixmap(_SWATCH * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(128, 128, 128))
    painter.setBrush(QColor(value))
    painter.drawRoundedRect(1, 1, 14, 14, 3, 3)
    painter.end()
    return QIcon(pixmap)
