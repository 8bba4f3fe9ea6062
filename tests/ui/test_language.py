"""Every text a person sees can be translated: an invented language leaves no English behind."""

import ast
import re
import runpy
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from ssl import SSLError

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFontComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from captioner.app.resources import resource
from captioner.audio import faults
from captioner.core import titles
from captioner.core.errors import Action, CaptionerError, UsageError
from captioner.core.sentence import Phrase
from captioner.core.session import State
from captioner.core.setting_values import change
from captioner.core.settings import ABOUT, Settings
from captioner.core.status import Condition, Status
from captioner.core.transcript import Gap, GapKind
from captioner.engines.assemblyai.codes import from_close
from captioner.engines.assemblyai.failures import from_exception
from captioner.storage import settings_file
from captioner.storage.schema import failure
from captioner.ui.desktop.plain import Plain
from captioner.ui.language import CONTEXT, tr
from captioner.ui.main.meters import Meters
from captioner.ui.main.window import MainWindow
from captioner.ui.menus import OverlayMenu, main_menu
from captioner.ui.overlay.window import OverlayWindow
from captioner.ui.parts.status_text import overlay_text, window_text
from captioner.ui.sessions.window import SessionsWindow
from captioner.ui.settings.window import SettingsWindow
from captioner.ui.tray import Tray
from tests.ui.overlay.test_window import VALUES
from tests.ui.stage import LOUD, SOURCES, Stage, run_now

TRANSLATIONS = resource("translations")
OWN = {"Captioner", "base-en"}
"""Names that are the same in every language."""


class Invented(QTranslator):
    """Writes every text of ours in other letters, and keeps the {names} in it."""

    def translate(self, context, source, disambiguation=None, n=-1):
        if context != CONTEXT:
            return None  # Qt keeps its own
        return re.sub(r"(\{\w+\})|[A-Za-z]", lambda found: found[1] or "ж", source)

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False


@pytest.fixture
def invented(qapp) -> Iterator[None]:
    translator = Invented()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def texts_of(widget: QWidget) -> Iterator[str]:
    """Everything that can be read or heard of a window."""
    for part in (widget, *widget.findChildren(QWidget)):
        if isinstance(part, QFontComboBox) or isinstance(part.parent(), QFontComboBox):
            continue  # names of fonts
        yield from (part.windowTitle(), part.toolTip(), part.accessibleName())
        match part:
            case QLabel() | QAbstractButton():
                yield part.text()
            case QLineEdit() | QPlainTextEdit():
                yield part.placeholderText()
            case QComboBox():
                yield from (part.itemText(row) for row in range(part.count()))
            case QListWidget():
                yield from (part.item(row).text() for row in range(part.count()))
            case QMenu():
                yield from (action.text().partition("\t")[0] for action in part.actions())
            case _:
                pass


def english(texts: Iterable[str], *names: str) -> set[str]:
    """What is left when translated texts, names and keys are taken away."""
    known = (*names, *OWN, *(info.label for info in SOURCES), *VALUES.values())
    left = set()
    for text in texts:
        bare = text
        for name in sorted(known, key=len, reverse=True):
            bare = bare.replace(name, "")
        bare = re.sub(r"Ctrl\+\S+|F\d+|Home|Press shortcut", "", bare)
        if re.search(r"[A-Za-z]{2}", bare):
            left.add(text)
    return left


def test_the_main_window_leaves_no_english(invented, stage: Stage, qtbot):
    for settings in (Settings(), Settings(first_word_seen=True, engine="assemblyai")):
        commands = stage.commands_with(settings)
        window = stage.own(
            MainWindow(commands, stage.model, Meters(stage.app, run_now, print), QMenu())
        )
        window.show_sources(SOURCES)
        window.show_level("meeting", LOUD)
        assert english(texts_of(window)) == set()
        for condition in Condition:
            stage.model.status(Status(condition, VALUES))
            assert english(texts_of(window)) == set()
        for state in State:
            stage.model.state_changed(state)
            assert english(texts_of(window)) == set()


def test_the_overlay_leaves_no_english(invented, stage: Stage, qtbot):
    overlay = stage.own(OverlayWindow(stage.commands, stage.model, Plain(), stage.clock))
    for condition in Condition:
        stage.model.status(Status(condition, dict.fromkeys(VALUES, "7")))
        assert english([overlay.status.text]) == set()
    overlay.status.show_text("")
    assert english(texts_of(overlay)) == set()
    overlay.status.show_new_lines(3, back=True)
    assert english([overlay.status.text]) == set()


@pytest.mark.parametrize("engine", ["ondevice", "assemblyai", "assemblyai-v2"])
def test_the_settings_leave_no_english(invented, stage: Stage, qtbot, engine):
    window = stage.own(SettingsWindow(stage.commands_with(Settings(engine=engine)), stage.model))
    window.show_sources(SOURCES)
    assert english(texts_of(window)) == set()


