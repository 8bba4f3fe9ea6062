"""A row of buttons that show their names where there is room, and else their pictures only."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from captioner.ui.parts.icons import wear

_SPACING = 6
_AROUND_PICTURE = 18
"""On both sides together of a picture that stands alone, in pixels."""


class ToolRow(QWidget):
    """What one does to what stands above it."""

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[QPushButton, str] = {}
        self._ranks: dict[QPushButton, int] = {}
        self._reasons: dict[QPushButton, str] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_SPACING)

    def add(self, picture: str, name: str, *, rank: int = 0) -> QPushButton:
        """A button at the end of the row.

        Args:
            picture: The name of its icon.
            name: What stands on it, or in its tooltip where there is no room.
            rank: Those of the lowest rank lose their names first, from the front.
        """
        button = QPushButton(name)
        wear(button, picture)
        button.setAccessibleName(name)
        self._names[button], self._ranks[button] = name, rank
        self._row.addWidget(button)
        return button

    def disable(self, button: QPushButton, reason: str) -> None:
        """Let a button of the row stand where it is, and say why it cannot be pressed now."""
        self._explain(button, reason)
        button.setEnabled(False)

    def enable(self, button: QPushButton) -> None:
        """Let it be pressed again."""
        self._explain(button, "")
        button.setEnabled(True)

    def _explain(self, button: QPushButton, reason: str) -> None:
        self._reasons[button] = reason
        button.setAccessibleDescription(reason)
        self._tell(button)

    def _tell(self, button: QPushButton) -> None:
        """Say in its tooltip what is not in sight."""
        name = "" if button.text() else self._names[button]
        button.setToolTip("\n".join(filter(None, (name, self._reasons.get(button)))))

    def part(self) -> None:
        """Leave what room there is between the buttons before and those that come."""
        self._row.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """With pictures only, whether or not there are names now."""
        return QSize(self._needed([]), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """With all names."""
        return QSize(self._needed(self._shown()), super().sizeHint().height())

    def _needed(self, named: list[QPushButton]) -> int:
        """The width with the names of these, in pixels."""
        buttons = self._shown()
        pictures = sum(_width(button, "") for button in buttons)
        names = sum(_width(each, self._names[each]) - _width(each, "") for each in named)
        return pictures + names + _SPACING * max(0, self._row.count() - 1)

    def _shown(self) -> list[QPushButton]:
        return [button for button in self._names if not button.isHidden()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for the names now, or not any more."""
        super().resizeEvent(event)
        self._name()

    def event(self, event: QEvent) -> bool:
        """A button may have come or gone."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._name()
        return super().event(event)

    def _name(self) -> None:
        named = self._shown()
        while named and self._needed(named) > self.width():
            named.remove(min(named, key=self._ranks.__getitem__))
        for button, name in self._names.items():
            text = name if button in named else ""
            button.setFixedWidth(_width(button, text))
            if button.text() != text:
                button.setText(text)
                self._tell(button)


def _width(button: QPushButton, name: str) -> int:
    """How wide a button is with this name; with "" for its picture alone."""
    if not name:
        return button.iconSize().width() + _AROUND_PICTURE
    metrics = button.fontMetrics()
    own = metrics.horizontalAdvance(button.text()) if button.text() else 0
    return button.minimumSizeHint().width() - own + metrics.horizontalAdvance(name)
