"""Word boost in the settings window: terms, how each does, and languages beside it."""

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from captioner.core.errors import StorageError
from captioner.core.settings import Settings
from captioner.core.transcript import Segment, Transcript
from captioner.ui.settings.window import SettingsWindow
from captioner.ui.settings.words_control import Words
from tests.ui.stage import Stage, final, session


def opened(stage: Stage, qtbot, name="word_boost", **settings) -> SettingsWindow:
    window = stage.own(SettingsWindow(stage.commands_with(Settings(**settings)), stage.model))
    with qtbot.waitExposed(window):
        window.show_setting(name)
    return window


@pytest.fixture
def words(stage: Stage, qtbot) -> Words:
    return opened(stage, qtbot).rows["word_boost"].control


def keep(stage: Stage, *said: Segment, session_id: str = "s1") -> None:
    """A session in the library in which this was said."""
    kept = session(id=session_id)
    stage.app.library.transcripts[session_id] = Transcript(kept, said, (), ())


def swapped(segment: Segment, text: str) -> Segment:
    """The same, with a word that word boost has swapped in."""
    words = (replace(word, boosted=word.text == text) for word in segment.words)
    return replace(segment, words=tuple(words))


def remarks(words: Words) -> list[str]:
    """What stands beside the lines, from above."""
    block = words.field.document().firstBlock()
    found = []
    while block.isValid():
        found.append(words.field.remark_on(block))
        block = block.next()
    return found


