"""Rows of settings below each other, with a fine line between two."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from captioner.ui.settings.row import SettingRow


class Rows(QWidget):
    """Holds those it is given last.

    Args:
        ruled: Whether a line stands above the first one too.
    """

    def __init__(self, *, ruled: bool) -> None:
        super().__init__()
        self._ruled = ruled
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.held: tuple[SettingRow, ...] = ()

    def hold(self, rows: Sequence[SettingRow]) -> None:
        """Hold these, in this order; one that was held elsewhere comes here."""
        if tuple(rows) == self.held:
            return
        self.held = tuple(rows)
        for place, row in enumerate(rows):
            self._column.addWidget(row)
            row.rule.setVisible(self._ruled or place > 0)
            row.show()
