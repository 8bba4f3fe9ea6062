"""Asks where a session is to be written, and as what."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from captioner.core.export.file_name import file_name
from captioner.core.export.formats import Kind
from captioner.core.transcript import Session
from captioner.ui.language import tr


def ask_for_file(
    parent: QWidget,
    session: Session,
    formats: Mapping[str, Kind],
    done: Callable[[str, Path], None],
) -> QFileDialog:
    """Open a dialog that calls `done` with the format and the file.

    Args:
        parent: The window it belongs to.
        session: Gives the proposed file name.
        formats: Export format → what is said of it.
        done: Called once the user has decided; not if not.
    """
    filters = {f"{tr(kind.label)} (*{kind.suffix})": name for name, kind in formats.items()}
    dialog = QFileDialog(parent, tr("Export"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(filters))
    dialog.selectFile(file_name(session.title))

    def choose(chosen: str) -> None:
        dialog.setDefaultSuffix(formats[filters[chosen]].suffix)

    def accepted(file: str) -> None:
        done(filters[dialog.selectedNameFilter()], Path(file))

    choose(next(iter(filters)))
    dialog.filterSelected.connect(choose)
    dialog.fileSelected.connect(accepted)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
