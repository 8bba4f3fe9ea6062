"""Where the session stands: a dot, a word, how long, whether it is kept, and who listens."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from captioner.core.session import State
from captioner.core.status import Condition
from captioner.ui.commands import RUNNING, Commands
from captioner.ui.language import tr
from captioner.ui.model import Model
from captioner.ui.parts.labels import label, quiet
from captioner.ui.parts.theme import colours
from captioner.ui.parts.who_listens import in_full

STATE_WORDS: Mapping[State, str] = {
    State.IDLE: "Ready",
    State.STARTING: "Starting…",
    State.LISTENING: "Listening",
    State.PAUSED: "Paused",
    State.STOPPING: "Saving…",
    State.WAITING: "Waiting for speech",
}
_TICK_MS = 1000


class StateLine(QWidget):
    """Looks at the clock once a second, and only while a session runs in sight."""

    def __init__(self, commands: Commands, model: Model, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands, self._model = commands, model
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(7)
        self._dot = label("●")
        self._text = label()
        row.addWidget(self._dot)
        row.addWidget(self._text, 1)
        column.addLayout(row)
        self.who = quiet(label(wrap=True))
        column.addWidget(self.who)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self.refresh)
        for signal in (
            model.now_in_state,
            model.now_told,
            model.now_by,
            commands.settings_changed,
        ):
            signal.connect(self._changed)
        self.refresh()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def refresh(self) -> None:
        """Say how it stands now."""
        state = self._model.state
        parts = [tr("No sound") if self._deaf else tr(STATE_WORDS[state])]
        if state in RUNNING:
            parts += [clock_text(self._commands.captioner.since_first_sample), self._kept()]
        self._text.setText(" · ".join(parts))
        self._text.setAccessibleName(self._text.text())
        self._dot.setAccessibleName(parts[0])
        self.who.setText(in_full(*self._commands.who_listens()))
        self._colour()
        if state in RUNNING and self.isVisible():
            self._tick.start()
        else:
            self._tick.stop()

    def _colour(self) -> None:
        state, scheme = self._model.state, colours()
        dots = {State.LISTENING: scheme.good, State.PAUSED: scheme.warn, State.IDLE: scheme.faint}
        palette = self._dot.palette()
        colour = scheme.warn if self._deaf else dots.get(state, scheme.accent)
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        self._dot.setPalette(palette)

    @property
    def _deaf(self) -> bool:
        """Whether it listens and no sound comes."""
        model = self._model
        return model.state is State.LISTENING and model.condition is Condition.DEVICE_LOST

    def _kept(self) -> str:
        if self._model.condition is Condition.NOT_SAVED:
            return tr("NOT saved")
        return tr("saved here") if self._commands.captioner.keeps else tr("not kept")

    def _changed(self, _: object) -> None:
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """The dot has its colour from the theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._colour()

    def showEvent(self, _: object) -> None:
        """In sight again."""
        self.refresh()

    def hideEvent(self, _: object) -> None:
        """Out of sight."""
        self._tick.stop()


def clock_text(seconds: float) -> str:
    """Minutes and seconds, with hours once there are any."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