class TestTerms:
    def test_commas_semicolons_and_lines_part_terms_alike(self, words, stage, qtbot):
        qtbot.keyClicks(words.field, "Lyon, Marta; Grace Hopper")
        qtbot.keyClick(words.field, Qt.Key.Key_Return)
        qtbot.keyClicks(words.field, "Captioner")
        assert stage.commands.settings.word_boost == ("Lyon", "Marta", "Grace Hopper", "Captioner")

    def test_what_is_typed_stays_as_it_is_until_the_user_goes_on(self, words, qtbot):
        qtbot.keyClicks(words.field, "Lyon, Marta ,")
        assert words.field.toPlainText() == "Lyon, Marta ,"
        qtbot.keyClick(words.field, Qt.Key.Key_Tab)
        assert words.field.toPlainText() == "Lyon\nMarta"

    def test_what_is_pasted_can_be_undone_after_it_was_tidied(self, words, stage, qtbot):
        QGuiApplication.clipboard().setText("Lyon;Marta")
        qtbot.keyClick(words.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(words.field, Qt.Key.Key_Tab)
        assert words.field.toPlainText() == "Lyon\nMarta"
        words.field.setFocus()
        qtbot.keyClick(words.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert words.field.toPlainText() == "Lyon;Marta"

    def test_what_is_too_long_is_refused_and_stays_to_be_shortened(self, stage, qtbot):
        window = opened(stage, qtbot, word_boost=("Lyon",))
        row = window.rows["word_boost"]
        many = "\n".join(f"term {n}" for n in range(1001))
        row.control.field.setPlainText(many)
        assert row._refusal.text() == (
            "Word boost is too long. At most 1,000 entries; this has 1,001."
        )
        stage.commands.change("lines", 5)
        assert row.control.field.toPlainText() == many
        assert stage.commands.settings.word_boost == ("Lyon",)
        stage.commands.change("word_boost", ("Marta",))
        assert row.control.field.toPlainText() == "Marta"

    def test_a_menu_over_the_text_tidies_nothing(self, words, qtbot):
        qtbot.keyClicks(words.field, "Lyon,")
        reason = Qt.FocusReason.PopupFocusReason
        words.field.focusOutEvent(focus_lost(reason))
        assert words.field.toPlainText() == "Lyon,"

    def test_it_counts_what_the_recogniser_takes(self, stage, qtbot):
        words = opened(stage, qtbot, engine="assemblyai").rows["word_boost"].control
        words.field.setPlainText("Captioner\nLyon\n" + "x" * 51)
        assert "room for 98 more terms" in words._room.text()
        assert "at most 50 characters" in words._room.text()
        assert stage.commands.settings.word_boost[:2] == ("Captioner", "Lyon")

    def test_terms_are_added_from_a_text_file_and_each_refusal_has_its_reason(
        self, stage, qtbot, tmp_path
    ):
        row = opened(stage, qtbot, engine="assemblyai", word_boost=("Lyon",)).rows["word_boost"]
        path = tmp_path / "words.txt"
        path.write_text("Marta, Lyon\n" + "x" * 60 + "\n")
        asyncio.run(row._load(path))
        assert row.control.terms() == ("Lyon", "Marta", "x" * 60)
        first, second = row.control._room.text().splitlines()
        assert first.startswith("2 terms")
        assert second.startswith("“xxx")
        asyncio.run(row._load(tmp_path / "nowhere.txt"))
        assert row._refusal.text() == "This file cannot be read. Choose another file."


def focus_lost(reason: Qt.FocusReason):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent

    return QFocusEvent(QEvent.Type.FocusOut, reason)


class TestReport:
    def test_beside_each_term_stands_how_it_did_in_the_last_sessions(self, stage, qtbot):
        keep(stage, final("Captioner is here."), swapped(final("In Lyon.", 2), "Lyon."))
        keep(stage, final("Captioner's work, by Grace Hopper."), session_id="s2")
        terms = ("Captioner", "Lyon", "Grace Hopper", "Marta")
        words = opened(stage, qtbot, word_boost=terms).rows["word_boost"].control
        assert remarks(words) == ["heard 2×", "swapped in 1×", "heard 1×", "never heard"]
        assert "counted in the last 2 sessions" in words._room.text()
        assert "Marta: never heard" in words.field.accessibleDescription()

    def test_it_is_painted_beside_the_words_and_not_over_them(self, stage, qtbot):
        keep(stage, final("Captioner is here."))
        words = opened(stage, qtbot, word_boost=("Captioner",)).rows["word_boost"].control
        text, margin = words.field.viewport(), words.field._margin
        assert margin.width() > words.fontMetrics().horizontalAdvance("heard 1×")
        assert not text.geometry().intersects(margin.geometry())
        picture = margin.grab().toImage()
        colours = {picture.pixel(x, y) for x in range(picture.width()) for y in range(20)}
        assert len(colours) > 1

    def test_without_a_session_nothing_is_said(self, words, qtbot):
        qtbot.keyClicks(words.field, "Lyon")
        assert remarks(words) == [""]
        assert words.field.room() == 0

    def test_a_term_that_is_typed_is_counted_at_once(self, stage, qtbot):
        keep(stage, final("In Lyon."))
        words = opened(stage, qtbot).rows["word_boost"].control
        qtbot.keyClicks(words.field, "Lyon")
        qtbot.waitUntil(lambda: remarks(words) == ["heard 1×"])

    def test_what_is_said_now_counts_while_it_is_in_sight(self, stage, qtbot):
        words = opened(stage, qtbot, word_boost=("Lyon",)).rows["word_boost"].control
        stage.listen()
        stage.model.final(final("In Lyon.", 1))
        stage.model.final(final("Lyon again.", 2))
        qtbot.waitUntil(lambda: remarks(words) == ["heard 2×"])

    def test_a_library_that_cannot_be_read_leaves_the_words_alone(self, stage, qtbot):
        def fail(*_: object) -> None:
            raise StorageError("The library cannot be read.", "Try again.")

        stage.app.library.pages = fail
        words = opened(stage, qtbot, word_boost=("Lyon",)).rows["word_boost"].control
        assert remarks(words) == [""]
        assert words.terms() == ("Lyon",)


class TestLanguages:
    @pytest.fixture
    def ticks(self, stage: Stage, qtbot):
        window = opened(stage, qtbot, "language_codes", engine="assemblyai")
        return window.rows["language_codes"].control

    def test_all_of_them_are_in_sight(self, ticks):
        shown = ticks.field.viewport().rect()
        for item in ticks.field.entries():
            assert shown.contains(ticks.field.visualItemRect(item)), item.text()

    def test_a_language_is_ticked_by_keyboard(self, ticks, stage, qtbot):
        qtbot.keyClicks(ticks.field, "Ger")
        qtbot.keyClick(ticks.field, Qt.Key.Key_Space)
        assert stage.commands.settings.language_codes == ("de",)

    def test_a_language_is_ticked_at_its_box_and_at_its_name(self, ticks, stage, qtbot):
        english = next(item for item in ticks.field.entries() if item.text() == "English")
        place = ticks.field.visualItemRect(english)
        for at in (QPoint(12, 0), QPoint(place.width() // 2, 0)):
            point = QPoint(place.left(), place.center().y()) + at
            qtbot.mouseClick(ticks.field.viewport(), Qt.MouseButton.LeftButton, pos=point)
            expected = ("en",) if at.x() == 12 else ()
            assert stage.commands.settings.language_codes == expected

    def test_a_language_that_was_set_elsewhere_is_kept_in_the_list(self, stage, qtbot):
        codes = ("xx", "en")
        window = opened(stage, qtbot, engine="assemblyai", language_codes=codes)
        ticks = window.rows["language_codes"].control
        assert set(ticks.ticked()) == set(codes)
