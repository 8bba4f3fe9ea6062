"""The main window: source, Start, what there is to say, and the transcript."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from captioner.core.audio import Level
from captioner.core.export.wish import Wish
from captioner.core.session import State
from captioner.core.settings import Settings
from captioner.core.sources import SourceInfo
from captioner.core.transcript import Mark, Segment, Session
from captioner.ui.commands import Commands, always_written
from captioner.ui.export.exporting import Exporting
from captioner.ui.files.bar import FileBar
from captioner.ui.files.open_dialog import ask_for_files, dropped
from captioner.ui.files.queue import Files
from captioner.ui.language import tr
from captioner.ui.main.body import Body
from captioner.ui.main.first_run import FirstRun
from captioner.ui.main.listening import Listening
from captioner.ui.main.messages import Messages
from captioner.ui.main.meters import Meters
from captioner.ui.main.remedies import Remedies
from captioner.ui.main.session_page import SessionPage
from captioner.ui.main.state_line import StateLine
from captioner.ui.menus import MUTE, OFF_THE_RECORD, off_the_record_text
from captioner.ui.model import Model
from captioner.ui.parts.fitted import fitted, grown, stand_below
from captioner.ui.parts.icons import wear
from captioner.ui.parts.message_strip import MessageStrip
from captioner.ui.transcript.undoing import Deeds, Undoing

_SIZE = QSize(480, 600)


class MainWindow(QWidget):
    """Start and Stop, and everything that concerns the session.

    Args:
        commands: What its buttons do.
        model: What it shows.
        meters: Measures sources while nothing runs.
        menu: What stands behind ☰.
    """

    closing = Signal()
    """The user closed the window; whoever holds it decides what that means."""

    def __init__(self, commands: Commands, model: Model, meters: Meters, menu: QMenu) -> None:
        super().__init__()
        self._commands, self._model = commands, model
        self.setWindowTitle("Captioner")
        self.resize(grown(self, _SIZE))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._strip = MessageStrip()
        self.files = Files(commands, model)
        self.file_bar = FileBar(self.files, commands)
        self.setAcceptDrops(True)
        self.first_run = FirstRun()
        self._page = SessionPage(commands, model)
        self.picker, self.panel = self._page.picker, self._page.panel
        self._undoing = Undoing(
            self,
            self.panel.view,
            Deeds(commands.correct, commands.note, commands.name_voice, commands.give),
        )
        self._exporting = Exporting(self, commands, self.tell)
        remedies = Remedies(
            commands,
            pick_source=self.picker.box.showPopup,
            show_gap=self.panel.show_last_gap,
            copy_all=self.panel.copy_all,
            export=self.export,
        )
        self._messages = Messages(model, self._strip, remedies)
        self._lay_out(menu)
        self._listening = Listening(self, self._body, commands, model, meters)
        self._connect()
        self._add_keys()
        self._use(commands.settings)
        self._in_state(model.state)

    def _lay_out(self, menu: QMenu) -> None:
        column = QVBoxLayout(fitted(self))
        column.setContentsMargins(14, 10, 14, 8)
        column.setSpacing(10)
        header = QHBoxLayout()
        self._state = StateLine(self._commands, self._model)
        header.addWidget(self._state, 1)
        self._menu = QToolButton()
        wear(self._menu, "menu")
        self._menu.setIconSize(QSize(22, 22))
        self._menu.setMenu(menu)
        self._menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu.setAccessibleName(tr("Menu"))
        self._menu.setToolTip(f"{tr('Menu')} (F10)")
        header.addWidget(self._menu)
        column.addLayout(header)
        self._body = Body(self.first_run, self._page)
        for part in (self._strip, self.file_bar):
            column.addWidget(part)
        column.addWidget(self._body, 1)
        self._foot = stand_below(self, self.panel.tools)

    def _connect(self) -> None:
        model, commands = self._model, self._commands
        model.now_in_state.connect(self._in_state)
        model.heard_final.connect(self._remember_first_word)
        model.opened.connect(self._begin)
        model.now_told.connect(self._name_off_the_record)
        model.off_record.connect(lambda _: self._undoing.clear())  # it holds what was said
        commands.settings_changed.connect(self._use)
        commands.keys_changed.connect(lambda: self._use(commands.settings))
        self.picker.chosen.connect(commands.use_source)
        self.first_run.source_chosen.connect(commands.use_source)
        self.first_run.start.connect(commands.start)
        self.first_run.sample.connect(commands.start_sample)
        self.first_run.keep_nothing.connect(self._keep_nothing)
        commands.open_file.connect(self._open_file)
        self.files.refused.connect(self._refuse_files)
        self._page.mark.connect(self._mark_and_note)
        self.panel.export.connect(self.export)
        self.panel.view.export_wanted.connect(self._export_range)
        self.panel.view.hear_wanted.connect(self._hear)
        self.panel.view.known_names = commands.known_names
        self.panel.view.always_written.connect(self._always_write)
        self.panel.off_the_record.connect(commands.off_the_record)

    def _add_keys(self) -> None:
        keys = {
            "Ctrl+R": self._commands.toggle,
            "Ctrl+P": self._commands.pause_or_resume,
            "Ctrl+M": self._mark_and_note,
            MUTE: self._commands.mute_or_unmute,
            "Ctrl+Return": self._commands.finish_sentence,
            OFF_THE_RECORD: self._commands.off_the_record,
            "F10": self._open_menu,
            "F2": self.panel.view.correct,
            "Shift+F2": self.panel.view.name_voice,
            "Ctrl+O": self._commands.open_file.emit,
            "Ctrl+F": self.panel.find_bar.ask,
            "Ctrl+E": self.export,
            "Ctrl+Shift+C": self.panel.copy_all,
            "Ctrl++": lambda: self._commands.change_text_size(1),
            "Ctrl+-": lambda: self._commands.change_text_size(-1),
            "Ctrl+End": self.panel.view.go_live,
        }
        for key, slot in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    def _open_menu(self) -> None:
        menu = self._menu.menu()
        menu.popup(self._menu.mapToGlobal(QPoint(0, self._menu.height())))
        menu.setActiveAction(menu.actions()[0])

    # What it shows

    def _in_state(self, _: State) -> None:
        self._choose_body()
        self._listening.look()

    def _choose_body(self) -> None:
        new = not self._commands.settings.first_word_seen and self._model.state is State.IDLE
        self._body.choose(first_run=new)
        self._foot.setVisible(not new)
        self._state.who.setVisible(not new)  # the card tells it

    def _remember_first_word(self, _: object) -> None:
        if not self._commands.settings.first_word_seen:
            self._commands.change("first_word_seen", value=True)

    def _mark_and_note(self) -> None:
        """Mark this moment; what is typed next is its note."""
        before = self._model.items.copy()
        self._commands.mark()
        for key, item in self._model.items.items():
            if isinstance(item, Mark) and key not in before:
                self.panel.view.correct(item)

    def _begin(self, session: Session) -> None:
        self._undoing.begin(session.id)
        self._commands.load_names()
        settings = self._commands.settings
        self.panel.view.can_hear = settings.keep_sound and not settings.keep_nothing

    def name_voice(self, label: str, name: str) -> None:
        """Call a voice of this session so, wherever that was asked; it can be undone here."""
        self._undoing.name(label, name)

    def tell(self, text: str) -> None:
        """Show a message that the user puts away."""
        self._messages.tell(text)

    def _use(self, settings: Settings) -> None:
        self.first_run.use(settings)
        self.picker.choose(settings.source)
        self._choose_body()
        self._name_off_the_record()

    def _name_off_the_record(self, _: object = None) -> None:
        """The button takes back what was said; while nothing is kept it is the way back."""
        key = self._commands.key("hotkey_off_the_record", OFF_THE_RECORD)
        self.panel.name_off_the_record(off_the_record_text(self._commands), key)

    def _keep_nothing(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._commands.change("keep_nothing", on)

    def export(self, _: object = None) -> None:
        """Ask what and where to, and write the session."""
        session = self._model.session
        self._exporting.ask([session] if session is not None else [])

    def _export_range(self, start_ms: int, end_ms: int) -> None:
        session, wish = self._model.session, Wish(start_ms=start_ms, end_ms=end_ms)
        self._exporting.ask([session] if session is not None else [], wish)

    def _hear(self, segment: Segment) -> None:
        session = self._model.session
        why_not = self._commands.hear(session.id, segment) if session is not None else ""
        if why_not:
            self.tell(why_not)

    def _always_write(self, word: str) -> None:
        self._commands.always_write(word)
        self.tell(always_written(word))

    # Sources

    def show_sources(self, sources: tuple[SourceInfo, ...]) -> None:
        """These are the sources there are now."""
        self._listening.show_sources(sources)

    def show_level(self, source_id: str, level: Level) -> None:
        """A source that nobody captions is this loud."""
        self._listening.show_level(source_id, level)

    # Recordings

    def _open_file(self) -> None:
        ask_for_files(self, self.files.caption)

    def _refuse_files(self) -> None:
        self.tell(tr("Captions are running. Stop them, then open the file again."))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here to be captioned."""
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Caption what is dropped."""
        event.acceptProposedAction()
        self.files.caption(dropped(event.mimeData()))

    # The window itself

    def in_use(self) -> tuple[QRect, ...]:
        """What captions should not cover, as areas of the screen: all but the transcript."""
        if not self.isVisible() or self.isMinimized():
            return ()
        frame, text = self.frameGeometry(), self.panel.view
        top = text.mapToGlobal(QPoint(0, 0)).y()
        if self._strip.isHidden():
            top += self._strip.minimumHeight()
        bottom = text.mapToGlobal(QPoint(0, text.height())).y()
        return (
            QRect(frame.topLeft(), QPoint(frame.right(), top)),
            QRect(QPoint(frame.left(), bottom), frame.bottomRight()),
        )

    def changeEvent(self, event: QEvent) -> None:
        """Listen only while in front."""
        if event.type() == QEvent.Type.ActivationChange:
            self._listening.look()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Start where the hands are expected."""
        super().showEvent(event)
        self._body.focus_first()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let whoever holds the window decide."""
        event.ignore()
        self.closing.emit()
