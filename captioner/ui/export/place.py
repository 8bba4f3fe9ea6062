"""Asks where an export is to be written."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from captioner.core.file_kinds import Kind
from captioner.ui.language import tr
from captioner.ui.parts.fitted import opened


def ask_for_file(
    parent: QWidget, name: str, kind: Kind, done: Callable[[Path], None]
) -> QFileDialog:
    """Open a dialog that calls `done` with a file, if one is chosen.

    Args:
        parent: The window it belongs to.
        name: The proposed name, without a suffix.
        kind: The format of the file.
        done: Called once the user has decided.
    """
    dialog = QFileDialog(parent, tr("Export"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"{tr(kind.label)} (*{kind.suffix})")
    dialog.setDefaultSuffix(kind.suffix)
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda file: done(Path(file)))
    opened(dialog)
    return dialog


def ask_for_folder(parent: QWidget, done: Callable[[Path], None]) -> QFileDialog:
    """Open a dialog that calls `done` with a folder, if one is chosen."""
    dialog = QFileDialog(parent, tr("Export into a folder"))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(lambda folder: done(Path(folder)))
    opened(dialog)
    return dialog
