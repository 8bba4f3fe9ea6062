"""What the menus say: one key a command, and no icons."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from captioner.core.settings import Settings
from captioner.ui.main.meters import Meters
from captioner.ui.main.window import MainWindow
from captioner.ui.menus import OverlayMenu, main_menu
from captioner.ui.tray import Tray
from tests.ui.stage import SOURCES, Stage, run_now


def menus(stage: Stage) -> list[QMenu]:
    """Every menu there is, as it is when it opens; the tray is held so that it lives."""
    commands = stage.commands
    stage.tray = Tray(commands, stage.model)
    stage.menus = [
        main_menu(commands, print, print, print),
        OverlayMenu(
            commands,
            may_click_through=lambda: True,
            may_dock=True,
            select_text=print,
            catch_up=print,
            move_to=print,
        ).build(),
        stage.tray._menu,
    ]
    for menu in stage.menus:
        menu.aboutToShow.emit()
    return stage.menus


def entries(stage: Stage) -> list[QAction]:
    return [entry for menu in menus(stage) for entry in menu.actions()]


def keys_of(stage: Stage, text: str) -> set[str]:
    """The keys that stand beside the entries that begin with this text."""
    found = [each.text().partition("\t") for each in entries(stage)]
    return {key for name, _, key in found if name.startswith(text)}


def main_window(stage: Stage, qtbot, menu: QMenu) -> MainWindow:
    meters = Meters(stage.app, run_now, print)
    window = stage.own(MainWindow(stage.commands, stage.model, meters, menu))
    window.show_sources(SOURCES)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_no_menu_has_an_icon_so_that_all_entries_are_alike(stage):
    assert [entry.text() for entry in entries(stage) if not entry.icon().isNull()] == []


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("Mark this moment", "hotkey_mark"),
        ("Show or hide", "hotkey_show"),
        ("Hide captions", "hotkey_show"),
        ("Click-through", "hotkey_click_through"),
        ("Off the record:", "hotkey_off_the_record"),
        ("The last minute", "hotkey_catch_up"),
        ("Finish sentence", "hotkey_end_utterance"),
    ],
)
def test_a_command_has_the_same_key_in_every_menu(stage, text, setting):
    stage.commands_with(Settings(**{setting: "Ctrl+Alt+7"}))
    assert keys_of(stage, text) == {"Ctrl+Alt+7"}


def test_the_key_in_the_menu_is_that_in_the_tooltip(stage, qtbot):
    stage.commands_with(Settings(hotkey_pause="Ctrl+Alt+7", first_word_seen=True))
    window = main_window(stage, qtbot, QMenu())
    assert window._page._pause.toolTip() == "Ctrl+Alt+7"
    assert keys_of(stage, "Pause") == {"Ctrl+Alt+7"}


def test_a_key_that_the_desktop_does_not_give_is_not_shown(stage, qtbot):
    window = main_window(stage, qtbot, QMenu())
    stage.commands.works_everywhere = lambda _: False
    stage.commands.keys_changed.emit()
    assert window._page._pause.toolTip() == "Ctrl+P"
    assert keys_of(stage, "Pause") == {""}
    assert keys_of(stage, "Show or hide") == {""}


def test_f10_opens_the_menu_and_the_keyboard_is_in_it(stage, qtbot):
    menu = main_menu(stage.commands, print, print, print)
    window = main_window(stage, qtbot, menu)
    assert "F10" in window._menu.toolTip()
    qtbot.keyClick(window, Qt.Key.Key_F10)
    assert QApplication.activePopupWidget() is menu
    assert menu.activeAction() is menu.actions()[0]
    wanted = []
    stage.commands.show_settings.connect(wanted.append)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert wanted == [""]
    assert not menu.isVisible()


def grey(stage: Stage) -> set[str]:
    return {
        entry.text().partition("\t")[0].partition(":")[0]
        for entry in entries(stage)
        if not entry.isEnabled() and entry.isVisible()
    }


def test_what_needs_a_session_is_grey_while_none_runs(stage):
    needs_one = {"Finish sentence now", "Mark this moment", "Off the record"}
    assert needs_one <= grey(stage)
    stage.listen()
    assert not needs_one & grey(stage)


def test_what_was_kept_is_one_step_away_from_every_page(stage):
    opened: list[str] = []
    menu = main_menu(stage.commands, print, lambda: opened.append("sessions"), print)
    next(entry for entry in menu.actions() if entry.text() == "Sessions").trigger()
    assert opened == ["sessions"]
