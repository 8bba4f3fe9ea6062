"""The marks of a transcript in a menu: named by their time and note, jumped to."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton

from captioner.core.lines import clean
from captioner.core.transcript import Mark
from captioner.ui.language import tr
from captioner.ui.parts.labels import on_button
from captioner.ui.transcript.entry import clock

if TYPE_CHECKING:
    from captioner.ui.transcript.view import TranscriptView

_SHORT = 40
"""At most so many letters of a text stand in a menu."""


def marks_in(view: "TranscriptView") -> list[Mark]:
    """The marks of a transcript, in the order of time."""
    return [item for item in view.items if isinstance(item, Mark)]


def list_marks(menu: QMenu, view: "TranscriptView") -> None:
    """Offer to go to each mark."""
    for mark in marks_in(view):
        note = clean(mark.note) or tr("Marked")
        text = on_button(f"{clock(view.started, mark.at_ms)}  {shortened(note)}")
        menu.addAction(text).triggered.connect(lambda _=False, mark=mark: view.go_to(mark))


def add_stops(menu: QMenu, view: "TranscriptView") -> None:
    """Offer to go from mark to mark, and to gaps; the view acts on the keys."""
    for text, key, step in (
        (tr("Next mark or gap"), "Alt+Down", view.next_stop),
        (tr("Previous mark or gap"), "Alt+Up", view.previous_stop),
    ):
        menu.addAction(f"{text}\t{key}").triggered.connect(partial(_do, step))


def shortened(text: str) -> str:
    """As much of a text as a menu has room for."""
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"


def _do(step: Callable[[], None], _: object = None) -> None:
    step()


class MarksMenu(QMenu):
    """Opens from a button, which is pale while there is no mark."""

    def __init__(self, view: "TranscriptView", button: QPushButton) -> None:
        super().__init__(button)
        self._view, self._button = view, button
        self.aboutToShow.connect(self._fill)
        self.triggered.connect(lambda _: view.setFocus())  # F2 and the arrows act where one went
        button.setMenu(self)
        self.count()

    def count(self) -> None:
        """The marks may be others now."""
        self._button.setEnabled(bool(marks_in(self._view)))

    def _fill(self) -> None:
        self.clear()
        list_marks(self, self._view)
        self.addSeparator()
        add_stops(self, self._view)
