"""Captioner's own light and dark look: many desktops tell Qt neither colours nor scheme."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from captioner.app.resources import resource
from captioner.ui.desktop.portal import wants_dark
from captioner.ui.parts.icons import wear_anew

_ROLE, _GROUP = QPalette.ColorRole, QPalette.ColorGroup


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme, as #rrggbb. Texts have a contrast of at least 4.5:1."""

    name: str
    window: str
    base: str
    raised: str
    pressed: str
    line: str
    text: str
    quiet: str
    faint: str
    accent: str
    on_accent: str
    good: str
    warn: str
    strip: str
    alert: str


LIGHT = Colours(
    name="light",
    window="#f5f6f8",
    base="#ffffff",
    raised="#ffffff",
    pressed="#e4e8ef",
    line="#7d8797",
    text="#1a1e26",
    quiet="#565f6e",
    faint="#8d95a3",
    accent="#1f53b8",
    on_accent="#ffffff",
    good="#1c7c45",
    warn="#9a5200",
    strip="#e6ecf8",
    alert="#fdf0dc",
)
DARK = Colours(
    name="dark",
    window="#1d2026",
    base="#15171c",
    raised="#2a2e37",
    pressed="#3a404c",
    line="#717b8c",
    text="#eceff4",
    quiet="#a9b1be",
    faint="#707887",
    accent="#8db4ff",
    on_accent="#0d1526",
    good="#62cf90",
    warn="#f0b25a",
    strip="#263149",
    alert="#33291a",
)

_SHEET = """
QPushButton, QToolButton#plain {{ background: {raised}; border: 1px solid {line};
  border-radius: 6px; padding: 6px 12px; color: {text}; }}
QPushButton:hover, QToolButton#plain:hover {{ background: {pressed}; }}
QPushButton:pressed {{ background: {line}; }}
QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus, QPlainTextEdit:focus,
QSpinBox:focus, QListView:focus, QTreeView:focus {{ border: 2px solid {accent}; }}
QPushButton:focus {{ padding: 5px 11px; }}
QComboBox:focus {{ padding: 4px 7px; }}
QPlainTextEdit:focus, QListView:focus, QTreeView:focus, QToolButton:focus {{ padding: 3px; }}
QPushButton:disabled {{ color: {faint}; border-color: {pressed}; }}
QPushButton[primary="true"] {{ background: {accent}; color: {on_accent}; border: 1px solid {accent};
  font-weight: 600; }}
QPushButton[primary="true"]:hover {{ background: {accent}; border-color: {text}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {text}; }}
QPushButton[primary="true"]:disabled {{ background: {pressed}; color: {faint};
  border-color: {pressed}; }}
QPushButton[link="true"] {{ background: transparent; border: 1px solid transparent;
  color: {accent}; }}
QPushButton[link="true"]:hover {{ text-decoration: underline; }}
QPushButton[link="true"]:focus {{ border: 2px solid {accent}; }}
QPushButton[flush="true"] {{ padding-left: 1px; padding-right: 1px; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 4px; }}
QToolButton:hover {{ background: {pressed}; }}
QToolButton::menu-indicator {{ image: none; }}
QComboBox {{ background: {raised}; border: 1px solid {line}; border-radius: 6px;
  padding: 5px 8px; color: {text}; combobox-popup: 0; }}
QComboBox:disabled {{ color: {faint}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{icons}/arrow-{name}.svg");
  width: 12px; height: 12px; }}
QComboBox QAbstractItemView, QComboBox QAbstractItemView:focus {{ background: {base};
  color: {text}; border: 1px solid {line}; border-radius: 0; padding: 3px; outline: 0;
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QComboBox QAbstractItemView::item {{ min-height: 28px; padding: 0 6px; border-radius: 4px; }}
QComboBox QAbstractItemView::item:selected {{ background: {accent}; color: {on_accent}; }}
QComboBox QAbstractItemView::item:disabled {{ color: {faint}; }}
QLineEdit, QPlainTextEdit, QListView, QTreeView {{ background: {base};
  border: 1px solid {line}; border-radius: 6px; padding: 4px;
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit {{ padding: 5px 6px; }}
QLineEdit:focus {{ padding: 4px 5px; }}
QLineEdit[inplace="true"] {{ padding: 2px 3px; }}
QLineEdit[inplace="true"]:focus {{ padding: 1px 2px; }}
QCheckBox, QRadioButton {{ spacing: 8px; }}
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator {{ width: 16px; height: 16px;
  background: {base}; border: 1px solid {line}; }}
QCheckBox::indicator, QListView::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 9px; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border: 2px solid {accent};
  width: 14px; height: 14px; }}
QCheckBox::indicator:checked, QListView::indicator:checked {{ background: {accent};
  border-color: {accent}; image: url("{icons}/check-{name}.svg"); }}
QRadioButton::indicator:checked {{ background: {accent}; border-color: {accent};
  image: url("{icons}/dot-{name}.svg"); }}
QCheckBox::indicator:checked:focus, QRadioButton::indicator:checked:focus {{
  border: 2px solid {text}; }}
QCheckBox[bare="true"] {{ spacing: 0; }}
QCheckBox:focus, QRadioButton:focus {{ color: {accent}; }}
QListView[ticks="true"] {{ outline: 0; }}
QListView[ticks="true"]::item:selected {{ background: transparent; color: {text};
  border: 1px solid transparent; }}
QListView[ticks="true"]::item:focus {{ background: {strip}; border: 1px solid {accent};
  border-radius: 4px; }}
QListView::indicator:disabled {{ border-color: {pressed}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {faint}; }}
QAbstractSpinBox, QKeySequenceEdit QLineEdit {{ background: {raised}; border: 1px solid {line};
  border-radius: 6px; padding: 4px 6px; }}
QAbstractSpinBox:focus {{ border: 2px solid {accent}; padding: 3px 5px; }}
QAbstractSpinBox:disabled {{ color: {faint}; border-color: {pressed}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 20px; border: none; }}
QAbstractSpinBox::up-arrow {{ image: url("{icons}/arrow-up-{name}.svg"); width: 10px; }}
QAbstractSpinBox::down-arrow {{ image: url("{icons}/arrow-{name}.svg"); width: 10px; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ border-color: {pressed}; color: {faint}; }}
QDialogButtonBox, QMessageBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QMessageBox QLabel#qt_msgbox_informativelabel {{ min-width: 280px; }}
QMenu {{ background: {base}; color: {text}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 6px 22px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {pressed}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 8px; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {line}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {quiet}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
QFrame#rule {{ background: {pressed}; border: none; max-height: 1px; min-height: 1px; }}
QLabel[warning="true"] {{ color: {warn}; }}
QToolTip {{ background: {text}; color: {base}; border: none; padding: 4px 6px; }}
QFrame#strip {{ background: {strip}; border-radius: 6px; }}
QFrame#card {{ background: {base}; border: 1px solid {pressed}; border-radius: 10px; }}
"""


