"""The tray icon: how it stands at a glance, and the most used commands."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from captioner.core.session import State
from captioner.core.sources import BOTH
from captioner.ui.commands import RUNNING, Commands
from captioner.ui.language import tr
from captioner.ui.main.state_line import STATE_WORDS
from captioner.ui.menus import (
    Step,
    add,
    add_named,
    add_off_the_record,
    add_show_or_hide,
    mute_text,
)
from captioner.ui.model import Model
from captioner.ui.parts.icons import badged, tinted

ICONS: Mapping[State, str] = {
    State.IDLE: "captioner",
    State.STARTING: "tray-listening",
    State.LISTENING: "tray-listening",
    State.PAUSED: "tray-paused",
    State.STOPPING: "captioner",
    State.WAITING: "tray-paused",
}


class Tray(QObject):
    """There only where the desktop has a tray; nothing depends on it alone."""

    def __init__(self, commands: Commands, model: Model) -> None:
        super().__init__()
        self._commands, self._model = commands, model
        self._state, self._told = model.state, ""
        self._icon = QSystemTrayIcon(self)
        self._menu = QMenu()
        self._toggle = add(self._menu, "", commands.toggle)
        self._pause = self._add(self._pause_text, commands.pause_or_resume, "hotkey_pause")
        self._mute = self._add(self._mute_text, commands.mute_or_unmute, "hotkey_mute")
        self._mark = self._add(lambda: tr("Mark this moment"), commands.mark, "hotkey_mark")
        self._off_record = add_off_the_record(self._menu, commands)
        self._menu.addSeparator()
        add_show_or_hide(self._menu, commands)
        through = commands.click_through.emit
        self._through = self._add(lambda: tr("Click-through"), through, "hotkey_click_through")
        add(self._menu, tr("Main window"), commands.show_window.emit)
        add(self._menu, tr("Settings…"), lambda: commands.show_settings.emit(""))
        self._menu.addSeparator()
        add(self._menu, tr("Quit"), commands.quit_wanted.emit)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._menu.aboutToShow.connect(self._offer_mute)
        model.now_in_state.connect(self._in_state)
        self._in_state(model.state)

    @property
    def there(self) -> bool:
        """Whether the user can see it; Qt says an icon is visible even without a tray."""
        return self._icon.isVisible() and QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Appear, where there is a tray."""
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon.show()

    def hide(self) -> None:
        """Go."""
        self._icon.hide()

    def say(self, text: str, title: str = "Captioner") -> None:
        """Tell something beside the icon."""
        self._icon.showMessage(title, text, QIcon(tinted("captioner", "")))

    def badge(self, told: str) -> None:
        """Wear a dot, and say this, until the user looks; "" takes it off."""
        self._told = told
        self._draw()

    def _draw(self) -> None:
        plain = tinted(ICONS[self._state], "")
        self._icon.setIcon(badged(plain) if self._told else plain)
        words = filter(None, ("Captioner", tr(STATE_WORDS[self._state]), self._told))
        self._icon.setToolTip(" · ".join(words))

    def _in_state(self, state: State) -> None:
        running = state in RUNNING
        self._state = state
        self._draw()
        self._toggle.setText(tr("Stop") if running else tr("Start captions"))
        self._toggle.setEnabled(running or state is State.IDLE)
        self._pause.setEnabled(running)
        self._mark.setEnabled(running)
        self._off_record.setEnabled(running)

    def _add(self, text: Callable[[], str], step: Step, hotkey: str) -> QAction:
        return add_named(self._menu, text, step, lambda: self._commands.key(hotkey))

    def _pause_text(self) -> str:
        return tr("Resume") if self._model.state is State.PAUSED else tr("Pause")

    def _mute_text(self) -> str:
        return mute_text(on=self._model.is_muted)

    def _offer_mute(self) -> None:
        self._mute.setVisible(self._commands.settings.source == BOTH)
        self._mute.setEnabled(self._model.state is not State.IDLE)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._commands.show_window.emit()
