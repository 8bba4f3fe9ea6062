"""A page that can be scrolled down, and is just as long as what stands on it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scrolled(QWidget):
    """What is scrolled.

    Qt would make it as long as its texts are in the narrowest window, and leave the rest blank.
    """

    def __init__(self) -> None:
        super().__init__()
        self._area: QScrollArea | None = None

    def minimumSizeHint(self) -> QSize:
        """The scroll area asks for the height at its width, unless this is more."""
        return QSize(super().minimumSizeHint().width(), 0)

    def within(self) -> QScrollArea:
        """The area that scrolls it, never sideways."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what stands on it has it
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self)
        area.viewport().setAutoFillBackground(False)
        self.setAutoFillBackground(False)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        self._claim_width()
        return area

    def event(self, event: QEvent) -> bool:
        """What stands here has become wider, say by unfolding."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._claim_width()
        return super().event(event)

    def _claim_width(self) -> None:
        if self._area is not None:
            bar = self._area.verticalScrollBar().sizeHint().width()
            self._area.setMinimumWidth(self.minimumSizeHint().width() + bar)
