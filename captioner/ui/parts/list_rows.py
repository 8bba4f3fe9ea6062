"""Rows of a list: room around a title, a quieter line below it, and headings between them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from captioner.ui.parts.theme import colours

FACTS = Qt.ItemDataRole.UserRole + 1
"""The role of the quieter line."""

_BESIDE, _ABOVE, _BETWEEN = 10, 8, 3
_BEFORE_HEADING = 10
_ROUND, _BAR = 6, 3
_SMALLER = 0.92
_TOP, _BOTTOM = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom

Index = QModelIndex | QPersistentModelIndex


class Rows(QStyledItemDelegate):
    """Paints them. A row that cannot be chosen is a heading."""

    def __init__(self, shown: QListWidget) -> None:
        super().__init__(shown)
        self._shown = shown

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for its lines; the width is the list's."""
        height = QFontMetrics(option.font).height() + 2 * _ABOVE
        if _is_heading(index):
            height += _BEFORE_HEADING - _ABOVE if index.row() else -_ABOVE
        elif index.data(FACTS):
            height += _BETWEEN + QFontMetrics(_small(option.font)).height()
        return QSize(0, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme = colours()
        title, facts = scheme.text, scheme.quiet
        if option.state & QStyle.StateFlag.State_Selected:
            if self._shown.hasFocus():
                title = facts = scheme.on_accent
                self._ground(painter, option, scheme.accent)
            else:
                self._ground(painter, option, scheme.strip)
                self._bar(painter, option, scheme.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver and not _is_heading(index):
            self._ground(painter, option, scheme.pressed)
        room = QRectF(option.rect).adjusted(_BESIDE, _ABOVE, -_BESIDE, -_ABOVE)
        if _is_heading(index):
            room.adjust(0, -_ABOVE, 0, _ABOVE / 2)
            font = _small(option.font, bold=True)
            self._line(painter, room, font, scheme.quiet, index.data(), _BOTTOM)
        elif index.data(FACTS):
            self._line(painter, room, option.font, title, index.data(), _TOP)
            self._line(painter, room, _small(option.font), facts, index.data(FACTS), _BOTTOM)
        else:
            self._line(painter, room, option.font, title, index.data())
        painter.restore()

    @staticmethod
    def _ground(painter: QPainter, option: QStyleOptionViewItem, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(option.rect), _ROUND, _ROUND)

    @staticmethod
    def _bar(painter: QPainter, option: QStyleOptionViewItem, colour: str) -> None:
        """At the edge where reading begins."""
        place = QRectF(option.rect)
        to_left = option.direction is Qt.LayoutDirection.RightToLeft
        left = place.right() - _BAR if to_left else place.left()
        painter.setBrush(QColor(colour))
        bar = QRectF(left, place.top() + _ABOVE, _BAR, place.height() - 2 * _ABOVE)
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)

    @staticmethod
    def _line(
        painter: QPainter,
        room: QRectF,
        font: QFont,
        colour: str,
        text: str,
        place: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
    ) -> None:
        """Paint one line; what does not fit is cut with a sign of it."""
        painter.setFont(font)
        painter.setPen(QColor(colour))
        fitting = QFontMetrics(font).elidedText(
            text, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(place | Qt.AlignmentFlag.AlignLeading), fitting)


def use_rows(shown: QListWidget) -> None:
    """Paint this list's rows so."""
    shown.setItemDelegate(Rows(shown))
    shown.setMouseTracking(True)
    shown.setSpacing(1)
    shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    shown.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)


def _is_heading(index: Index) -> bool:
    return not index.flags() & Qt.ItemFlag.ItemIsSelectable


def _small(font: QFont, *, bold: bool = False) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * _SMALLER)
    made.setBold(bold)
    return made
