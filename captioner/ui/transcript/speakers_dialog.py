"""Gives the voices of a session their names."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from captioner.core.cast import clean_name
from captioner.core.lines import clean
from captioner.core.transcript import Transcript
from captioner.ui.language import tr
from captioner.ui.parts.fitted import column_in, grown, stand_below
from captioner.ui.parts.labels import label, quiet

_LONGEST = 60
_SIZE = QSize(360, 240)


def labels_in(transcript: Transcript) -> list[str]:
    """The voices the service told apart, in order of their labels."""
    return sorted({segment.label for segment in transcript.segments if segment.label})


class SpeakersDialog(QDialog):
    """One field for each voice.

    Args:
        transcript: Whose voices.
        name: Called with a label and its new name, for each that changed.
    """

    def __init__(
        self, parent: QWidget, transcript: Transcript, name: Callable[[str, str], None]
    ) -> None:
        super().__init__(parent)
        self._transcript = transcript
        self._name = name
        self._fields: dict[str, QLineEdit] = {}
        self.setWindowTitle(tr("Name speakers"))
        column = column_in(self)
        self.resize(grown(self, _SIZE))
        says = tr("A name stands in the transcript and in every export.")
        column.addWidget(quiet(label(says, wrap=True)))
        form = QFormLayout()
        for speaker in labels_in(transcript):
            field = QLineEdit(transcript.names.get(speaker, ""))
            field.setMaxLength(_LONGEST)
            field.setPlaceholderText(speaker)
            field.setAccessibleName(tr("Name of speaker {label}").format(label=clean(speaker)))
            who = label(clean(speaker))
            who.setMinimumHeight(field.sizeHint().height())  # the name stands in the field's middle
            form.addRow(who, field)
            self._fields[speaker] = field
        column.addLayout(form)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        stand_below(self, buttons)

    def accept(self) -> None:
        """Tell the names that changed."""
        for speaker, field in self._fields.items():
            given = clean_name(field.text())
            if given != self._transcript.names.get(speaker, ""):
                self._name(speaker, given)
        super().accept()
