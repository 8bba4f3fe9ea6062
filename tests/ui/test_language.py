"""Every text a person sees can be translated: an invented language leaves no English behind."""

import re
import runpy
from collections.abc import Iterator
from pathlib import Path

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
from captioner.core.errors import Action
from captioner.core.session import State
from captioner.core.settings import Settings
from captioner.core.status import Condition, Status
from captioner.ui.desktop.plain import Plain
from captioner.ui.language import CONTEXT, tr
from captioner.ui.main_window import MainWindow
from captioner.ui.menus import OverlayMenu, main_menu
from captioner.ui.meters import Meters
from captioner.ui.overlay_window import OverlayWindow
from captioner.ui.sessions_window import SessionsWindow
from captioner.ui.settings_window import SettingsWindow
from captioner.ui.tray import Tray
from tests.ui.stage import LOUD, SOURCES, Stage, run_now
from tests.ui.test_overlay_window import VALUES

TRANSLATIONS = resource("translations")
OWN = {"Captioner", "tiny-en"}
"""Names that are the same in every language."""


class Invented(QTranslator):
    """Puts every text of ours in brackets."""

    def translate(self, context, source, disambiguation=None, n=-1):
        return f"⟦{source}⟧" if context == CONTEXT else None  # None: Qt keeps its own

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


def english(texts: Iterator[str]) -> set[str]:
    """What is left when translated texts, names and keys are taken away."""
    left = set()
    for text in texts:
        bare = re.sub(r"⟦[^⟦⟧]*(⟦[^⟦⟧]*⟧[^⟦⟧]*)*⟧", "", text)
        for name in (*OWN, *(info.label for info in SOURCES), *VALUES.values()):
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
        stage.model.status(Status(condition, VALUES))
        # 40 characters may cut the closing bracket off
        assert overlay.status.text.startswith("⟦") or not overlay.status.text
    overlay.status.show_text("")
    assert english(texts_of(overlay)) == set()
    overlay.status.show_new_lines(3, back=True)
    assert english(iter([overlay.status.text])) == set()


@pytest.mark.parametrize("engine", ["ondevice", "assemblyai", "assemblyai-v2"])
def test_the_settings_leave_no_english(invented, stage: Stage, qtbot, engine):
    window = stage.own(SettingsWindow(stage.commands_with(Settings(engine=engine))))
    window.show_sources(SOURCES)
    assert english(texts_of(window)) == set()


def test_sessions_and_menus_leave_no_english(invented, stage: Stage, qtbot):
    window = stage.own(SessionsWindow(stage.commands))
    window.open_session("")
    overlay_menu = OverlayMenu(
        stage.commands, may_click_through=lambda: False, select_text=print, move_to=print
    )
    tray = Tray(stage.commands, stage.model)
    for shown in (window, overlay_menu.build(), main_menu(stage.commands, print), tray._menu):
        assert english(texts_of(shown)) == set()
    for action in Action:
        assert tr(action.value).startswith("⟦")


def test_the_list_for_translators_is_complete():
    collected = runpy.run_path(str(TRANSLATIONS / "collect.py"))
    written = (TRANSLATIONS / "captioner.ts").read_text(encoding="utf-8")
    assert written == collected["template"](), "run resources/translations/collect.py"
    assert isinstance(TRANSLATIONS, Path)
