"""The settings, made from their declarations. Changes act at once; there is only Close."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from captioner.core.engines import ENGINES
from captioner.core.setting_values import change, get
from captioner.core.settings import ABOUT, DEFAULTS, Page, Settings
from captioner.core.sources import SourceInfo
from captioner.ui.commands import Commands
from captioner.ui.language import tr
from captioner.ui.parts.fitted import fitted
from captioner.ui.parts.labels import label, larger, quiet, rule
from captioner.ui.parts.list_rows import use_rows
from captioner.ui.parts.scrolled import Scrolled
from captioner.ui.parts.source_picker import source_text
from captioner.ui.settings.account_row import AccountRow
from captioner.ui.settings.controls import Choice
from captioner.ui.settings.model_row import ModelRow
from captioner.ui.settings.presets import PRESETS, with_preset
from captioner.ui.settings.row import SettingRow
from captioner.ui.settings.style_preview import StylePreview

_SIZE = QSize(760, 640)
_PRESETS_IN_A_ROW = 3


class SettingsWindow(QWidget):
    """One page for each `Page`, one row for each setting."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self.rows: dict[str, SettingRow] = {}
        self._preview = StylePreview(commands.settings)
        self._account = AccountRow(commands)
        self._model = ModelRow(commands)
        self.setWindowTitle(tr("Captioner settings"))
        self.resize(_SIZE)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._list = QListWidget()
        self._pages = QStackedWidget()
        self._lay_out()
        self._offer(self.rows["model"], self._model.choices())
        commands.settings_changed.connect(self._use)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close)
        self._use(commands.settings)

    def _lay_out(self) -> None:
        outer = QHBoxLayout(fitted(self))
        outer.setContentsMargins(14, 14, 14, 12)
        outer.setSpacing(14)
        self._list.setAccessibleName(tr("Pages"))
        use_rows(self._list)
        self._list.setFixedWidth(self.fontMetrics().horizontalAdvance("M" * 13))
        for page in Page:
            self._list.addItem(tr(page.value))
            self._pages.addWidget(self._page(page))
        self._list.currentRowChanged.connect(self._pages.setCurrentIndex)
        self._list.setCurrentRow(0)
        outer.addWidget(self._list)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(rule())
        column.addSpacing(12)
        buttons = QHBoxLayout()
        restore = QPushButton(tr("Restore defaults"))
        restore.setToolTip(tr("Sets this page back to how it was at first"))
        restore.clicked.connect(self._restore)
        buttons.addWidget(restore)
        buttons.addStretch(1)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        buttons.addWidget(close)
        column.addLayout(buttons)
        outer.addLayout(column, 1)

    def _page(self, page: Page) -> QWidget:
        shown = [name for name, about in ABOUT.items() if about.page is page and not about.hidden]
        inside = Scrolled()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 0, 12, 0)
        column.setSpacing(0)
        column.addWidget(larger(label(tr(page.value)), 1.35))
        if page is Page.CAPTIONS:
            column.addSpacing(8)
            column.addWidget(quiet(label(tr("Begin with a style, then change what you like."))))
            column.addSpacing(6)
            column.addLayout(self._presets())
            column.addSpacing(8)
        first = [name for name in shown if not ABOUT[name].more]
        for name in first:
            self._add_row(column, name, ruled=page is Page.CAPTIONS or name != first[0])
        more = [name for name in shown if ABOUT[name].more]
        if more:
            self._add_more(column, more)
        column.addStretch(1)
        area = inside.within()
        if page is not Page.CAPTIONS:
            return area
        whole = QWidget()  # the preview stays in sight while the page is scrolled
        both = QVBoxLayout(whole)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(12)
        both.addWidget(self._preview)
        both.addWidget(area, 1)
        return whole

    def _presets(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(6)
        for place, name in enumerate(PRESETS):
            button = QPushButton(tr(name))
            button.clicked.connect(lambda _=False, name=name: self._use_preset(name))
            grid.addWidget(button, *divmod(place, _PRESETS_IN_A_ROW))
        return grid

    def _add_row(self, column: QVBoxLayout, name: str, *, ruled: bool) -> None:
        if ruled:
            column.addWidget(rule())
        row = SettingRow(name, self._commands)
        self.rows[name] = row
        column.addWidget(row)
        if name == "engine":
            column.addWidget(self._account)
        elif name == "model":
            column.addWidget(self._model)

    def _add_more(self, column: QVBoxLayout, names: list[str]) -> None:
        button = QPushButton(tr("More ▸"))
        button.setProperty("link", True)
        button.setCheckable(True)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for name in names:
            self._add_row(rows, name, ruled=name != names[0])
        inside.hide()

        def unfold(on: bool) -> None:  # noqa: FBT001 - a Qt slot
            inside.setVisible(on)
            button.setText(tr("More ▾") if on else tr("More ▸"))

        button.toggled.connect(unfold)
        button.setProperty("flush", True)
        column.addWidget(rule())
        column.addSpacing(6)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(inside)

    # What is shown

    def show_setting(self, name: str) -> None:
        """Open the page of a setting with the focus on it; "" opens the first page."""
        page = ABOUT[name].page if name else Page.CAPTIONS
        self._list.setCurrentRow(list(Page).index(page))
        self.show()
        self.raise_()
        self.activateWindow()
        if name:
            self.rows[name].control.setFocus()
        else:
            self._list.setFocus()

    def show_sources(self, sources: tuple[SourceInfo, ...]) -> None:
        """Offer the sources there are now."""
        offered = {info.id: source_text(info) for info in sources if not info.unavailable}
        self._offer(self.rows["source"], offered)

    def show_key_conflicts(self, refused: Mapping[str, str]) -> None:
        """Say at each key why it does not work: setting → sentence."""
        for name, row in self.rows.items():
            if name.startswith("hotkey_"):
                row.refuse(refused.get(name, ""))

    def _offer(self, row: SettingRow, choices: Mapping[str, str]) -> None:
        if isinstance(row.control, Choice):
            row.control.offer(choices)
            row.control.show_value(get(self._commands.settings, row.name))

    def _use(self, settings: Settings) -> None:
        for row in self.rows.values():
            row.show_settings(settings)
        self._preview.use(settings)
        self._model.setVisible(settings.engine == "ondevice")
        self._account.setVisible(ENGINES[settings.engine].needs_key)
        if ENGINES[settings.engine].needs_key:
            self._account.refresh()

    # What is done

    def _use_preset(self, name: str) -> None:
        self._commands.use(with_preset(self._commands.settings, name))

    def _restore(self) -> None:
        page = list(Page)[self._list.currentRow()]
        settings = self._commands.settings
        for name, about in ABOUT.items():
            if about.page is page and not about.hidden:
                settings = change(settings, name, get(DEFAULTS, name))
                self.rows[name].refuse("")
        self._commands.use(settings)
