"""What is exported, with a preview of it and, for subtitles, how well they can be read."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from captioner.core.export.check import Check, verdict
from captioner.core.export.file_name import name_of
from captioner.core.export.formats import FORMATS, checked
from captioner.core.export.wish import AS_USUAL, Wish
from captioner.core.file_kinds import Kind
from captioner.core.lines import clean
from captioner.core.transcript import Transcript
from captioner.ui.export.place import ask_for_file, ask_for_folder
from captioner.ui.export.wishes import Wishes
from captioner.ui.language import tr
from captioner.ui.parts.fitted import column_in, grown, stand_below
from captioner.ui.parts.labels import label, larger, quiet
from captioner.ui.parts.turning import Turning

_SIZE = QSize(760, 500)
_BETWEEN, _LEAST = 16, 120
_READABLE = 40
"""A preview beside the wishes has this many letters a line at least; else it stands below."""
_CALM_MS = 120
_PREVIEWED = 60
"""So many lines are enough to see what it will look like."""

_AT_ONCE = 500
"""So many lines are read through in no time that anybody would notice."""

_WORD_PREVIEW = "txt-times"

Done = Callable[[str, Path, Wish], None]
"""Told the format, the file, or the folder for several sessions, and what is wanted."""


class ExportDialog(QDialog):
    """Asks for all of it, and then where to.

    Args:
        parent: The window it belongs to.
        transcripts: The sessions; of several, the first is previewed.
        formats: Export format → what is said of it.
        done: Called once the user has decided.
        wish: What is chosen at first.
    """

    def __init__(
        self,
        parent: QWidget,
        transcripts: Sequence[Transcript],
        formats: Mapping[str, Kind],
        done: Done,
        wish: Wish = AS_USUAL,
    ) -> None:
        super().__init__(parent)
        self._transcripts, self._done = transcripts, done
        self.setWindowTitle(tr("Export"))
        self.resize(grown(self, _SIZE))
        only = transcripts[0].session if len(transcripts) == 1 else None
        self.wishes = Wishes(formats, only, wish)
        self.preview = _preview(self.font())
        self.verdict = quiet(label(wrap=True))
        column = column_in(self)
        column.setSpacing(10)
        name = only.title if only is not None else _sessions_text(len(transcripts))
        column.addWidget(larger(label(clean(name), wrap=True), 1.1))
        result = QWidget()
        right = QVBoxLayout(result)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.preview, 1)
        right.addWidget(self.verdict)
        both = Turning(self.wishes, result, spacing=_BETWEEN, readable=_READABLE)
        column.addWidget(both, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export = buttons.addButton(tr("Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.export.setDefault(True)
        self.export.setProperty("primary", True)
        buttons.accepted.connect(self._ask_where)
        buttons.rejected.connect(self.reject)
        stand_below(self, buttons)
        self._reader = ThreadPoolExecutor(1, "captioner-subtitles")
        self._reading: Future[Check | None] | None = None
        self._look = QTimer(self, interval=_CALM_MS)
        self._look.timeout.connect(self._say_when_read)
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._show)
        self.wishes.changed.connect(self._calm.start)
        self._show()

    def _show(self) -> None:
        """Preview the first lines; what is said of subtitles is said of all of them."""
        name, wish, transcript = self.wishes.format_name, self.wishes.wish, self._transcripts[0]
        begin = [one.start_ms for one in transcript.segments if one.start_ms >= wish.start_ms]
        shown, more = wish, False
        if len(begin) > _PREVIEWED and not wish.marked_only:
            more = wish.end_ms is None or begin[_PREVIEWED] < wish.end_ms
            shown = replace(wish, end_ms=begin[_PREVIEWED]) if more else wish
        form = FORMATS.get(name, FORMATS[_WORD_PREVIEW])
        text = form.render(transcript, shown)
        self.preview.setPlainText(f"{text}…" if more else text)
        self.verdict.setVisible(self.wishes.kind.subtitles)
        if self.wishes.kind.subtitles:
            self._read_through(name, transcript, wish)

    def _read_through(self, name: str, transcript: Transcript, wish: Wish) -> None:
        """Say how well the subtitles can be read; hours of them are read in a thread."""
        if len(transcript.segments) <= _AT_ONCE:
            self._reading = None
            self._say(checked(name, transcript, wish))
        else:
            self._reading = self._reader.submit(checked, name, transcript, wish)
            self.verdict.setText(tr("Reading through the subtitles…"))
            self._look.start()

    def _say_when_read(self) -> None:
        if self._reading is None or self._reading.done():
            self._look.stop()
        if self._reading is not None and self._reading.done():
            self._say(self._reading.result())

    def _say(self, found: Check | None) -> None:
        self.verdict.setText("" if found is None else " ".join(map(tr, verdict(found))))

    def done(self, result: int) -> None:
        """Read on for nobody."""
        self._look.stop()
        self._reader.shutdown(wait=False, cancel_futures=True)
        super().done(result)

    def _ask_where(self) -> None:
        kind = self.wishes.kind
        if len(self._transcripts) == 1:
            name = name_of(self._transcripts[0].session)
            ask_for_file(self, name, kind, self._finish)
        else:
            ask_for_folder(self, self._finish)

    def _finish(self, path: Path) -> None:
        self._done(self.wishes.format_name, path, self.wishes.wish)
        self.accept()


def _preview(beside: QFont) -> QPlainTextEdit:
    """A field to read in, in letters as large as those beside it."""
    made = QPlainTextEdit()
    made.setReadOnly(True)
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    fixed.setPointSizeF(beside.pointSizeF())  # some desktops enlarge only the other one
    made.setFont(fixed)
    made.setAccessibleName(tr("Preview"))
    # its own wish for height would be taken from the wishes where it stands below them
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    made.setMinimumHeight(_LEAST)
    return made


def _sessions_text(count: int) -> str:
    return tr("{n} sessions").format(n=count)
