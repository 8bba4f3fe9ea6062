"""Which recordings can be captioned: asked for, or dropped on a window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from captioner.core.recordings import SOUNDS, VIDEOS
from captioner.ui.language import tr
from captioner.ui.parts.fitted import opened


def ask_for_files(parent: QWidget, done: Callable[[list[Path]], None]) -> QFileDialog:
    """Open a dialog that calls `done` with the files that were chosen; not if none were."""
    dialog = QFileDialog(parent, tr("Caption a file"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    endings = " ".join(f"*.{ending}" for ending in sorted(SOUNDS + VIDEOS))
    dialog.setNameFilters([f"{tr('Sound and video')} ({endings})", f"{tr('All files')} (*)"])
    dialog.filesSelected.connect(lambda names: done([Path(name) for name in names]))
    opened(dialog)
    return dialog


def dropped(data: QMimeData) -> list[Path]:
    """The files of this computer in what is being dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
