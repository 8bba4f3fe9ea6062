"""A setting on its page: name, control, one line of help, and why it cannot be used."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from captioner.app.keeping import word_list
from captioner.core.engines import ENGINES
from captioner.core.errors import CaptionerError
from captioner.core.setting_values import get
from captioner.core.settings import ABOUT, DEFAULTS, Settings
from captioner.ui.commands import Commands
from captioner.ui.language import tr
from captioner.ui.parts.labels import label, quiet, rule, warning
from captioner.ui.settings.control import Control
from captioner.ui.settings.controls import Switch, control_for
from captioner.ui.settings.words_control import Words

_CONTROL_WIDTH = 37
"""In characters: most controls are as wide as each other, so that they stand in a column."""


class SettingRow(QWidget):
    """Follows the settings, and changes one of them.

    Args:
        name: Of the setting.
        commands: What changes it.
        below: What belongs to it and stands below it, if anything.

    Attributes:
        rule: The line between it and the row above.
    """

    def __init__(self, name: str, commands: Commands, below: QWidget | None = None) -> None:
        super().__init__()
        self.rule = rule()
        self.name = name
        self._about = ABOUT[name]
        self._commands = commands
        self.control: Control = control_for(name, self._about, get(DEFAULTS, name))
        self._tag = quiet(label(tr("At next Start")))
        self._help = quiet(label(wrap=True))
        self._refusal = warning(label(wrap=True))
        self._refusal.hide()
        self._title = label(tr(self._about.label))
        self._title.setBuddy(self.control.field)
        self._lay_out(below)
        self.control.edited.connect(self._edit)
        if isinstance(self.control, Words):
            self.control.file_wanted.connect(self._ask_for_file)
        self.show_settings(commands.settings)

    def _lay_out(self, below: QWidget | None) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.rule)
        grid = QGridLayout()
        grid.setContentsMargins(0, 10, 0, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._title, 0, 0)
        grid.addWidget(self._tag, 0, 1)
        if self.control.wide:
            grid.addWidget(self.control, 3, 0, 1, 3)
        else:
            grid.addWidget(self.control, 0, 2)
            if not isinstance(self.control, Switch):
                width = self.fontMetrics().averageCharWidth() * _CONTROL_WIDTH
                self.control.setMinimumWidth(width)
        grid.addWidget(self._help, 1, 0, 1, 3)
        grid.addWidget(self._refusal, 2, 0, 1, 3)
        column.addLayout(grid)
        if below is not None:
            column.addWidget(below)

    def show_settings(self, settings: Settings, *, running: bool = False) -> None:
        """Show the value, whether it can act, and while a session runs, from when on."""
        self.control.show_value(get(settings, self.name))
        engine = ENGINES[settings.engine]
        reason = engine.cannot.get(self.name, "")
        self.control.setEnabled(not reason)
        self._title.setEnabled(not reason)
        waits = self._about.next_start and self.name not in engine.live
        self._tag.setVisible(running and waits and not reason)
        note = reason or engine.notes.get(self.name, "")
        if self.name == "engine":
            note = engine.summary
        self._help.setText(" ".join(filter(None, (self._help_text(), tr(note)))))
        if isinstance(self.control, Words):
            self.control.count_for(settings.engine if self.name == "word_boost" else "")

    def _help_text(self) -> str:
        about, text = self._about, tr(self._about.help)
        if about.low is None or about.high is None:
            return text
        unit = f" {tr(about.unit)}" if about.unit else ""
        span = tr("{low} to {high}").format(low=f"{about.low:,}", high=f"{about.high:,}{unit}")
        return f"{text} {span}."

    def refuse(self, sentence: str) -> None:
        """Say at the control why a value was not taken; "" takes the sentence back."""
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, tr("Load words"))
        dialog.setNameFilters([tr("Text files (*.txt)"), tr("All files (*)")])
        dialog.fileSelected.connect(lambda path: self._commands.run(lambda: self._load(Path(path))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    async def _load(self, path: Path) -> None:
        try:
            terms = await word_list.load(path)
        except CaptionerError as error:
            self.refuse(f"{tr(error.title)} {tr(error.advice)}")
            return
        if isinstance(self.control, Words):
            self.control.add(terms)

    def _edit(self, value: object) -> None:
        self.refuse(self._commands.change(self.name, value))
