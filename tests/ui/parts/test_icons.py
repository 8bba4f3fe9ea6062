import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage, QPalette, QPixmap
from PySide6.QtWidgets import QPushButton

from captioner.ui.parts import icons
from captioner.ui.parts.icons import icon, tinted, wear

RED = "#ff0000"


def inked(image: QImage) -> list[tuple[int, int]]:
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return [place for place in places if image.pixelColor(*place).alpha()]


@pytest.fixture
def undrawn(qapp):
    icons._coloured.cache_clear()
    tinted.cache_clear()


@pytest.mark.usefixtures("undrawn")
def test_an_icon_is_drawn_when_it_is_painted_and_in_that_size_only(qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    wear(button, "stop")
    assert icons._coloured.cache_info().currsize == 0
    button.grab()
    assert icons._coloured.cache_info().currsize == 1


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_it_is_sharp_at_every_scale_of_the_screen(qapp, ratio):
    made = tinted("stop", RED).pixmap(QSize(16, 16), ratio)
    assert made.size() == QSize(16, 16) * ratio
    assert made.devicePixelRatio() == ratio


def test_where_there_is_more_room_it_stands_in_the_middle(qapp):
    places = inked(tinted("stop", RED).pixmap(64, 32).toImage())
    across = [x for x, _ in places]
    assert min(across) + max(across) == 63
    assert max(across) - min(across) < 32


def test_on_the_coloured_button_it_is_pale_too_where_that_is_disabled(qapp, qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    wear(button, "start", on_accent=True)
    image = button.icon().pixmap(QSize(32, 32), 1.0, QIcon.Mode.Disabled).toImage()
    pale = qapp.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    assert image.pixelColor(16, 16).name() == pale.name()


def test_one_that_is_shared_and_then_changed_lives_on(qapp):
    one = icon("stop")
    other = QIcon(one)
    other.addPixmap(QPixmap(16, 16))
    del one
    assert inked(other.pixmap(32, 32).toImage())


def test_the_programs_own_are_there_in_the_sizes_that_desktops_ask_for(qapp):
    sizes = {size.width() for size in tinted("captioner", "").availableSizes()}
    assert {16, 24, 32, 48, 64, 128, 256} <= sizes
