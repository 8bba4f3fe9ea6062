"""*Restore defaults* of one page, and the way back from it."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from captioner.core.setting_values import change, get
from captioner.core.settings import ABOUT, DEFAULTS, Page, Settings
from captioner.ui.commands import Commands
from captioner.ui.language import tr
from captioner.ui.parts.labels import label, quiet


class Restoring(QWidget):
    """Restores the page in sight; until that is changed again or left, it can be undone."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self._page = Page.CAPTIONS
        self._before: Settings | None = None
        self._restore = QPushButton(tr("Restore defaults"))
        self._restore.setToolTip(tr("Sets this page back to how it was at first"))
        self._restore.clicked.connect(self._restore_page)
        self._told = quiet(label(tr("This page is as it was at first.")))
        self._undo = QPushButton(tr("Undo"))
        self._undo.setProperty("link", True)
        self._undo.setAccessibleDescription(self._told.text())
        self._undo.clicked.connect(self._undo_page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self._restore, self._told, self._undo):
            row.addWidget(part)
        self._offer_undo(None)

    def come_to(self, page: Page) -> None:
        """This page is in sight now."""
        self._page = page
        self._offer_undo(None)
        self.use(self._commands.settings)

    def use(self, settings: Settings) -> None:
        """The settings are these now."""
        changed = any(get(settings, name) != get(DEFAULTS, name) for name in self._names())
        self._restore.setEnabled(changed)
        if changed:
            self._offer_undo(None)

    def forget(self) -> None:
        """The window closes."""
        self._offer_undo(None)

    def _names(self) -> list[str]:
        shown = (item for item in ABOUT.items() if not item[1].hidden)
        return [name for name, about in shown if about.page is self._page]

    def _restore_page(self) -> None:
        before = self._commands.settings
        self._copy(DEFAULTS)
        self._offer_undo(before)
        self._undo.setFocus()

    def _undo_page(self) -> None:
        if self._before is not None:
            self._restore.setEnabled(True)
            self._restore.setFocus()
            self._copy(self._before)

    def _copy(self, source: Settings) -> None:
        settings = self._commands.settings
        for name in self._names():
            settings = change(settings, name, get(source, name))
        self._commands.use(settings)

    def _offer_undo(self, before: Settings | None) -> None:
        self._before = before
        self._told.setVisible(before is not None)
        self._undo.setVisible(before is not None)
