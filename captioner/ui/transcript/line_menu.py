"""The menu of a transcript: what can be done with a line, a word, and what is selected."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from captioner.core.lines import clean
from captioner.core.transcript import Item, Mark, Segment
from captioner.ui.language import tr
from captioner.ui.parts.labels import on_button
from captioner.ui.parts.voice_colours import voice_name
from captioner.ui.transcript.marks import add_stops, list_marks, marks_in, shortened

if TYPE_CHECKING:
    from captioner.ui.transcript.view import TranscriptView


def line_menu(view: "TranscriptView", item: Item | None, word: str) -> QMenu:
    """The menu of an entry, or of none.

    Args:
        view: The transcript.
        item: Under the pointer.
        word: Under the pointer, or selected; "" for none.
    """
    menu = QMenu(view)
    if isinstance(item, Segment) and view.can_hear:
        _add(menu, tr("Hear this line"), lambda: view.hear(item), key="Ctrl+Space")
        menu.addSeparator()
    if isinstance(item, Segment | Mark):
        _add_writing(menu, view, item, word)
        menu.addSeparator()
    if isinstance(item, Segment) and item.label:
        _add_voices(menu, view, item)
        menu.addSeparator()
    _add_copying(menu, view, item)
    menu.addSeparator()
    _add_ways(menu, view)
    menu.addSeparator()
    _add(menu, tr("Select all"), view.selectAll, key="Ctrl+A")
    return menu


def _add_writing(menu: QMenu, view: "TranscriptView", item: Segment | Mark, word: str) -> None:
    name = tr("Correct line") if isinstance(item, Segment) else tr("Note of the mark")
    _add(menu, name, lambda: view.correct(item), key="F2")
    if not isinstance(item, Segment):
        return
    if word:
        shown = on_button(shortened(clean(word)))
        everywhere = tr("Correct “{word}” everywhere…").format(word=shown)
        _add(menu, everywhere, lambda: view.correct_everywhere(word))
        always = tr("Always write “{word}” like this").format(word=shown)
        _add(menu, always, lambda: view.always_written.emit(word))
    if item.heard:
        back = tr("Back to “{text}”").format(text=on_button(shortened(clean(item.heard))))
        _add(menu, back, lambda: view.corrected.emit(item, None))


def _add_voices(menu: QMenu, view: "TranscriptView", item: Segment) -> None:
    """Who says it, everywhere or in this line."""
    cast, who = view.cast, on_button(voice_name(view.cast, item.label))
    _add(menu, tr("Name {who}…").format(who=who), lambda: view.name_voice(item), key="Shift+F2")
    others = menu.addMenu(tr("This line was said by"))
    for voice in cast.voices:
        name = on_button(voice_name(cast, voice))
        entry = others.addAction(name)
        entry.setCheckable(True)
        same = cast.name(voice) == cast.name(item.label)
        entry.setChecked(same)
        if not same:
            entry.triggered.connect(partial(_give, view, item, voice))
    others.addSeparator()
    _add(others, tr("Somebody else…"), lambda: view.give_to_somebody_else(item))
    if item.given:
        _add(others, tr("As it was heard"), lambda: view.given.emit(item, ""))


def _give(view: "TranscriptView", item: Segment, voice: str, _: object = None) -> None:
    view.given.emit(item, voice)


def _add_copying(menu: QMenu, view: "TranscriptView", item: Item | None) -> None:
    if view.textCursor().hasSelection():
        _add(menu, tr("Copy"), partial(view.copy_selected, times=False))
        _add(menu, tr("Copy with times"), partial(view.copy_selected, times=True))
        _add(menu, tr("Export these lines…"), view.export_selected)
    elif item is not None:
        _add(menu, tr("Copy line"), partial(view.copy_line, item, times=False))
        _add(menu, tr("Copy line with its time"), partial(view.copy_line, item, times=True))


def _add_ways(menu: QMenu, view: "TranscriptView") -> None:
    _add(menu, tr("Find…"), view.find_wanted.emit, key="Ctrl+F")
    _add(menu, tr("Jump to time…"), view.ask_for_time, key="Ctrl+G")
    listed = menu.addMenu(tr("Marks"))
    listed.setEnabled(bool(marks_in(view)))
    list_marks(listed, view)
    add_stops(menu, view)
    _add(menu, tr("Next gap"), view.next_gap, key="Alt+Shift+Down")
    _add(menu, tr("Previous gap"), view.previous_gap, key="Alt+Shift+Up")


def _add(menu: QMenu, text: str, step: Callable[[], object], *, key: str = "") -> None:
    """An entry; `key` is only shown, the view acts on it."""
    menu.addAction(f"{text}\t{key}" if key else text).triggered.connect(lambda: step())
