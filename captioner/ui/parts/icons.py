"""The drawn icons, in any colour and size."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPalette, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from captioner.app.resources import resource

_SIZES = (16, 20, 24, 32, 48, 64)
_FOR_SWITCHERS = (128, 256)
"""Further sizes of icons that stand for the program; for those on buttons they cost 18 MB."""
_WORN, _ON_ACCENT = "captioner_icon", "captioner_icon_on_accent"


@lru_cache(maxsize=128)
def tinted(name: str, colour: str) -> QIcon:
    """The icon `name` drawn in `colour` (#rrggbb), or "" for the colours it has."""
    icon = QIcon()
    for drawn in _drawn(name, _SIZES if colour else (*_SIZES, *_FOR_SWITCHERS)):
        icon.addPixmap(_coloured(drawn, colour) if colour else drawn)
    return icon


def _coloured(drawn: QPixmap, colour: str) -> QPixmap:
    """The drawing in one colour; `fillRect` would make 3 ms of Qt's gradients for a start."""
    made, ground = QPixmap(drawn), QPixmap(drawn.size())
    ground.fill(QColor(colour))
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.drawPixmap(0, 0, ground)
    painter.end()
    return made


@lru_cache(maxsize=2)
def _drawn(name: str, sizes: tuple[int, ...]) -> tuple[QPixmap, ...]:
    """A drawing in these sizes; what is drawn once is filled with its paler colour at once."""
    renderer = QSvgRenderer(str(resource(f"icons/{name}.svg")))
    made = []
    for size in sizes:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        made.append(pixmap)
    return tuple(made)


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
    palette = QApplication.palette()
    made = QIcon(tinted(name, palette.color(QPalette.ColorRole.ButtonText).name()))
    group = QPalette.ColorGroup.Disabled
    pale = tinted(name, palette.color(group, QPalette.ColorRole.ButtonText).name())
    for size in _SIZES[:5]:
        made.addPixmap(pale.pixmap(size, size), QIcon.Mode.Disabled)
        if chosen is not None:
            made.addPixmap(_icon_on_accent(name).pixmap(size, size), chosen)
    return made


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
        holder.setIcon(_icon_on_accent(name))
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


def _icon_on_accent(name: str) -> QIcon:
    return tinted(name, QApplication.palette().color(QPalette.ColorRole.HighlightedText).name())
