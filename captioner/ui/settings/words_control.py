"""The control for word boost: terms, how each does, and how many more are taken."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from captioner.core.setting_values import Value
from captioner.core.vocabulary import Heard
from captioner.core.word_boost import fit, terms_in
from captioner.ui.language import tr
from captioner.ui.parts.labels import label, quiet
from captioner.ui.settings.control import Control
from captioner.ui.settings.terms_edit import TermsEdit

_MOST_REFUSALS = 5
_LINES = 7


class Words(Control):
    """Terms as they are typed or pasted; once the user goes on, one stands on each line."""

    wide = True
    file_wanted = Signal()
    """The user wants to add the words of a file."""

    def __init__(self) -> None:
        super().__init__()
        self._engine = ""
        self._counted = ""
        self._value: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._text = TermsEdit()
        self._text.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES)
        self._text.textChanged.connect(self._type)
        self._text.left.connect(self._tidy)
        self._room = quiet(label(wrap=True))
        column.addWidget(self._text)
        load = QPushButton(tr("Load from file…"))
        load.clicked.connect(self.file_wanted)
        below = QHBoxLayout()
        below.addWidget(self._room, 1)
        below.addWidget(load, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(below)
        self.field = self._text

    def count_for(self, engine: str) -> None:
        """Say what this recogniser takes."""
        self._engine = engine
        self._count()

    def show_heard(self, heard: Mapping[str, Heard], sessions: int) -> None:
        """Say beside each term how it did in the last sessions; nothing without any."""
        if sessions:
            self._counted = (
                tr("counted in the last session")
                if sessions == 1
                else tr("counted in the last {n} sessions").format(n=sessions)
            )
            self._text.show_remarks({term: remark(each) for term, each in heard.items()})
        else:
            self._counted = ""
            self._text.show_remarks({})
        self._count()

    def show_value(self, value: Value) -> None:
        """See `Control`; what is being typed is left alone, and so is what was refused."""
        terms = tuple(value) if isinstance(value, tuple) else ()
        before, self._value = self._value, terms
        if terms not in (before, self.terms()):
            with QSignalBlocker(self._text):
                self._text.setPlainText("\n".join(terms))
        self._count()

    def add(self, terms: Iterable[str]) -> None:
        """Add terms to those that are there; one that is there already is not added."""
        self._text.rewrite("\n".join(dict.fromkeys((*self.terms(), *terms))))

    def terms(self) -> tuple[str, ...]:
        """The terms as they stand there."""
        return terms_in(self._text.toPlainText())

    def _type(self) -> None:
        self._count()
        self.edited.emit(self.terms())

    def _tidy(self) -> None:
        """Commas and semicolons become lines, so that each term has what is said of it."""
        text = "\n".join(self.terms())
        if text != self._text.toPlainText():
            self._text.rewrite(text)

    def _count(self) -> None:
        fitted = fit(self._engine, self.terms())
        parts = [tr("{n} terms").format(n=len(fitted.kept))]
        if fitted.room:
            parts.append(tr("room for {room}").format(room=tr(fitted.room)))
        if self._counted:
            parts.append(self._counted)
        lines = [" · ".join(parts)]
        for refusal in fitted.refused[:_MOST_REFUSALS]:
            lines.append(f"“{refusal.term[:30]}”: {tr(refusal.reason)}")
        more = len(fitted.refused) - _MOST_REFUSALS
        if more > 0:
            lines.append(tr("and {n} more terms that are not taken").format(n=more))
        self._room.setText("\n".join(lines))


def remark(heard: Heard) -> str:
    """How a term does, in a few words."""
    parts = []
    if heard.plain:
        parts.append(tr("heard {n}×").format(n=heard.plain))
    if heard.swapped:
        parts.append(tr("swapped in {n}×").format(n=heard.swapped))
    return " · ".join(parts) or tr("never heard")