def test_sessions_and_menus_leave_no_english(invented, stage: Stage, qtbot):
    window = stage.own(SessionsWindow(stage.commands))
    window.open_session("")
    overlay_menu = OverlayMenu(
        stage.commands,
        may_click_through=lambda: False,
        may_dock=True,
        select_text=print,
        catch_up=print,
        move_to=print,
    )
    tray = Tray(stage.commands, stage.model)
    for shown in (
        window,
        overlay_menu.build(),
        main_menu(stage.commands, print, print, print),
        tray._menu,
    ):
        assert english(texts_of(shown)) == set()
    for action in Action:
        assert english([tr(action.value)], "{d2}") == set()


def refused(name: str, value: object) -> CaptionerError:
    with pytest.raises(UsageError) as caught:
        change(Settings(), name, value)
    return caught.value


ERRORS = {
    "a device": (faults.busy("Jabra Evolve 65"), ()),
    "the sound server": (faults.unavailable(faults.NO_SERVER), ("PulseAudio",)),
    "a file": (faults.not_sound("talk.doc"), ("talk.doc",)),
    "the network": (from_exception(TimeoutError()), ()),
    "an unsafe connection": (from_exception(SSLError(1, "?")), ()),
    "a refused setting": (from_close(3006, "Invalid sample_rate"), ()),
    "a closed session": (from_close(4034), ()),
    "the disk": (failure(sqlite3.OperationalError("disk I/O error")), ("disk I/O error",)),
    "a number": (refused("lines", 99), ()),
    "a choice": (refused("theme", "pink"), ("pink", *ABOUT["theme"].choices)),
    "a long text": (refused("font", "x" * 101), ()),
    "a list": (refused("word_boost", ["term" * 100]), ("term" * 5,)),
}


@pytest.mark.parametrize("what", ERRORS)
def test_an_error_leaves_no_english_but_its_values(invented, stage: Stage, qtbot, what):
    error, values = ERRORS[what]
    window = stage.own(
        MainWindow(stage.commands, stage.model, Meters(stage.app, run_now, print), QMenu())
    )
    stage.model.error(error)
    assert english([window._strip.text], *values) == set()
    assert english([str(error)], *values) == {str(error)}  # which the command line prints


def test_what_was_not_heard_leaves_no_english_but_names(invented, stage: Stage, qtbot):
    window = stage.own(
        MainWindow(stage.commands, stage.model, Meters(stage.app, run_now, print), QMenu())
    )
    stage.listen()
    reason = Phrase(faults.disconnected("Jabra Evolve 65").title)
    stage.model.gap(Gap(start_ms=0, end_ms=9_000, kind=GapKind.LOST, reason=reason))
    stage.model.status(Status(Condition.SOUND_LOST, VALUES | {"reason": reason}))
    assert english([window.panel.view.toPlainText(), window._strip.text]) == set()
    assert "Jabra" in window.panel.view.toPlainText()


def test_how_long_it_took_leaves_no_english(invented):
    for seconds in (7, 70, 3_600, 4_000):
        status = Status(Condition.ENDED_UNKEPT, {"length": titles.length(seconds)})
        assert english([window_text(status), overlay_text(status)]) == set()


def test_a_refusal_at_its_setting_leaves_no_english(invented, stage: Stage):
    refusal = stage.commands.change("text_size", 999)
    assert "999" in refusal
    assert english([refusal]) == set()


def test_notices_leave_no_english(invented, stage: Stage, qtbot, tmp_path: Path):
    file = tmp_path / "settings.json"
    file.write_text("no settings")
    _, notices = settings_file.load(file)
    file.write_text('{"lines": 99}')
    _, refusals = settings_file.load(file)
    for notice in (*notices, *refusals):
        assert english([tr(notice)], "settings.json.bad-1") == set()


def is_composed(text: ast.expr) -> bool:
    match text:
        case ast.IfExp():
            return is_composed(text.body) or is_composed(text.orelse)
        case ast.Call(func=ast.Attribute(attr=method)):
            return method in ("format", "format_map", "join")
        case _:
            return isinstance(text, ast.JoinedStr | ast.BinOp)


def test_no_text_for_the_user_is_composed_where_translators_cannot_see_it():
    collect = runpy.run_path(str(TRANSLATIONS / "collect.py"))
    texts = [text for module in collect["modules"]() for text in collect["told"](module)]
    assert len(texts) > 300
    assert [ast.unparse(text) for text in texts if is_composed(text)] == []


def test_the_list_for_translators_is_complete():
    collected = runpy.run_path(str(TRANSLATIONS / "collect.py"))
    written = (TRANSLATIONS / "captioner.ts").read_text(encoding="utf-8")
    assert written == collected["template"](), "run resources/translations/collect.py"
    assert isinstance(TRANSLATIONS, Path)
