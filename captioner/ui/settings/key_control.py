"""The control of a setting that is a key combination."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit

from captioner.core.setting_values import Value
from captioner.ui.parts.icons import wear
from captioner.ui.settings.control import Control

_EMPTIES = ("Backspace", "Del")
"""Keys that empty a field by keyboard, as the cross in it does by pointer."""

_CLEAR = "_q_qlineeditclearaction"
"""What Qt calls the action that empties a field."""

_WITH_OTHERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
"""Keys that are none alone."""


class Key(Control):
    """A key combination, taken as it is pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._keys = _KeyField()
        self._keys.setMaximumSequenceLength(1)
        self._keys.setClearButtonEnabled(True)
        for clear in self._keys.findChildren(QAction, _CLEAR):
            wear(clear, "close")  # Qt's own has another style
            clear.triggered.connect(lambda: self.edited.emit(""))  # Qt tells of keys only
        self._keys.editingFinished.connect(self._press)
        self._hold(self._keys)

    def show_value(self, value: Value) -> None:
        """See `Control`."""
        with QSignalBlocker(self._keys):
            self._keys.setKeySequence(QKeySequence.fromString(str(value)))

    def _press(self) -> None:
        text = self._keys.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        self.edited.emit("" if text in _EMPTIES else text)


class _KeyField(QKeySequenceEdit):
    """It takes no key that leads back from it, nor loses what it has to Shift alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt takes Shift+Tab for the key that is wanted, though Tab leads on."""
        shift = event.modifiers() is Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Backtab, Qt.Key.Key_Tab) and shift:
            self.focusNextPrevChild(False)
        elif event.key() not in _WITH_OTHERS:
            super().keyPressEvent(event)
