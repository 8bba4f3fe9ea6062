"""What every control of a setting is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from captioner.core.setting_values import Value


class Control(QWidget):
    """What a user sets a value with.

    Attributes:
        field: The widget that has the focus and the name. It is given the focus itself: as the
            proxy of this one it would be a second stop for Tab, wherever this one is in its way.
        wide: Whether it needs the width of the page, and stands below its help.
    """

    wide = False

    edited = Signal(object)

    field: QWidget

    def show_value(self, value: Value) -> None:
        """Show a value; this is not an edit."""
        raise NotImplementedError

    def _hold(self, *widgets: QWidget) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            row.addWidget(widget)
        self.field = widgets[-1]
