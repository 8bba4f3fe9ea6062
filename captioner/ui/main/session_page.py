"""What the main window shows once words have been seen: source, Start and the transcript."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from captioner.core.session import State
from captioner.core.settings import Settings
from captioner.core.sources import BOTH
from captioner.ui.commands import RUNNING, Commands
from captioner.ui.language import tr
from captioner.ui.menus import MUTE, mute_text
from captioner.ui.model import Model
from captioner.ui.parts.icons import wear
from captioner.ui.parts.labels import native
from captioner.ui.parts.source_picker import SourcePicker
from captioner.ui.transcript.panel import TranscriptPanel

_TALL = 40
"""The height of the large buttons, in logical pixels."""


class SessionPage(QWidget):
    """Follows the model."""

    mark = Signal()
    """The user marks this moment."""

    def __init__(self, commands: Commands, model: Model) -> None:
        super().__init__()
        self._commands = commands
        self.picker = SourcePicker()
        self.panel = TranscriptPanel(model, lambda: commands.captioner.heard_s)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.picker, 1)
        self._mute = QPushButton()
        self._mute.clicked.connect(commands.mute_or_unmute)
        beside.addWidget(self._mute)
        column.addLayout(beside)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.start = self._button(row, 2, commands.toggle)
        self.start.setToolTip(native("Ctrl+R"))
        self._pause = self._button(row, 1, commands.pause_or_resume)
        self._mark = self._button(row, 1, self.mark.emit)
        self._mark.setText(tr("Mark"))
        wear(self._mark, "mark")
        column.addLayout(row)
        column.addWidget(self.panel, 1)
        self._model = model
        model.now_in_state.connect(self._in_state)
        model.now_muted.connect(self._show_muted)
        commands.settings_changed.connect(self._use)
        commands.keys_changed.connect(lambda: self._use(commands.settings))
        self._use(commands.settings)
        model.measured.connect(self.picker.bars.show_level)
        self._in_state(model.state)
        self._show_muted(on=model.is_muted)

    def _button(self, row: QHBoxLayout, share: int, step: object) -> QPushButton:
        button = QPushButton()
        button.setMinimumHeight(_TALL)
        button.clicked.connect(step)
        row.addWidget(button, share)
        return button

    def _use(self, settings: Settings) -> None:
        self._mute.setVisible(settings.source == BOTH)
        self._mute.setToolTip(self._commands.key("hotkey_mute", MUTE))
        self._pause.setToolTip(self._commands.key("hotkey_pause", "Ctrl+P"))
        self._mark.setToolTip(self._commands.key("hotkey_mark", "Ctrl+M"))

    def _show_muted(self, on: bool) -> None:  # noqa: FBT001 - a Qt signal
        self._mute.setText(mute_text(on=on))
        wear(self._mute, "muted" if on else "microphone")

    def _in_state(self, state: State) -> None:
        running = state in RUNNING
        self.start.setText(tr("Stop") if running else tr("Start captions"))
        wear(self.start, "stop" if running else "start", on_accent=not running)
        self.start.setProperty("primary", not running)
        if self.start.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it comes
            self.start.style().polish(self.start)
        paused = state is State.PAUSED
        self._pause.setText(tr("Resume") if paused else tr("Pause"))
        wear(self._pause, "resume" if paused else "pause")
        self._pause.setEnabled(running)
        self._mark.setEnabled(running)
        self._mute.setEnabled(running or state is State.WAITING)
        if state is not State.LISTENING:
            self.picker.bars.rest()
