"""How far the recording is that is captioned, and what there is to do once it is done."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from captioner.app.keeping.free_path import free_path
from captioner.core.lines import clean
from captioner.core.recordings import is_video
from captioner.core.transcript import Session
from captioner.ui.commands import Commands
from captioner.ui.files.queue import Files, Progress
from captioner.ui.language import tr
from captioner.ui.parts.labels import label

_STEPS = 1000
_THIN = 6
_MINUTE = 60


class FileBar(QFrame):
    """A sentence, a bar, and *Cancel*; later one button for what is usually done next.

    Args:
        files: What is captioned.
        commands: Writes subtitles.
    """

    def __init__(self, files: Files, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files, self._commands = files, commands
        self.setObjectName("strip")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 8, 8)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.text = label(wrap=True)
        self.button = QPushButton(tr("Cancel"))
        self.button.clicked.connect(lambda: self._do())
        self.close_button = QPushButton(tr("OK"))
        self.close_button.clicked.connect(self.hide)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(_THIN)
        self.bar.setAccessibleName(tr("Captioned so far"))
        column.addWidget(self.bar)
        self._do: Callable[[], object] = self.hide
        files.progressed.connect(self._show_progress)
        files.ended.connect(self._show_end)
        files.left.connect(self.hide)
        self.hide()

    def _show_progress(self, progress: Progress) -> None:
        self.text.setText(progress_text(progress))
        if progress.whole_s:
            self.bar.setRange(0, _STEPS)
            self.bar.setValue(min(_STEPS, round(_STEPS * progress.heard_s / progress.whole_s)))
        else:
            self.bar.setRange(0, 0)  # nobody knows how much there is
        self.bar.show()
        self._offer(tr("Cancel"), self._files.cancel)
        self.close_button.hide()
        self.show()

    def _show_end(self, path: Path, session: Session, notice: str) -> None:
        told = tr("{name} is captioned.").format(name=clean(path.name))
        self.text.setText(f"{told} {notice}" if notice else told)
        self.bar.hide()
        self.close_button.show()
        if is_video(path.name):
            beside = free_path(path.with_suffix(".srt"))
            self._offer(tr("Write subtitles beside it"), lambda: self._write(session, beside))
        else:
            self.button.hide()
        self.show()

    def _write(self, session: Session, beside: Path) -> None:
        def written() -> None:
            self.text.setText(tr("Written: {path}").format(path=clean(str(beside))))
            self._offer(tr("Show folder"), lambda: show_folder(beside))

        self._commands.export(session.id, "srt", beside, written)

    def _offer(self, text: str, do: Callable[[], object]) -> None:
        self._do = do
        if text != self.button.text():
            self.button.setText(text)
        self.button.show()


def progress_text(progress: Progress) -> str:
    """How far it is, in words."""
    values = {
        "name": clean(progress.path.name),
        "heard": _clock(progress.heard_s),
        "whole": _clock(progress.whole_s or 0),
    }
    if progress.whole_s:
        text = tr("{name}: {heard} of {whole}.").format(**values)
    else:
        text = tr("{name}: {heard} so far.").format(**values)
    if progress.left_s is not None:
        text = f"{text} {_left(progress.left_s)}"
    if progress.waiting:
        more = tr("{n} more files wait.").format(n=progress.waiting)
        text = f"{text} {tr('1 more file waits.') if progress.waiting == 1 else more}"
    return text


def _clock(seconds: float) -> str:
    """A length as players show it: 4:05, or 1:04:05."""
    minutes, rest = divmod(int(seconds), _MINUTE)
    hours, minutes = divmod(minutes, _MINUTE)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _left(seconds: float) -> str:
    if seconds < _MINUTE:
        return tr("Less than a minute left.")
    return tr("About {n} min left.").format(n=round(seconds / _MINUTE))


def show_folder(path: Path) -> None:
    """Open the folder of a file with the system's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
