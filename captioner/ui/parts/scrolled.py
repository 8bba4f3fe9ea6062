"""A page that can be scrolled down, and is just as long as what stands on it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scrolled(QWidget):
    """What is scrolled.

    Qt would make it as long as its texts are in the narrowest window, and leave the rest blank.
    """

    def minimumSizeHint(self) -> QSize:
        """The scroll area asks for the height at its width, unless this is more."""
        return QSize(super().minimumSizeHint().width(), 0)

    def within(self) -> QScrollArea:
        """The area that scrolls it, never sideways."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self)
        area.viewport().setAutoFillBackground(False)
        self.setAutoFillBackground(False)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = area.verticalScrollBar().sizeHint().width()
        area.setMinimumWidth(self.minimumSizeHint().width() + bar)
        return area
