"""Every window fits its screen, and nothing that stands in it is out of reach."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QScrollArea,
    QWidget,
)

import captioner.ui
from captioner.ui.parts.fitted import Foot, Inside
from captioner.ui.parts.theme import use_theme
from tests.guards import HANG_S
from tests.ui.every_window import WINDOWS
from tests.ui.stage import Stage

SOURCE = Path(captioner.ui.__file__).parent
CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QLineEdit)
FRAME = QSize(8, 40)
MAKERS = {"fitted", "column_in", "opened"}
"""What keeps a window within its screen."""


@dataclass(frozen=True)
class Seen:
    """How a user's screen is: its size in logical pixels, and how text stands on it."""

    width: int
    height: int
    text: float = 1.0
    theme: str = "light"
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight


SCREENS = {
    "1024x600": Seen(1024, 600),
    "1024x600 at 200 %, dark": Seen(512, 300, theme="dark"),
    "1024x600, text at 200 %": Seen(1024, 600, text=2.0),
    "2560x1440, dark": Seen(2560, 1440, theme="dark"),
    "right to left at 200 %": Seen(512, 300, direction=Qt.LayoutDirection.RightToLeft),
}


@pytest.fixture(params=SCREENS)
def seen(request, qapp: QApplication, monkeypatch) -> Iterator[Seen]:
    one = SCREENS[request.param]
    monkeypatch.setattr(Inside, "_room", lambda _: QSize(one.width, one.height) - FRAME)
    before, direction = qapp.font(), qapp.layoutDirection()
    font = qapp.font()
    font.setPointSizeF(font.pointSizeF() * one.text)
    qapp.setFont(font)
    qapp.setLayoutDirection(one.direction)
    use_theme(qapp, one.theme)
    yield one
    use_theme(qapp, "light")
    qapp.setLayoutDirection(direction)
    qapp.setFont(before)


@pytest.mark.parametrize("name", WINDOWS)
def test_nothing_in_a_window_is_out_of_reach(stage: Stage, qtbot, seen: Seen, name: str):
    window = WINDOWS[name](stage)
    room = QSize(seen.width, seen.height) - FRAME
    qtbot.waitUntil(lambda: out_of_reach(window, room) == [], timeout=round(1000 * HANG_S))


def out_of_reach(window: QWidget, room: QSize) -> list[str]:
    """What the user cannot get at, each in a few words."""
    found = [] if _fits(window, room) else [f"{window.size()} in {room}"]
    if isinstance(window, QFileDialog):  # what is in it is Qt's, and its buttons are asked for
        return found + _hidden_buttons(window)
    for area in window.findChildren(QScrollArea):
        if area.isVisible() and area.horizontalScrollBar().maximum():
            found.append(f"sideways by {area.horizontalScrollBar().maximum()}")
    for part in window.findChildren(QWidget):
        if isinstance(part, CONTROLS) and part.isVisible() and part.window() is window:
            found += [f"{_name(part)}: {why}" for why in _wrong(part)]
    return found + _hidden_buttons(window)


def _fits(window: QWidget, room: QSize) -> bool:
    return window.width() <= room.width() and window.height() <= room.height()


def _hidden_buttons(window: QWidget) -> list[str]:
    """What ends a window has to be in sight without a step."""
    feet = [*window.findChildren(Foot), *window.findChildren(QDialogButtonBox)]
    buttons = [one for foot in feet for one in foot.findChildren(QAbstractButton)]
    inside = window.rect()
    return [
        f"{_name(one)} is not in sight"
        for one in buttons
        if one.isVisible() and not inside.contains(QRect(one.mapTo(window, QPoint()), one.size()))
    ]


def _wrong(part: QWidget) -> Iterator[str]:
    """What of a part cannot be seen whole where it stands, or where it can be scrolled to."""
    ground = part.parentWidget()
    while ground is not None:
        place = QRect(part.mapTo(ground, QPoint()), part.size())
        if not ground.rect().contains(place):
            yield f"{place} cut by {type(ground).__name__} {ground.rect()}"
        ground = None if ground.isWindow() or _is_scrolled(ground) else ground.parentWidget()
    text = part.text() if isinstance(part, QAbstractButton | QLabel) else ""
    needs = part.minimumSizeHint()
    if isinstance(part, QLabel) and part.wordWrap():
        needs = QSize(0, part.heightForWidth(part.width()))
    if text and not QRect(QPoint(), part.size()).contains(QRect(QPoint(), needs)):
        yield f"{part.size()} too small for its text, which needs {needs}"


def _is_scrolled(ground: QWidget) -> bool:
    above = ground.parentWidget()
    around = above.parentWidget() if above is not None else None
    return isinstance(around, QScrollArea) and around.widget() is ground


def _name(part: QWidget) -> str:
    text = part.text() if isinstance(part, QAbstractButton | QLabel) else ""
    return text or part.accessibleName() or type(part).__name__


# That none is forgotten


def test_every_module_that_makes_a_window_keeps_it_within_its_screen():
    without = [
        path.name
        for path, names in _called().items()
        if names & {"QDialog", "QFileDialog", "QMessageBox"} and not names & MAKERS
    ]
    assert without == []


def test_every_window_there_is_is_looked_at_here(stage: Stage, monkeypatch):
    made: set[str] = set()
    keep = Inside.__init__

    def noted(self: Inside, *parts: object) -> None:
        made.update(frame.filename for frame in inspect.stack(context=0))
        keep(self, *parts)  # type: ignore[arg-type]

    monkeypatch.setattr(Inside, "__init__", noted)
    for show in WINDOWS.values():
        show(stage).hide()
    makers = {str(path) for path, names in _called().items() if names & MAKERS}
    assert makers - made == set()


def _called() -> dict[Path, set[str]]:
    """Module → the plain names that it calls."""
    found = {}
    for path in SOURCE.rglob("*.py"):
        if path.name != "fitted.py":
            calls = [
                one for one in ast.walk(ast.parse(path.read_text())) if isinstance(one, ast.Call)
            ]
            found[path] = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
    return found


def test_a_time_or_day_is_read_from_left_to_right_in_every_language(stage: Stage, qtbot, qapp):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        fields = [
            field
            for show in WINDOWS.values()
            for field in show(stage).findChildren(QDateTimeEdit)
            if not isinstance(field.window(), QFileDialog)
        ]
        assert fields
        for field in fields:
            written = QLocale.c().toString(field.dateTime(), field.displayFormat())
            assert field.lineEdit().text() == written
            assert field.displayFormat() in ("HH:mm:ss", "yyyy-MM-dd")
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_number_or_time_keeps_away_from_the_edge_of_its_field(stage: Stage):
    """Qt leaves out the theme's padding in fields with arrows."""
    for show in WINDOWS.values():
        window = show(stage)
        if not isinstance(window, QFileDialog | QMessageBox):
            for field in window.findChildren(QAbstractSpinBox):
                assert field.lineEdit().textMargins().left() > 0, field.accessibleName()
        window.hide()
