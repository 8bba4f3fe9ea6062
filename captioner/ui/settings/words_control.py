"""The control for lists of words, with how many more the recogniser takes."""

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from captioner.core.setting_values import Value
from captioner.core.word_boost import fit
from captioner.ui.language import tr
from captioner.ui.parts.labels import label, quiet
from captioner.ui.settings.control import Control

_MOST_REFUSALS = 5


class Words(Control):
    """Terms, one a line, with how many more the recogniser takes."""

    file_wanted = Signal()
    """The user wants to add the words of a file."""

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
        load = QPushButton(tr("Load from file…"))
        load.clicked.connect(self.file_wanted)
        below = QHBoxLayout()
        below.addWidget(self._room, 1)
        below.addWidget(load, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(below)
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

    def add(self, terms: Iterable[str]) -> None:
        """Add terms to those that are there; one that is there already is not added."""
        every = dict.fromkeys((*self._terms(), *terms))
        self._text.setPlainText("\n".join(every))

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
            parts.append(tr("room for {room}").format(room=tr(fitted.room)))
        lines = [" · ".join(parts)]
        for refusal in fitted.refused[:_MOST_REFUSALS]:
            lines.append(f"“{refusal.term[:30]}”: {tr(refusal.reason)}")
        more = len(fitted.refused) - _MOST_REFUSALS
        if more > 0:
            lines.append(tr("and {n} more terms that are not taken").format(n=more))
        self._room.setText("\n".join(lines))
