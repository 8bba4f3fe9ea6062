"""The left side of the sessions window: what is looked for, and the sessions that are found."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from captioner.ui.commands import Commands
from captioner.ui.language import tr
from captioner.ui.parts.icons import wear
from captioner.ui.sessions.filters import Filters
from captioner.ui.sessions.list import SessionList

_TYPED_MS = 250
_SCROLLED_MS = 80


class _Filtering(QScrollArea):
    """The filters, as high as they are, or scrolled in a low window."""

    def __init__(self, filters: Filters) -> None:
        super().__init__()
        self._filters = filters
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what stands on it has it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(filters)
        filters.changed.connect(self.updateGeometry)
        self.hide()

    def sizeHint(self) -> QSize:
        """All of them."""
        return self._filters.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Their width, with a bar beside them if need be."""
        bar = self.verticalScrollBar().sizeHint().width()
        wide = self._filters.minimumSizeHint().width() + bar
        return QSize(wide, super().minimumSizeHint().height())


class ListSide(QWidget):
    """A search over the list of what it finds.

    Args:
        commands: Whose library it lists.
    """

    chosen = Signal(object)
    """A `Session`."""

    several_chosen = Signal(object)
    """A tuple of them."""

    none_chosen = Signal(str)
    """No session is chosen any more; what is said in place of one."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self._library = commands.captioner.library
        self._listing = 0
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(self.refresh)
        self._scrolled = QTimer(self, singleShot=True, interval=_SCROLLED_MS)
        self._scrolled.timeout.connect(lambda: commands.run(self._tell_hits))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search titles and texts"))
        self.search.setAccessibleName(tr("Search titles and texts"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda: self._typed.start())
        self.search.returnPressed.connect(self._go_to_found)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._go_to_found)
        self.list = SessionList()
        self.list.chosen.connect(self.chosen)
        self.list.several_chosen.connect(self.several_chosen)
        self.list.scrolled.connect(self._scrolled.start)
        self.filters = Filters()
        self.filters.changed.connect(self._filter)
        self._filtering = _Filtering(self.filters)
        self.filter_button = QToolButton()
        self.filter_button.setCheckable(True)
        self.filter_button.toggled.connect(self._filtering.setVisible)
        wear(self.filter_button, "filter")
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        row.addWidget(self.filter_button)
        column.addLayout(row)
        column.addWidget(self._filtering)
        column.addWidget(self.list, 1)
        self._name_filter()

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def _filter(self) -> None:
        self._name_filter()
        self._typed.start()

    def _name_filter(self) -> None:
        """Filters that are out of sight say that they are there."""
        count = self.filters.count
        text = tr("Filter: {n} on").format(n=count) if count else tr("Filter")
        self.filter_button.setToolTip(text)
        self.filter_button.setAccessibleName(text)
        self.filter_button.setText(str(count) if count else "")
        style = Qt.ToolButtonStyle
        shown = style.ToolButtonTextBesideIcon if count else style.ToolButtonIconOnly
        self.filter_button.setToolButtonStyle(shown)

    def _go_to_found(self) -> None:
        """On from the search to what it finds, also to what it has not listed yet."""

        async def go() -> None:
            if self._typed.isActive():
                self._typed.stop()
                await self.show_all("")
            if self.words:
                self.list.choose_first()
            if self.list.count():
                self.list.setFocus(Qt.FocusReason.TabFocusReason)

        self._commands.run(go)

    def refresh(self) -> None:
        """List the sessions anew; the chosen one stays chosen."""
        shown = self.list.chosen_id
        self._commands.run(lambda: self.show_all(shown))

    async def show_all(self, wanted: str) -> None:
        """List page by page: the first is there at once, and a later search ends this one.

        Args:
            wanted: The id of the session to choose, "" for none.
        """
        search = self.words
        self._listing += 1
        listing, listed = self._listing, False
        async for page in self._library.pages(replace(self.filters.wanted, words=search)):
            if listing != self._listing:
                return
            if listed:
                self.list.add_page(page, wanted)
            else:
                self.list.show_sessions(page, wanted, self._hint(search))
                listed = True
            if self.list.currentItem() is None:
                hint = tr("Choose a session in the list to read it.") if page else ""
                self.none_chosen.emit(hint)
            await self._tell_hits()

    async def _tell_hits(self) -> None:
        """Say in each row in sight what was found in it: of all rows it would take too long."""
        search, listing = self.words, self._listing
        for session_id in self.list.unread_in_sight() if search else ():
            hits = await self._library.hits(session_id, search)
            if listing != self._listing or search != self.words:
                return
            self.list.show_hits(session_id, hits, search)

    def _hint(self, search: str) -> str:
        """What an empty list says."""
        if self.filters.count:
            return tr("No session is like that. Clear the filter, or search for less.")
        if search:
            return tr("Nothing holds “{text}”. Try fewer or other words.").format(text=search)
        if self._commands.settings.keep_nothing:
            return tr("Turn off Keep nothing, and sessions are kept here.")
        return tr("Press Start captions. The session is kept here.")
