"""The control for lists of words, with how many more the recogniser takes."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout

from captioner.core.setting_values import Value
from captioner.core.word_boost import fit
from captioner.ui.control import Control
from captioner.ui.labels import label, quiet
from captioner.ui.language import tr


class Words(Control):
    """Terms, one a line, with how many more the recogniser takes."""

    def __init__(self) -> None:
        super().__init__()
        self._engine = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._text = QPlainTextEdit()
        self._text.setFixedHeight(self.fontMetrics().lineSpacing() * 6)
        self._text.setTabChangesFocus(True)
        self._text.textChanged.connect(self._type)
        self._room = quiet(label(wrap=True))
        column.addWidget(self._text)
        column.addWidget(self._room)
        self.field = self._text
        self.setFocusProxy(self._text)

    def count_for(self, engine: str) -> None:
        """Say what this recogniser takes."""
        self._engine = engine
        self._count()

    def show_value(self, value: Value) -> None:
        """See `Control`; what is being typed is left alone."""
        terms = tuple(value) if isinstance(value, tuple) else ()
        if terms != tuple(self._terms()):
            with QSignalBlocker(self._text):
                self._text.setPlainText("\n".join(terms))
        self._count()

    def _terms(self) -> list[str]:
        lines = self._text.toPlainText().splitlines()
        return [" ".join(line.split()) for line in lines if line.strip()]

    def _type(self) -> None:
        self._count()
        self.edited.emit(tuple(self._terms()))

    def _count(self) -> None:
        fitted = fit(self._engine, self._terms())
        parts = [tr("{n} terms").format(n=len(fitted.kept))]
        if fitted.room:
            parts.append(tr("room for {room}").format(room=fitted.room))
        if fitted.refused:
            first = fitted.refused[0]
            parts.append(f"“{first.term[:30]}”: {tr(first.reason)}")
        self._room.setText(" · ".join(parts))