FUSION = ("-style", "Fusion")
"""What the application is to be begun with. `setStyle` hands the style back, and Qt for Python
makes all that it knows of styles for that: 7 ms of a start."""


def colours() -> Colours:
    """The scheme in use."""
    window = QApplication.palette().color(_ROLE.Window)
    return DARK if window.lightness() < 128 else LIGHT  # noqa: PLR2004 - half


def use_theme(app: QApplication, wanted: str) -> None:
    """Dress all windows.

    Args:
        app: The application.
        wanted: `light`, `dark`, or `system` to follow the desktop where it tells.
    """
    dark = wanted == "dark" or (wanted == "system" and _system_is_dark(app))
    scheme = DARK if dark else LIGHT
    palette = _palette(scheme)
    names = {name: getattr(scheme, name) for name in Colours.__slots__}
    sheet = _SHEET.format(icons=resource("icons").as_posix(), **names)
    if app.styleSheet() == sheet and app.palette() == palette:
        return  # a start dresses what it may have to say, and then the windows, mostly alike
    app.setPalette(palette)
    app.setStyleSheet(sheet)
    wear_anew()


def _system_is_dark(app: QApplication) -> bool:
    scheme = app.styleHints().colorScheme()
    if scheme is Qt.ColorScheme.Unknown:
        return wants_dark()
    return scheme is Qt.ColorScheme.Dark


def _palette(scheme: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        _ROLE.Window: scheme.window,
        _ROLE.WindowText: scheme.text,
        _ROLE.Base: scheme.base,
        _ROLE.AlternateBase: scheme.window,
        _ROLE.Text: scheme.text,
        _ROLE.PlaceholderText: scheme.quiet,
        _ROLE.Button: scheme.raised,
        _ROLE.ButtonText: scheme.text,
        _ROLE.BrightText: scheme.on_accent,
        _ROLE.Highlight: scheme.accent,
        _ROLE.HighlightedText: scheme.on_accent,
        _ROLE.Accent: scheme.accent,
        _ROLE.Link: scheme.accent,
        _ROLE.LinkVisited: scheme.accent,
        _ROLE.ToolTipBase: scheme.text,
        _ROLE.ToolTipText: scheme.base,
        _ROLE.Light: scheme.raised,
        _ROLE.Midlight: scheme.pressed,
        _ROLE.Mid: scheme.line,
        _ROLE.Dark: scheme.line,
        _ROLE.Shadow: scheme.text,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText):
        palette.setColor(_GROUP.Disabled, role, QColor(scheme.faint))
    return palette
