"""The card that stands in the main window until a first word has appeared."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from captioner.core.audio import Level
from captioner.core.engines import ENGINES
from captioner.core.settings import Settings
from captioner.core.sources import SourceInfo
from captioner.ui.language import tr
from captioner.ui.parts.icons import tinted, wear
from captioner.ui.parts.labels import label, larger, on_button, quiet
from captioner.ui.parts.level_bars import LevelBars
from captioner.ui.parts.source_picker import source_text
from captioner.ui.parts.tab_order import lead_tab_through

_DRAWING = QSize(64, 64)
_TALL = 500
"""A screen as high as this, in logical pixels, has room for a drawing."""

_UNDER_NAME = 26
"""From the edge to where the name of a source begins, beside its button."""


class FirstRun(QFrame):
    """The sources by their roles, one large button, and what happens with the text."""

    source_chosen = Signal(str)
    start = Signal()
    sample = Signal()
    keep_nothing = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(12)
        drawing = label()
        drawing.setPixmap(tinted("captioner", "").pixmap(_DRAWING))
        column.addStretch(1)
        column.addWidget(drawing)
        drawing.setVisible(self.screen().availableSize().height() >= _TALL)
        column.addWidget(larger(label(tr("See what people say")), 1.7))
        column.addWidget(
            quiet(
                label(
                    tr("Captions of a call, a video or the room, on top of any window."), wrap=True
                )
            )
        )
        column.addSpacing(8)
        self._sources = QVBoxLayout()
        self._sources.setSpacing(14)
        column.addLayout(self._sources)
        self._group = QButtonGroup(self)
        self._rows: dict[str, SourceRow] = {}
        column.addSpacing(8)
        column.addLayout(self._buttons())
        column.addStretch(3)
        self._where = quiet(label(wrap=True))
        column.addWidget(self._where)
        row = QHBoxLayout()
        self._keep_nothing = QCheckBox(tr("Keep nothing"))
        self._keep_nothing.setToolTip(tr("Writes no transcript; text is only on screen."))
        self._keep_nothing.clicked.connect(self.keep_nothing)
        row.addWidget(self._keep_nothing)
        row.addStretch(1)
        self._key = quiet(label())
        row.addWidget(self._key)
        column.addLayout(row)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.start_button = QPushButton(tr("Start captions"))
        wear(self.start_button, "start", on_accent=True)
        self.start_button.setProperty("primary", True)
        self.start_button.setDefault(True)
        self.start_button.setMinimumHeight(44)
        self.start_button.clicked.connect(self.start)
        self._sample = QPushButton(tr("Try a sample (silent)"))
        self._sample.setProperty("link", True)
        self._sample.clicked.connect(self.sample)
        row.addWidget(self.start_button, 1)
        row.addWidget(self._sample)
        return row

    def show_sources(self, sources: tuple[SourceInfo, ...], current: str) -> None:
        """Offer the roles, and what is chosen if it is neither of them."""
        was_here = any(old.button.hasFocus() for old in self._rows.values())
        for old in self._rows.values():
            self._group.removeButton(old.button)
            old.hide()
            old.deleteLater()
        offered = [info for info in sources if info.is_role or info.id == current]
        self._rows = {info.id: SourceRow(info, self) for info in offered}
        for name, row in self._rows.items():
            self._sources.addWidget(row)
            self._group.addButton(row.button)
            row.button.setChecked(name == current)
            row.button.clicked.connect(lambda _=False, name=name: self.source_chosen.emit(name))
        buttons = self.start_button, self._sample, self._keep_nothing
        lead_tab_through((*self._rows.values(), *buttons))
        if was_here and current in self._rows:
            self._rows[current].button.setFocus()

    def show_level(self, source_id: str, level: Level) -> None:
        """A source is this loud."""
        if source_id in self._rows:
            self._rows[source_id].show_level(level)

    def use(self, settings: Settings) -> None:
        """Say what the settings mean for privacy, and which key shows the captions."""
        here = settings.engine == "ondevice"
        where = tr("Runs on this computer.") if here else tr("Sound goes to {name}.")
        kept = tr("Nothing is kept.") if settings.keep_nothing else tr("Text is kept here.")
        self._where.setText(f"{where.format(name=tr(ENGINES[settings.engine].label))} {kept}")
        self._keep_nothing.setChecked(settings.keep_nothing)
        key = settings.hotkey_show
        self._key.setText(tr("Show or hide: {key}").format(key=key) if key else "")


class SourceRow(QWidget):
    """One source, with bars and a word on whether it has sound."""

    def __init__(self, info: SourceInfo, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        self.button = QRadioButton(on_button(source_text(info)))
        self.button.setEnabled(not info.unavailable)
        self._bars = LevelBars()
        self._hears = quiet(label())
        words = (self._hears.fontMetrics().horizontalAdvance(word) for word in _words())
        self._hears.setMinimumWidth(max(words))  # so that the bars of all rows stand in a column
        row.addWidget(self.button, 1)
        row.addWidget(self._bars)
        row.addWidget(self._hears)
        column.addLayout(row)
        if info.unavailable or info.caution:
            below = QHBoxLayout()
            below.addSpacing(_UNDER_NAME)
            below.addWidget(quiet(label(tr(info.unavailable or info.caution), wrap=True)), 1)
            column.addLayout(below)
        if info.unavailable:
            self._bars.hide()

    def show_level(self, level: Level) -> None:
        """It is this loud."""
        self._bars.show_level(level)
        hears, quiet_now = _words()
        self._hears.setText(hears if self._bars.moving else quiet_now)


def _words() -> tuple[str, str]:
    return tr("hears sound"), tr("quiet now")
