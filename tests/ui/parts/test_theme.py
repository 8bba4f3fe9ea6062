import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QScrollBar,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

from captioner.core.contrast import READABLE, contrast
from captioner.ui.parts.icons import wear
from captioner.ui.parts.theme import DARK, LIGHT, Colours, colours, use_theme


def rgb(colour: str) -> tuple[float, float, float]:
    made = QColor(colour)
    return made.red(), made.green(), made.blue()


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=lambda scheme: scheme.name)
@pytest.mark.parametrize("ground", ["window", "base", "raised", "pressed", "strip", "alert"])
@pytest.mark.parametrize("text", ["text", "quiet", "accent", "warn"])
def test_every_text_can_be_read_on_every_ground(scheme: Colours, ground: str, text: str):
    assert contrast(rgb(getattr(scheme, text)), rgb(getattr(scheme, ground))) >= READABLE


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=lambda scheme: scheme.name)
def test_text_on_the_accent_can_be_read(scheme: Colours):
    assert contrast(rgb(scheme.on_accent), rgb(scheme.accent)) >= READABLE


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=lambda scheme: scheme.name)
def test_the_edges_of_controls_can_be_seen(scheme: Colours):
    assert contrast(rgb(scheme.line), rgb(scheme.window)) >= 3


def test_the_user_chooses_light_or_dark(qapp):
    use_theme(qapp, "dark")
    assert colours() is DARK
    use_theme(qapp, "light")
    assert colours() is LIGHT


@pytest.fixture
def themes(qapp):
    yield lambda name: use_theme(qapp, name)
    use_theme(qapp, "light")


def ink(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> str:
    """The colour of an icon's strongest pixel."""
    image = icon.pixmap(32, 32, mode).toImage()
    every = (image.pixelColor(x, y) for x in range(32) for y in range(32))
    return max(every, key=lambda colour: colour.alpha()).name()


def test_an_icon_is_its_drawing_and_nothing_beside_it(themes, qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    wear(button, "stop")
    image = button.icon().pixmap(32, 32).toImage()
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(16, 16).alpha() == 255


def test_icons_change_with_the_theme(themes, qtbot):
    window, menu = QWidget(), QMenu()
    qtbot.addWidget(window)
    qtbot.addWidget(menu)
    button, primary, entry = QPushButton(window), QPushButton(window), menu.addAction("Quit")
    themes("light")
    wear(button, "stop")
    wear(primary, "start", on_accent=True)
    wear(entry, "stop")
    for name, scheme in (("light", LIGHT), ("dark", DARK)):
        themes(name)
        assert ink(button.icon()) == scheme.text
        assert ink(primary.icon()) == scheme.on_accent
        assert ink(entry.icon()) == scheme.text
        assert ink(entry.icon(), QIcon.Mode.Active) == scheme.on_accent


def test_what_is_disabled_is_paler_and_has_the_same_shape(themes, qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    themes("light")
    wear(button, "stop")
    assert ink(button.icon(), QIcon.Mode.Disabled) == LIGHT.faint
    shapes = [
        button.icon().pixmap(32, 32, mode).toImage().createAlphaMask()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)
    ]
    assert shapes[0] == shapes[1]


def test_the_theme_in_use_is_not_put_on_again(themes, qapp, qtbot):
    themes("light")
    button = QPushButton()
    qtbot.addWidget(button)
    wear(button, "stop")
    before = button.icon().cacheKey()
    themes("light")
    assert button.icon().cacheKey() == before
    themes("dark")
    assert button.icon().cacheKey() != before
    assert colours() is DARK


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_focus_shows_on_a_box_that_is_ticked_too(themes, qtbot, name):
    themes(name)
    window = QWidget()
    qtbot.addWidget(window)
    box, other = QCheckBox(window), QPushButton(window)
    other.move(0, 40)
    box.setChecked(True)
    window.show()
    window.activateWindow()
    pictures = []
    for holder in (other, box):
        holder.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(holder.hasFocus)
        pictures.append(box.grab().toImage())
    assert pictures[0] != pictures[1]


def test_what_a_short_question_adds_is_not_squeezed_below_it(themes, qtbot):
    themes("light")
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setText("Delete all?")
    box.setInformativeText("They are gone for good. A session that runs stays.")
    with qtbot.waitExposed(box):
        box.show()
    added = box.findChild(QLabel, "qt_msgbox_informativelabel")
    assert added.width() > 40 * added.fontMetrics().averageCharWidth()


def test_scroll_bars_have_no_arrows(themes, qtbot):
    themes("light")
    bar = QScrollBar(Qt.Orientation.Vertical)
    qtbot.addWidget(bar)
    bar.resize(12, 200)
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    for part in (QStyle.SubControl.SC_ScrollBarAddLine, QStyle.SubControl.SC_ScrollBarSubLine):
        place = bar.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, bar)
        assert place.height() <= 1
