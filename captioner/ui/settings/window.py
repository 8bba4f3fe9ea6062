"""The settings, made from their declarations. Changes act at once; there is only Close."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from captioner.core.setting_values import Value, get
from captioner.core.settings import ABOUT, Page, Settings
from captioner.core.sources import SourceInfo
from captioner.ui.commands import RUNNING, Commands
from captioner.ui.desktop.wishes import caption_style
from captioner.ui.language import tr
from captioner.ui.model import Model
from captioner.ui.parts.fitted import fitted, grown, stand_below
from captioner.ui.parts.labels import label, quiet, rule
from captioner.ui.parts.list_rows import use_rows
from captioner.ui.parts.source_picker import source_text
from captioner.ui.parts.tab_order import lead_tab_through
from captioner.ui.settings.account_row import AccountRow
from captioner.ui.settings.controls import Choice
from captioner.ui.settings.model_row import ModelRow
from captioner.ui.settings.page import SettingsPage
from captioner.ui.settings.presets import AS_IN_THE_SYSTEM, PRESETS, with_style
from captioner.ui.settings.restoring import Restoring
from captioner.ui.settings.row import SettingRow
from captioner.ui.settings.stock_row import StockRow
from captioner.ui.settings.style_preview import StylePreview
from captioner.ui.settings.word_report import WordReport
from captioner.ui.settings.words_control import Words

_SIZE = QSize(760, 640)
_PRESETS_IN_A_ROW = 3
_AROUND_NAME = 52
"""The room that a page's name has in the list, on both sides together."""


class SettingsWindow(QWidget):
    """One page for each `Page`, one row for each setting."""

    def __init__(self, commands: Commands, model: Model) -> None:
        super().__init__()
        self._commands, self._model = commands, model
        self.rows: dict[str, SettingRow] = {}
        self._preview = StylePreview(commands.settings)
        self._account = AccountRow(commands)
        self._models = ModelRow(commands)
        self._stock = StockRow(commands)
        self._restoring = Restoring(commands)
        self.setWindowTitle(tr("Settings"))
        self.resize(grown(self, _SIZE))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._parts: list[SettingsPage] = []
        self._led: list[QWidget] = []
        self._list = QListWidget()
        self._pages = QStackedWidget()
        self._lay_out()
        words = self.rows["word_boost"].control
        if isinstance(words, Words):
            WordReport(commands, model, words)
        self._offer(self.rows["model"], self._models.choices())
        commands.settings_changed.connect(self._use)
        model.now_in_state.connect(lambda _: self._use(commands.settings))
        for key in (Qt.Key.Key_Escape, QKeySequence.StandardKey.Close):
            QShortcut(QKeySequence(key), self).activated.connect(self.close)
        self._use(commands.settings)

    def _lay_out(self) -> None:
        outer = QHBoxLayout(fitted(self))
        outer.setContentsMargins(14, 14, 14, 0)
        outer.setSpacing(14)
        self._list.setAccessibleName(tr("Pages"))
        use_rows(self._list)
        names = (self.fontMetrics().horizontalAdvance(tr(page.value)) for page in Page)
        self._list.setFixedWidth(max(names) + _AROUND_NAME)
        for page in Page:
            self._list.addItem(tr(page.value))
            self._parts.append(self._page(page))
            self._pages.addWidget(self._parts[-1])
        self._list.currentRowChanged.connect(self._turn_to)
        self._list.setCurrentRow(0)
        outer.addWidget(self._list)
        outer.addWidget(self._pages, 1)
        self._close = QPushButton(tr("Close"))
        self._close.clicked.connect(self.close)
        stand_below(self, self._foot())

    def _foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(rule())
        buttons = QHBoxLayout()
        buttons.addWidget(self._restoring)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column.addLayout(buttons)
        return foot

    def _page(self, page: Page) -> SettingsPage:
        below = {"engine": self._account, "model": self._models, "keep_days": self._stock}
        names = [name for name, about in ABOUT.items() if about.page is page and not about.hidden]
        rows = {name: SettingRow(name, self._commands, below.get(name)) for name in names}
        self.rows |= rows
        if page is Page.CAPTIONS:
            return SettingsPage(page, rows.values(), above=self._preview, head=self._presets())
        return SettingsPage(page, rows.values())

    def _presets(self) -> QWidget:
        head = QWidget()
        grid = QGridLayout(head)
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setSpacing(6)
        grid.addWidget(
            quiet(label(tr("Begin with a style, then change what you like."))),
            0,
            0,
            1,
            _PRESETS_IN_A_ROW,
        )
        styles = dict(PRESETS)
        if of_system := caption_style():
            styles[AS_IN_THE_SYSTEM] = {**PRESETS["Classic"], **of_system}
        for place, (name, style) in enumerate(styles.items(), start=_PRESETS_IN_A_ROW):
            button = QPushButton(tr(name))
            button.clicked.connect(lambda _=False, style=style: self._use_style(style))
            grid.addWidget(button, *divmod(place, _PRESETS_IN_A_ROW))
        return head

    def _turn_to(self, row: int) -> None:
        self._pages.setCurrentIndex(row)
        self._restoring.come_to(list(Page)[row])

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was restored stays so."""
        self._restoring.forget()
        super().closeEvent(event)

    # What is shown

    def show_setting(self, name: str) -> None:
        """Open the page of a setting with the focus on it; "" opens the first page."""
        page = ABOUT[name].page if name else Page.CAPTIONS
        self._list.setCurrentRow(list(Page).index(page))
        self.show()
        self.raise_()
        self.activateWindow()
        if name:
            self._parts[self._list.currentRow()].bring_into_sight(self.rows[name])
            self.rows[name].control.field.setFocus()
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
        running = self._model.state in RUNNING
        for page in self._parts:
            page.show_settings(settings, running=running)
        self._restoring.use(settings)
        self._lead_tab()
        self._preview.use(settings)
        self._models.setVisible(settings.engine == "ondevice")
        self._account.show_settings(settings)

    def _lead_tab(self) -> None:
        parts = [part for page in self._parts for part in page.parts()]
        if parts != self._led:
            self._led = parts
            lead_tab_through((self._list, *parts, self._restoring, self._close))

    # What is done

    def _use_style(self, style: Mapping[str, Value]) -> None:
        self._commands.use(with_style(self._commands.settings, style))
