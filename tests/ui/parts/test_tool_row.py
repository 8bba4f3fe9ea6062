"""Buttons that lose their names, one by one, where there is no room for them."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from captioner.ui.parts.tool_row import ToolRow


@pytest.fixture
def row(qtbot) -> Iterator[ToolRow]:
    """A row in a window of its width."""
    window = QWidget()
    qtbot.addWidget(window)
    around = QVBoxLayout(window)
    around.setContentsMargins(0, 0, 0, 0)
    made = ToolRow()
    around.addWidget(made)
    yield made
    window.hide()


def show(row: ToolRow, qtbot) -> QWidget:
    window = row.window()
    window.resize(row.sizeHint())
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_names_go_by_rank_where_the_row_becomes_narrow_and_stay_as_tooltips(row, qtbot):
    find = row.add("find", "Find in it")
    export = row.add("export", "Export all of it", rank=1)
    window = show(row, qtbot)
    whole = window.size()
    assert [find.text(), export.text()] == ["Find in it", "Export all of it"]
    window.resize(whole.width() - 10, whole.height())
    qtbot.waitUntil(lambda: [find.text(), export.text()] == ["", "Export all of it"])
    assert (find.toolTip(), find.accessibleName()) == ("Find in it", "Find in it")
    window.resize(window.minimumSizeHint())
    qtbot.waitUntil(lambda: export.text() == "")
    window.resize(whole)
    qtbot.waitUntil(lambda: find.text() == "Find in it")
    assert find.toolTip() == ""


def test_a_button_that_comes_later_takes_room_from_the_names(row, qtbot):
    first, later = (
        row.add("find", "Find in it"),
        row.add("speakers", "Name those who speak", rank=1),
    )
    later.hide()
    show(row, qtbot)
    assert first.text() == "Find in it"
    later.show()
    qtbot.waitUntil(lambda: first.text() == "")


def test_a_button_that_cannot_be_pressed_says_why_with_its_name_or_without(row, qtbot):
    find = row.add("find", "Find in it")
    window = show(row, qtbot)
    row.disable(find, "There is no text yet.")
    assert (find.isEnabled(), find.toolTip()) == (False, "There is no text yet.")
    window.resize(window.minimumSizeHint())
    qtbot.waitUntil(lambda: find.text() == "")
    assert find.toolTip() == "Find in it\nThere is no text yet."
    row.enable(find)
    assert (find.isEnabled(), find.toolTip()) == (True, "Find in it")
    assert find.accessibleDescription() == ""
