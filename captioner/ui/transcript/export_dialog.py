"""Asks where a session is to be written, and as what."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from captioner.core.transcript import Session
from captioner.ui.language import tr

_FORBIDDEN = str.maketrans('/\\:*?"<>|', "---------")


def ask_for_file(
    parent: QWidget,
    session: Session,
    formats: Mapping[str, str],
    done: Callable[[str, Path], None],
) -> QFileDialog:
    """Open a dialog that calls `done` with the format and the file.

    Args:
        parent: The window it belongs to.
        session: Gives the proposed file name.
        formats: Export format → its name on screen.
        done: Called once the user has decided; not if not.
    """
    filters = {f"{tr(label)} (*.{name})": name for name, label in formats.items()}
    dialog = QFileDialog(parent, tr("Export"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(filters))
    dialog.setDefaultSuffix(next(iter(formats)))
    dialog.selectFile(session.title.translate(_FORBIDDEN))
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(filters[chosen]))

    def accepted(file: str) -> None:
        done(filters[dialog.selectedNameFilter()], Path(file))

    dialog.fileSelected.connect(accepted)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
