"""Asks what a voice is called."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QWidget,
)

from captioner.core.cast import Cast, clean_name
from captioner.ui.language import tr
from captioner.ui.parts.fitted import column_in, grown, stand_below
from captioner.ui.parts.labels import label, quiet
from captioner.ui.parts.voice_colours import voice_name

LONGEST = 60
"""More letters are no name."""

_SIZE = QSize(320, 140)


class NameDialog(QDialog):
    """One field: type, press Enter.

    Args:
        parent: The window it belongs to; None for the captions, which are never active.
        cast: Who speaks in the session.
        voice: The label of the voice; "" for one that is not known yet.
        known: Names that were given before, offered while one is typed.
        done: Called with the name if it is another one; with "" for the label again.
    """

    def __init__(
        self,
        parent: QWidget | None,
        cast: Cast,
        voice: str,
        known: Sequence[str],
        done: Callable[[str], object],
    ) -> None:
        super().__init__(parent)
        if parent is None:
            self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._cast, self._voice, self._done = cast, voice, done
        self._before = cast.names.get(voice, "")
        asked = tr("Who is {name}?").format(name=voice_name(cast, voice))
        self.setWindowTitle(tr("Name this voice") if voice else tr("Somebody else"))
        column = column_in(self)
        question = label(asked if voice else tr("Who said this?"), wrap=True)
        column.addWidget(question)
        self.field = QLineEdit(self._before)
        self.field.setMaxLength(LONGEST)
        self.field.setAccessibleName(question.text())
        self.field.setPlaceholderText(voice_name(cast, voice))
        self.field.selectAll()
        there = cast.names.values() if voice else map(cast.name, cast.voices)
        completer = QCompleter(list(dict.fromkeys((*there, *known))), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field.setCompleter(completer)
        column.addWidget(self.field)
        self.hint = quiet(label(wrap=True))
        self.hint.setMinimumHeight(2 * self.hint.fontMetrics().lineSpacing())
        column.addWidget(self.hint)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._save = buttons.button(QDialogButtonBox.StandardButton.Save)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        stand_below(self, buttons)
        self.resize(grown(self, _SIZE))
        self.field.textChanged.connect(self._say_what_follows)
        self._say_what_follows()

    def _say_what_follows(self) -> None:
        name = clean_name(self.field.text())
        if not self._voice:
            self.hint.setText(tr("Later sentences of this voice go the same way."))
            self._save.setEnabled(bool(name))
        elif name and self._cast.others_called(name, self._voice):
            self.hint.setText(
                tr(
                    "{name} is there already: the two become one voice. Undo parts them again."
                ).format(name=name)
            )
        else:
            self.hint.setText(tr("The name stands in every line of this session and in exports."))

    def accept(self) -> None:
        """Tell the name, if it is another one."""
        name = clean_name(self.field.text())
        if name == self._voice:
            name = ""
        if name != self._before:
            self._done(name)
        super().accept()
