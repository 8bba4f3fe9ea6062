"""The drawn icons, in any colour and size."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from captioner.app.resources import resource

_SIZES = (16, 20, 24, 32, 48, 64)
_FOR_SWITCHERS = (128, 256)
"""Further sizes of icons that stand for the program; for those on buttons they cost 18 MB."""


@lru_cache(maxsize=128)
def tinted(name: str, colour: str) -> QIcon:
    """The icon `name` drawn in `colour` (#rrggbb); icons of several colours keep theirs."""
    drawing = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    icon = QIcon()
    for size in _SIZES if colour else (*_SIZES, *_FOR_SWITCHERS):
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def icon(name: str) -> QIcon:
    """The icon in the colour of buttons' texts, paler where it is disabled."""
    palette = QApplication.palette()
    made = QIcon(tinted(name, palette.color(QPalette.ColorRole.ButtonText).name()))
    group = QPalette.ColorGroup.Disabled
    pale = tinted(name, palette.color(group, QPalette.ColorRole.ButtonText).name())
    for size in _SIZES[:5]:
        made.addPixmap(pale.pixmap(size, size), QIcon.Mode.Disabled)
    return made


def icon_on_accent(name: str) -> QIcon:
    """The icon in the colour of the text on the one coloured button."""
    return tinted(name, QApplication.palette().color(QPalette.ColorRole.HighlightedText).name())
