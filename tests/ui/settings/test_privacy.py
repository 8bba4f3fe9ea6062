"""The page Privacy: these and only these."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from captioner.core.settings import ABOUT, Page
from captioner.core.transcript import Transcript
from captioner.ui.settings.stock_row import StockRow
from captioner.ui.settings.window import SettingsWindow
from tests.ui.stage import Stage, session


@pytest.fixture
def row(stage: Stage, qtbot) -> StockRow:
    for name in "ab":
        stage.app.library.transcripts[name] = Transcript(session(id=name))
    window = stage.own(SettingsWindow(stage.commands, stage.model))
    with qtbot.waitExposed(window):
        window.show_setting("keep_days")
    return window.findChild(StockRow)


def press(row: StockRow, text: str) -> None:
    row.delete.click()
    box = next(found for found in row.findChildren(QMessageBox) if found.isVisible())
    assert box.text() == "Delete all 2 sessions?"
    next(button for button in box.buttons() if button.text() == text).click()


def test_the_page_is_about_what_is_kept_and_nothing_else():
    names = [name for name, about in ABOUT.items() if about.page is Page.PRIVACY]
    assert names[:2] == ["keep_nothing", "keep_days"]
    assert "announce_lines" not in names


def test_it_says_where_it_lies_and_how_large_it_is(row):
    assert row.says.text() == "2 sessions · 4.2 MB"
    assert row.place.text() == str(Path("/home/me/library.db"))


def test_delete_all_asks_and_then_says_that_nothing_is_left(row, stage, qtbot):
    press(row, "Keep")
    assert len(stage.app.library.transcripts) == 2
    with qtbot.waitSignal(stage.commands.library_changed):
        press(row, "Delete all")
    assert stage.app.library.transcripts == {}
    assert row.says.text() == "0 sessions · 4.2 MB"
    assert not row.delete.isEnabled()


def test_return_by_mistake_deletes_nothing(row, stage, qtbot):
    row.delete.click()
    box = row.findChild(QMessageBox)
    qtbot.waitUntil(box.isVisible)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert len(stage.app.library.transcripts) == 2
