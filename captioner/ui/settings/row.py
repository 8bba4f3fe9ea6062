"""A setting on its page: name, control, one line of help, and why it cannot be used."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from captioner.app.keeping import word_list
from captioner.core.engines import ENGINES
from captioner.core.errors import CaptionerError
from captioner.core.setting_values import get
from captioner.core.settings import ABOUT, DEFAULTS, Settings
from captioner.ui.commands import Commands
from captioner.ui.language import tr
from captioner.ui.parts.fitted import opened
from captioner.ui.parts.labels import label, quiet, rule, warning
from captioner.ui.settings.control import Control
from captioner.ui.settings.controls import Switch, control_for
from captioner.ui.settings.words_control import Words

_CONTROL_WIDTH = 37
"""In characters: most controls are as wide as each other, so that they stand in a column."""

_BETWEEN = 12
_NAME, _OWN, _HELP, _REFUSAL, _WIDE = range(5)
"""The lines of a row, from above; a control stands beside its name, or on a line of its own."""


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
        self._is_below = False
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
        grid = self._grid = QGridLayout()
        grid.setContentsMargins(0, 10, 0, 10)
        grid.setHorizontalSpacing(_BETWEEN)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._title, _NAME, 0)
        grid.addWidget(self._tag, _NAME, 1)
        if self.control.wide:
            grid.addWidget(self.control, _WIDE, 0, 1, 3)
        else:
            grid.addWidget(self.control, _NAME, 2)
            if self._can_move:
                width = self.fontMetrics().averageCharWidth() * _CONTROL_WIDTH
                self.control.setMinimumWidth(width)
        grid.addWidget(self._help, _HELP, 0, 1, 3)
        grid.addWidget(self._refusal, _REFUSAL, 0, 1, 3)
        column.addLayout(grid)
        if below is not None:
            column.addWidget(below)

    # Where its control stands

    @property
    def _can_move(self) -> bool:
        return not (self.control.wide or isinstance(self.control, Switch))

    @property
    def width_in_one_line(self) -> int:
        """What name, tag and control need beside each other, in pixels."""
        parts = (self._title, self._tag, self.control)
        least = (part.minimumSizeHint().expandedTo(part.minimumSize()).width() for part in parts)
        return sum(least) + 2 * _BETWEEN if self._can_move else 0

    def put_control(self, *, beside: bool) -> None:
        """Let the control stand beside its name, or on a line of its own."""
        if self._can_move and beside is self._is_below:
            self._is_below = not beside
            self._grid.removeWidget(self.control)
            place = (_NAME, 2) if beside else (_OWN, 0, 1, 3)
            self._grid.addWidget(self.control, *place)
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """With its control on a line of its own, whether or not it stands there now."""
        least = super().minimumSizeHint()
        if self._can_move and not self._is_below:
            beside = self.control.minimumWidth() + _BETWEEN
            least.setWidth(max(self.control.minimumWidth(), least.width() - beside))
        return least

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
        opened(dialog)

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
