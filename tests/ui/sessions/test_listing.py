"""From the search to what it finds, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.sessions.test_window import listed


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_down_and_enter_lead_from_the_search_to_the_first_that_is_found(window, key):
    window.open_session("c")
    search = window.listing.search
    search.setFocus()
    QTest.keyClicks(search, "this was")
    QTest.keyClick(search, key)
    assert window.listing.list.hasFocus()
    assert window.listing.list.chosen_id == "a"


def test_down_does_not_wait_until_what_is_typed_is_listed(window):
    search = window.listing.search
    search.setFocus()
    QTest.keyClicks(search, "old")
    QTest.keyClick(search, Qt.Key.Key_Down)
    assert listed(window) == ["Friday 20 November 2026", "Old talk"]
    assert window.reading.title.text() == "Old talk"


def test_down_in_an_empty_search_leads_back_to_the_session_that_is_read(window):
    window.open_session("b")
    window.listing.search.setFocus()
    QTest.keyClick(window.listing.search, Qt.Key.Key_Down)
    assert window.listing.list.hasFocus()
    assert window.reading.title.text() == "Design review"


def test_down_stays_in_a_search_that_finds_nothing(window):
    search = window.listing.search
    search.setFocus()
    QTest.keyClicks(search, "nowhere")
    QTest.keyClick(search, Qt.Key.Key_Down)
    assert search.hasFocus()
    assert "nowhere" in window.listing.list.hint
