"""The menus: behind ☰ in the main window, behind ⋯ on the overlay, and of the tray."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QGuiApplication, QScreen
from PySide6.QtWidgets import QMenu

from captioner.core.settings import ABOUT
from captioner.ui.commands import Commands
from captioner.ui.language import tr
from captioner.ui.parts.labels import native, on_button

Step = Callable[[], object]
OFF_THE_RECORD = "Ctrl+Shift+Backspace"
"""The key in the main window."""

MUTE = "Ctrl+Shift+M"
"""As well; many meeting programs have the same."""


def mute_text(*, on: bool) -> str:
    """What the button or entry is called that mutes the user, or the other way round."""
    return tr("Unmute me") if on else tr("Mute me")


def add(menu: QMenu, text: str, step: Step, key: str = "") -> QAction:
    """An entry; `key` is only shown, it works elsewhere.

    No menu has icons: a few beside many entries without one only disturb.
    """
    action = menu.addAction(_with_key(text, key))
    action.triggered.connect(lambda: step())
    return action


def add_named(menu: QMenu, text: Callable[[], str], step: Step, key: Callable[[], str]) -> QAction:
    """An entry whose text and key are those of the moment the menu opens."""
    action = add(menu, text(), step, key())
    menu.aboutToShow.connect(lambda: action.setText(_with_key(text(), key())))
    return action


def _with_key(text: str, key: str) -> str:
    return f"{text}\t{key}" if key else text


def add_switch(menu: QMenu, text: str, step: Callable[[bool], object], *, on: bool) -> QAction:
    """An entry that is on or off."""
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(on)
    action.triggered.connect(step)
    return action


def add_off_the_record(menu: QMenu, commands: Commands, window_key: str = "") -> QAction:
    """The entries that take off the record what was said last, or is said from now on.

    The first says how much the settings name now; while nothing is kept it is the way back.

    Args:
        menu: Gets it.
        commands: What it does.
        window_key: The key that works where the menu is.
    """
    entry = add_named(
        menu,
        lambda: off_the_record_text(commands),
        commands.off_the_record,
        lambda: commands.key("hotkey_off_the_record", window_key),
    )
    on = add(menu, tr("Off the record from now on"), commands.off_the_record_from_now)

    def offer() -> None:
        on.setVisible(not commands.is_off_the_record)
        for each in (entry, on):
            each.setEnabled(commands.runs)

    menu.aboutToShow.connect(offer)
    return entry


def off_the_record_text(commands: Commands) -> str:
    """What the button or entry is called that takes back what was said, or leads back."""
    seconds = commands.settings.off_the_record_seconds
    last = tr("Off the record: the last {n} s").format(n=seconds)
    return tr("On the record again") if commands.is_off_the_record else last


class OverlayMenu:
    """What stands behind ⋯, made anew each time it opens.

    Args:
        commands: What can be done.
        may_click_through: Whether a way back from click-through is certain now.
        may_dock: Whether the desktop lets the captions stand at an edge of the screen.
        select_text: Opens the copy of the captions that can be selected.
        catch_up: Shows the last minute for a while.
        move_to: Moves the overlay to another screen.
    """

    def __init__(
        self,
        commands: Commands,
        *,
        may_click_through: Callable[[], bool],
        may_dock: bool,
        select_text: Step,
        catch_up: Step,
        move_to: Callable[[QScreen], None],
    ) -> None:
        self._commands = commands
        self._may_click_through = may_click_through
        self._may_dock = may_dock
        self._select_text = select_text
        self._catch_up = catch_up
        self._move_to = move_to

    def _add_dock(self, menu: QMenu, docked: str) -> None:
        dock = menu.addMenu(tr(ABOUT["dock"].label))
        for edge, label in ABOUT["dock"].choices.items():
            add_switch(dock, tr(label), self._dock_at(edge), on=docked == edge)

    def _dock_at(self, edge: str) -> Callable[[bool], object]:
        return lambda _: self._commands.change("dock", edge)

    def build(self) -> QMenu:
        """The menu as it should be now."""
        commands, settings = self._commands, self._commands.settings
        menu = QMenu()
        add(menu, tr("Style…"), lambda: commands.show_settings.emit(""))
        add(menu, tr("Select text"), self._select_text)
        held = commands.key("hotkey_catch_up")
        add(menu, tr("The last minute, large"), self._catch_up, held)
        finish = commands.key("hotkey_end_utterance")
        while_it_runs = (
            add(menu, tr("Finish sentence now"), commands.finish_sentence, finish),
            add(menu, tr("Mark this moment"), commands.mark, commands.key("hotkey_mark")),
        )
        for entry in while_it_runs:
            entry.setEnabled(commands.runs)
        add_off_the_record(menu, commands)
        menu.addSeparator()
        add_switch(menu, tr("Lock"), lambda on: commands.change("locked", on), on=settings.locked)
        if self._may_dock:
            self._add_dock(menu, settings.dock)
        through = add(
            menu,
            tr("Click-through"),
            commands.click_through.emit,
            commands.key("hotkey_click_through"),
        )
        through.setEnabled(self._may_click_through())
        if not through.isEnabled():
            through.setText(tr("Click-through (needs a tray, a key or the main window)"))
        screens = QGuiApplication.screens()
        if len(screens) > 1:
            monitors = menu.addMenu(tr("Monitor"))
            for screen in screens:
                add(monitors, on_button(screen.name()), partial(self._move_to, screen))
        menu.addSeparator()
        add(menu, tr("Main window"), commands.show_window.emit)
        add(menu, tr("Hide captions"), commands.hide_overlay, commands.key("hotkey_show"))
        return menu


def main_menu(commands: Commands, test_source: Step, sessions: Step, about: Step) -> QMenu:
    """What stands behind ☰."""
    menu = QMenu()
    add(menu, tr("Settings…"), lambda: commands.show_settings.emit(""), native("Ctrl+,"))
    add(menu, tr("Sessions"), sessions)
    add(menu, tr("Caption a file…"), commands.open_file.emit, native("Ctrl+O"))
    add(menu, tr("Test this source (3 s)"), test_source)
    finish = add_named(
        menu,
        lambda: tr("Finish sentence now"),
        commands.finish_sentence,
        lambda: commands.key("hotkey_end_utterance", "Ctrl+Return"),
    )
    menu.aboutToShow.connect(lambda: finish.setEnabled(commands.runs))
    add_off_the_record(menu, commands, OFF_THE_RECORD)
    add_show_or_hide(menu, commands)
    menu.addSeparator()
    add(menu, tr("About Captioner"), about)
    add(menu, tr("Quit"), commands.quit_wanted.emit, native("Ctrl+Q"))
    return menu


def add_show_or_hide(menu: QMenu, commands: Commands) -> QAction:
    """The entry that shows the captions, or hides them."""
    return add_named(
        menu,
        lambda: tr("Show or hide captions"),
        commands.toggle_overlay.emit,
        lambda: commands.key("hotkey_show"),
    )
