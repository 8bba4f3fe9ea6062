"""The captions on the desk: when the overlay is there, where it stands aside, and its menu."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from captioner.core.session import State
from captioner.ui.commands import Commands
from captioner.ui.desktop import Desktop
from captioner.ui.desktop.wishes import wants_less_motion
from captioner.ui.main.window import MainWindow
from captioner.ui.menus import OverlayMenu
from captioner.ui.model import Model
from captioner.ui.overlay.catch_up import CatchUp
from captioner.ui.overlay.select_text import SELECTABLE_LINES, show_text
from captioner.ui.overlay.window import OverlayWindow
from captioner.ui.parts.fitted import Foot
from captioner.ui.parts.name_dialog import NameDialog

_TIDY_MS = 5000
_PLACED_MS = 200
"""Until the desktop has put a window that has just come where it stays."""

_ABOVE = 60
"""From a name that is pressed to the field for another one, in pixels."""


class CaptionsOnDesk(QObject):
    """Shows the overlay while there is something to show.

    Args:
        commands: What can be done.
        model: What the app has told.
        overlay: The captions.
        window: The main window, which first captions do not cover.
        desktop: How this desktop keeps a window on top.
        way_back: Whether the user can certainly get back from click-through.
    """

    def __init__(
        self,
        commands: Commands,
        model: Model,
        overlay: OverlayWindow,
        window: MainWindow,
        desktop: Desktop,
        way_back: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._model, self.overlay, self._window = model, overlay, window
        self._commands = commands
        self._asked: list[NameDialog] = []
        self._way_back = way_back
        self.menu = OverlayMenu(
            commands,
            may_click_through=way_back,
            may_dock=desktop.docks,
            select_text=self.select_text,
            catch_up=self.catch_up_a_while,
            move_to=overlay.move_to_screen,
        )
        self.catch_up = CatchUp(model, desktop, commands.settings)
        commands.settings_changed.connect(self.catch_up.use)
        overlay.holding.began.connect(self.hold_catch_up)
        overlay.holding.ended.connect(self.catch_up.let_go)
        overlay.view.smooth = not wants_less_motion()
        self.tidy = QTimer(self, singleShot=True, interval=_TIDY_MS)
        self.tidy.timeout.connect(self._hide_finished)
        self._aside = QTimer(self, singleShot=True, interval=0)
        self._aside.timeout.connect(self._step_aside)
        self._uncover = QTimer(self, singleShot=True, interval=_PLACED_MS)
        self._uncover.timeout.connect(self._uncover_what_is_used)
        self._app = QGuiApplication.instance()
        if isinstance(self._app, QGuiApplication):
            self._app.focusObjectChanged.connect(self._look_at_focus)
        commands.show_overlay.connect(self.show)
        commands.toggle_overlay.connect(self.toggle)
        commands.click_through.connect(self.toggle_click_through)
        overlay.more_wanted.connect(self._open_menu)
        overlay.voices.wanted.connect(self._ask_name)
        model.now_in_state.connect(self._in_state)

    def close(self) -> None:
        """Take them away for good."""
        self._ask_no_more()
        self.tidy.stop()
        if isinstance(self._app, QGuiApplication):
            self._app.focusObjectChanged.disconnect(self._look_at_focus)
        self._uncover.stop()
        self.catch_up.let_go()
        self.overlay.hide()

    def hold_catch_up(self) -> None:
        """Show the last minute, large, until it is let go."""
        self.catch_up.hold(self.overlay)

    def catch_up_a_while(self) -> None:
        """Show the last minute, large, for a while; asked again, no more."""
        if self.catch_up.isVisible():
            self.catch_up.let_go()
        else:
            self.catch_up.stay_a_while(self.overlay)

    def show(self, shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Show the captions, or hide them."""
        if shown and not self.overlay.isVisible():
            self._step_aside()
        self.overlay.setVisible(shown)

    def toggle(self) -> None:
        """Show them if they are hidden, and the other way round."""
        self.show(not self.overlay.isVisible())

    def _step_aside(self) -> None:
        used = self._window.in_use()
        self.overlay.step_aside(used, self._window.frameGeometry() if used else QRect())

    def _look_at_focus(self, _: object) -> None:
        self._uncover.start()

    def _uncover_what_is_used(self) -> None:
        """Where they would cover a window's buttons, or what is being written, they stand aside."""
        window, captions = QApplication.activeWindow(), self.overlay
        if window is None or not captions.isVisible():
            return
        focus = QApplication.focusWidget()
        written: list[QWidget] = []
        if isinstance(focus, QLineEdit | QPlainTextEdit) and not focus.isReadOnly():
            written.append(focus)
        used = [
            QRect(part.mapToGlobal(QPoint(0, 0)), part.size())
            for part in (
                *window.findChildren(Foot),
                *window.findChildren(QDialogButtonBox),
                *written,
            )
            if part.isVisible() and part.window() is window
        ]
        if any(captions.geometry().intersects(place) for place in used):
            captions.step_aside(used, window.frameGeometry())

    def _in_state(self, state: State) -> None:
        """An ended session says so for a moment; then its captions go."""
        if state is State.IDLE:
            self.tidy.start()
        else:
            self.tidy.stop()
        if state is State.STARTING:
            self._aside.start()  # the main window shows other buttons now

    def _hide_finished(self) -> None:
        if self.overlay.pointed:
            self.tidy.start()  # somebody reads it, or is about to press
        elif self._model.state is State.IDLE:
            self.overlay.hide()

    def _open_menu(self, at: QPoint) -> None:
        menu = self.menu.build()
        menu.aboutToHide.connect(menu.deleteLater)
        self._menu_on_screen = menu
        menu.popup(at - QPoint(0, menu.sizeHint().height()))

    def _ask_name(self, voice: str, at: QPoint) -> None:
        """Ask in a window of its own: the captions never take the focus."""

        def name(given: str) -> None:
            self._window.name_voice(voice, given)

        self._ask_no_more()
        known = self._commands.known_names()
        dialog = NameDialog(None, self._model.cast, voice, known, name)
        dialog.move(at - QPoint(0, dialog.height() + _ABOVE))
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        self._asked.append(dialog)

    def _ask_no_more(self) -> None:
        """One name at a time; Qt deletes what is closed, and until then it is held here."""
        self._asked = [dialog for dialog in self._asked if isValid(dialog)]
        for dialog in self._asked:
            dialog.close()

    def select_text(self) -> None:
        """Open the copy of the captions that can be selected."""
        show_text(self.overlay.view.text(SELECTABLE_LINES))

    def toggle_click_through(self) -> None:
        """Let clicks through, if there is a way back, or no more."""
        if self.overlay.click_through:
            self.overlay.set_click_through(False)
        elif self._way_back():
            self.overlay.set_click_through(True)

    def look_for_way_back(self) -> None:
        """End click-through where the last way back has gone."""
        if self.overlay.click_through and not self._way_back():
            self.overlay.set_click_through(False)
