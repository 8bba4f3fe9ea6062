"""A page of the settings: a title, its rows, and folded away below them what few want."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from captioner.core.engines import ENGINES
from captioner.core.settings import ABOUT, Page, Settings
from captioner.ui.language import tr
from captioner.ui.parts.labels import label, larger
from captioner.ui.parts.scrolled import Scrolled
from captioner.ui.settings.fold import Fold
from captioner.ui.settings.row import SettingRow
from captioner.ui.settings.rows import Rows

_BESIDE_BAR = 12
"""Room between the rows and the scroll bar, which stands where lines end."""

_TALL_ENOUGH = 3
"""A page as high as this many of what stays above it has room for that."""

_BEFORE = 2
_ASIDE = _BEFORE + _BESIDE_BAR


class SettingsPage(QWidget):
    """Rows that follow the settings; what the chosen recogniser cannot do is folded away.

    Args:
        page: Which.
        rows: Its settings, in their order.
        above: What stays in sight above the page while it is scrolled, if anything; on a page
            that is too low for both it is scrolled as well.
        head: What stands between the title and the rows, if anything.
    """

    def __init__(
        self,
        page: Page,
        rows: Iterable[SettingRow],
        *,
        above: QWidget | None = None,
        head: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._every = tuple(rows)
        self._head = head
        self._first = Rows(ruled=head is not None)
        self._more, self._unfit = Rows(ruled=False), Rows(ruled=False)
        self._folds = {self._more: Fold(self._more, tr("More")), self._unfit: Fold(self._unfit)}
        inside = Scrolled()
        column = self._column = QVBoxLayout(inside)
        edges = (_BEFORE, _BESIDE_BAR)
        before, behind = reversed(edges) if self.isRightToLeft() else edges
        column.setContentsMargins(before, 0, behind, 0)
        column.setSpacing(0)
        column.addWidget(larger(label(tr(page.value)), 1.35))
        if head is not None:
            column.addWidget(head)
        column.addWidget(self._first)
        for fold in self._folds.values():
            column.addWidget(fold)
        column.addStretch(1)
        self._area = inside.within()
        self._area.viewport().installEventFilter(self)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(12)
        self._above = above
        if above is not None:
            self._whole.addWidget(above, 2)
        self._whole.addWidget(self._area, 3)

    def show_settings(self, settings: Settings, *, running: bool) -> None:
        """Show the values, and every row where it belongs with this recogniser."""
        engine = ENGINES[settings.engine]
        unfit = [row for row in self._every if row.name in engine.cannot]
        more = [row for row in self._every if ABOUT[row.name].more and row not in unfit]
        self._first.hold([row for row in self._every if row not in (*more, *unfit)])
        self._more.hold(more)
        self._unfit.hold(unfit)
        for rows, fold in self._folds.items():
            fold.setVisible(bool(rows.held))
        for row in self._every:
            row.show_settings(settings, running=running)
        if len(unfit) == 1:
            self._folds[self._unfit].say(
                tr("1 setting has no effect with “{name}”").format(name=tr(engine.label))
            )
        else:
            self._folds[self._unfit].say(
                tr("{n} settings have no effect with “{name}”").format(
                    n=len(unfit), name=tr(engine.label)
                )
            )

    def minimumSizeHint(self) -> QSize:
        """What stands above is scrolled in a low window, and asks for no height."""
        return QSize(super().minimumSizeHint().width(), self._area.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room above for what can stay in sight, or not any more."""
        super().resizeEvent(event)
        if self._above is None:
            return
        stays = self.height() >= _TALL_ENOUGH * self._above.minimumHeight()
        if stays and self._whole.indexOf(self._above) < 0:
            self._whole.insertWidget(0, self._above, 2)
        elif not stays and self._column.indexOf(self._above) < 0:
            self._column.insertWidget(1, self._above)

    @property
    def width_in_one_line(self) -> int:
        """What the widest row needs to have its control beside its name, in pixels."""
        return max(row.width_in_one_line for row in self._every)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where a row is too narrow, the controls of all of them stand on lines of their own."""
        if event.type() is QEvent.Type.Resize:
            beside = self._area.viewport().width() - _ASIDE >= self.width_in_one_line
            for row in self._every:
                row.put_control(beside=beside)
        return super().eventFilter(watched, event)

    def parts(self) -> list[QWidget]:
        """What stands on the page, from above."""
        head = [self._head] if self._head is not None else []
        folded = [part for rows, fold in self._folds.items() for part in (fold.line, *rows.held)]
        return [*head, *self._first.held, *folded]

    def bring_into_sight(self, row: SettingRow) -> None:
        """Unfold and scroll to where a row stands."""
        for rows, fold in self._folds.items():
            if row in rows.held:
                fold.open()
        self._area.ensureWidgetVisible(row)
        # once more when it has the height that its page's width gives it
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(row))
