"""The drawn icons, in any colour and size."""

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QIconEngine, QPainter, QPalette, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from captioner.app.resources import resource

_OF_PROGRAM = (16, 20, 24, 32, 48, 64, 128, 256)
"""The sizes of icons that stand for the program: desktops ask which there are."""
_Role = QPalette.ColorRole
_WORN, _ON_ACCENT = "captioner_icon", "captioner_icon_on_accent"


@lru_cache(maxsize=128)
def tinted(name: str, colour: str) -> QIcon:
    """The icon `name` drawn in `colour` (#rrggbb), or "" for the colours it has."""
    if colour:
        return QIcon(_Drawn(name, {QIcon.Mode.Normal: colour}))
    icon = QIcon()
    for size in _OF_PROGRAM:
        icon.addPixmap(_drawn(name, QSize(size, size)))
    return icon


class _Drawn(QIconEngine):
    """An icon that is drawn when it is first painted in a size: sharp at every scale.

    Drawn at once in all sizes, those of the main window took 9 ms of the start and 1.3 MB.

    Args:
        name: Of the drawing.
        colours: What it is drawn in, by the state of what wears it; there is one for Normal.
    """

    _clones: "list[_Drawn]" = []  # noqa: RUF012 - of all: PySide lets go of what C++ asks for

    def __init__(self, name: str, colours: Mapping[QIcon.Mode, str]) -> None:
        super().__init__()
        self._name, self._colours = name, colours

    def clone(self) -> "_Drawn":
        """For a `QIcon` that shares it and is then changed."""
        self._clones.append(_Drawn(self._name, self._colours))
        return self._clones[-1]

    def pixmap(self, size: QSize, mode: QIcon.Mode, _: QIcon.State) -> QPixmap:
        """The drawing; `size` is in pixels of the screen."""
        colour = self._colours.get(mode) or self._colours[QIcon.Mode.Normal]
        return _coloured(self._name, colour, size.width(), size.height())

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint the drawing."""
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self.pixmap(rect.size() * ratio, mode, state))


@lru_cache(maxsize=512)
def _coloured(name: str, colour: str, width: int, height: int) -> QPixmap:
    """The drawing in one colour; `fillRect` would make 3 ms of Qt's gradients for a start."""
    made = _drawn(name, QSize(width, height))
    ground = QPixmap(made.size())
    ground.fill(QColor(colour))
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.drawPixmap(0, 0, ground)
    painter.end()
    return made


def _drawn(name: str, size: QSize) -> QPixmap:
    """The drawing, in the middle where there is more room."""
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    side = min(size.width(), size.height())
    left, top = (size.width() - side) / 2, (size.height() - side) / 2
    _renderer(name).render(painter, QRectF(left, top, side, side))
    painter.end()
    return pixmap


@lru_cache(maxsize=4)
def _renderer(name: str) -> QSvgRenderer:
    return QSvgRenderer(str(resource(f"icons/{name}.svg")))


def badged(plain: QIcon) -> QIcon:
    """The icon with a dot in its corner: something happened."""
    made = QIcon()
    for size in plain.availableSizes():
        pixmap = plain.pixmap(size)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        across = size.width() * 0.5
        painter.setPen(QPen(QColor("white"), max(1.0, across / 8)))
        painter.setBrush(QColor("#c62828"))
        painter.drawEllipse(QRectF(size.width() - across - 0.5, 0.5, across, across))
        painter.end()
        made.addPixmap(pixmap)
    return made


def icon(name: str, chosen: QIcon.Mode | None = None) -> QIcon:
    """The icon in the colour of the text beside it, paler where that is disabled.

    Args:
        name: Of the drawing.
        chosen: The mode in which it stands on the ground of what is chosen, if it ever does.
    """
    others = {} if chosen is None else {chosen: _colour(_Role.HighlightedText)}
    return _in_use(name, _Role.ButtonText, others)


def _in_use(name: str, role: QPalette.ColorRole, others: Mapping[QIcon.Mode, str]) -> QIcon:
    pale = _colour(_Role.ButtonText, QPalette.ColorGroup.Disabled)
    colours = {QIcon.Mode.Normal: _colour(role), QIcon.Mode.Disabled: pale, **others}
    return QIcon(_Drawn(name, colours))


def _colour(
    role: QPalette.ColorRole, group: QPalette.ColorGroup = QPalette.ColorGroup.Active
) -> str:
    return QApplication.palette().color(group, role).name()


def wear(holder: QAbstractButton | QAction, name: str, *, on_accent: bool = False) -> None:
    """Give a button or entry this icon, in the colours in use whenever they change.

    Args:
        holder: What wears it.
        name: Of the drawing.
        on_accent: Whether it is the one coloured button.
    """
    holder.setProperty(_WORN, name)
    holder.setProperty(_ON_ACCENT, on_accent)
    if on_accent:
        holder.setIcon(_in_use(name, _Role.HighlightedText, {}))
    else:  # Active is an entry that is pointed at; a button with the focus is so too
        entry = isinstance(holder, QAction)
        holder.setIcon(icon(name, QIcon.Mode.Active if entry else None))


def wear_anew() -> None:
    """The colours have changed: draw every icon in them that is worn."""
    for widget in QApplication.allWidgets():
        for holder in (widget, *widget.actions()):
            name = holder.property(_WORN)
            if name and isinstance(holder, QAbstractButton | QAction):
                wear(holder, name, on_accent=bool(holder.property(_ON_ACCENT)))
