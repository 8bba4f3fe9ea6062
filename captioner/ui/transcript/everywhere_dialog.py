"""Writes a word anew wherever it stands in a transcript."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QWidget,
)

from captioner.core.correction import written_everywhere
from captioner.core.lines import clean
from captioner.core.transcript import Segment
from captioner.ui.language import tr
from captioner.ui.parts.fitted import column_in, stand_below
from captioner.ui.parts.labels import label, quiet

_LONGEST = 80

Lines = Sequence[tuple[Segment, str]]
"""Each line, and how it reads with the word written anew."""


class EverywhereDialog(QDialog):
    """One field, and how many lines it changes.

    Args:
        parent: The window it belongs to.
        word: What is written anew.
        segments: The transcript as it is now.
        done: Called with the lines that change.
        always: Called with the new word if it is always to be written so.
    """

    def __init__(
        self,
        parent: QWidget,
        word: str,
        segments: Sequence[Segment],
        done: Callable[[Lines], None],
        always: Callable[[str], None],
    ) -> None:
        super().__init__(parent)
        self._word, self._segments = word, segments
        self._done, self._tell_always = done, always
        self.setWindowTitle(tr("Correct everywhere"))
        column = column_in(self)
        says = tr("Write “{word}” everywhere as").format(word=clean(word))
        column.addWidget(label(says, wrap=True))
        self.field = QLineEdit(word)
        self.field.setMaxLength(_LONGEST)
        self.field.setAccessibleName(tr("New spelling"))
        self.field.selectAll()
        column.addWidget(self.field)
        self.always = QCheckBox(tr("Always write it like this: listen for it from now on"))
        column.addWidget(self.always)
        lines = sum(written_everywhere(one.text, word, "") != one.text for one in segments)
        count = tr("{n} lines change.").format(n=lines)
        column.addWidget(quiet(label(tr("1 line changes.") if lines == 1 else count)))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(tr("Correct"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        stand_below(self, buttons)
        self.field.textChanged.connect(self._use)
        self._use(word)

    def _use(self, text: str) -> None:
        self._ok.setEnabled(bool(text.split()) and text != self._word)

    def accept(self) -> None:
        """Tell what changes."""
        new = " ".join(self.field.text().split())
        written = [(one, written_everywhere(one.text, self._word, new)) for one in self._segments]
        self._done([(one, text) for one, text in written if text != one.text])
        if self.always.isChecked():
            self._tell_always(new)
        super().accept()
