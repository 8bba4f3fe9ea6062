"""One sentence and one button: what there is to say, and what can be done about it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from captioner.ui.language import tr
from captioner.ui.parts.icons import icon
from captioner.ui.parts.labels import label, on_button

_ICON = QSize(18, 18)
_AROUND = 18
"""Two lines have room, so that the window below keeps its place while messages change."""


class MessageStrip(QFrame):
    """Shows the most urgent message, and hides when there is none."""

    _picture = "information"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + _AROUND)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 8, 8)
        row.setSpacing(8)
        self._icon = label()
        self._text = label(wrap=True)
        self._button = QPushButton(tr("OK"))
        self._button.clicked.connect(self._act)
        self._do: Callable[[], object] = self.hide
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self.hide()

    def say(
        self,
        text: str,
        button: str = "",
        do: Callable[[], object] | None = None,
        *,
        bad: bool = False,
    ) -> None:
        """Show a message.

        Args:
            text: One or two sentences.
            button: What the button says; "" for no button.
            do: What the button does.
            bad: Whether something went wrong.
        """
        self._picture = "warning" if bad else "information"
        self._draw()
        self._text.setText(text)
        self._text.setAccessibleName(text)
        if button:
            self._button.setText(on_button(button))
        self._button.setVisible(bool(button))
        self._do = do or self.hide
        self.setVisible(bool(text))

    def _draw(self) -> None:
        self._icon.setPixmap(icon(self._picture).pixmap(_ICON))

    def changeEvent(self, event: QEvent) -> None:
        """The icon has the colour of the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    @property
    def text(self) -> str:
        """What it says, "" while hidden."""
        return self._text.text() if not self.isHidden() else ""

    def _act(self) -> None:
        self._do()
