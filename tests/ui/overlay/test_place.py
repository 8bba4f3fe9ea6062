import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from captioner.ui.overlay.place import (
    Place,
    Screen,
    clear,
    docked,
    first,
    fitting,
    parsed,
    placed,
    rescued,
    snapped,
)

LEFT = Screen("left", QRect(0, 0, 1920, 1080))
RIGHT = Screen("right", QRect(1920, 0, 1280, 1024))
SIZE = QSize(760, 190)


def test_first_it_stands_bottom_centre_96_up():
    rect = first(LEFT).rect(SIZE)
    assert rect == QRect(580, 1080 - 96 - 190, 760, 190)


def test_a_place_survives_being_kept():
    place = placed(QRect(100, 200, 760, 190), "DP-1, left")
    assert parsed(place.text()) == place
    assert place.rect(SIZE) == QRect(100, 200, 760, 190)


@pytest.mark.parametrize("text", ["", "1", "1,2", "a,b,c", "1;2;x"])
def test_what_is_no_place_is_none(text):
    expected = Place(1, 2, "") if text == "1,2" else None
    assert parsed(text) == expected


def test_it_grows_about_its_bottom_middle():
    small, large = (
        Place(960, 900, "left").rect(SIZE),
        Place(960, 900, "left").rect(QSize(1000, 300)),
    )
    assert small.bottom() == large.bottom()
    assert small.center().x() == large.center().x()


def test_a_remembered_place_is_kept():
    assert rescued(Place(2500, 900, "right"), SIZE, [LEFT, RIGHT]) == QRect(2120, 710, 760, 190)


def test_a_place_that_hangs_over_an_edge_is_pulled_in():
    rect = rescued(Place(300, 1100, "left"), SIZE, [LEFT])
    assert LEFT.free.contains(rect)
    assert rect.x() == 0


def test_off_every_screen_it_comes_back_to_the_main_one():
    rect = rescued(Place(2500, 900, "right"), SIZE, [LEFT])
    assert rect == first(LEFT).rect(SIZE)


def test_it_is_never_larger_than_the_screen():
    assert fitting(QSize(3000, 3000), 100, LEFT) == QSize(1920, 1080)


def test_usual_captions_take_at_most_60_percent_of_the_screen():
    assert fitting(QSize(1500, 190), 42, LEFT).width() == 1152
    assert fitting(QSize(1500, 190), 60, LEFT).width() == 1500


def test_near_an_edge_it_snaps_to_it():
    rect = snapped(QRect(10, 1080 - 190 - 9, 760, 190), LEFT.free)
    assert rect.topLeft() == QPoint(0, 890)


def test_near_the_middle_it_snaps_to_it():
    assert snapped(QRect(590, 400, 760, 190), LEFT.free).x() == 580


def test_elsewhere_it_stays_where_it_is():
    rect = QRect(300, 300, 760, 190)
    assert snapped(rect, LEFT.free) == rect


@pytest.mark.parametrize("free", [QRect(0, 0, 1024, 600), QRect(0, 30, 1920, 1050)])
@pytest.mark.parametrize("left", [0, 271, 540, 900])
def test_it_covers_nothing_of_what_is_in_use_and_moves_no_further_than_that_takes(free, left):
    window = QRect(left, free.y() + 20, 482, 570)
    used = [QRect(left, window.y(), 482, 190), QRect(left, window.bottom() - 60, 482, 61)]
    wanted = QRect(free.center().x() - 250, free.bottom() - 96 - 190, 500, 190)
    stands = clear(wanted, free, used, window)
    assert free.contains(stands)
    assert stands.size() == wanted.size()
    assert not any(stands.intersects(other) for other in used)
    if not wanted.intersects(window):
        assert stands == wanted


def test_it_rather_stands_beside_a_window_than_on_its_text():
    free, window = QRect(0, 0, 1280, 800), QRect(0, 0, 482, 680)
    used = [QRect(0, 0, 482, 200), QRect(0, 620, 482, 60)]
    stands = clear(QRect(269, 524, 742, 180), free, used, window)
    assert stands == QRect(482, 524, 742, 180)


def test_where_everything_is_in_use_it_covers_as_little_as_it_can():
    free = QRect(0, 0, 600, 400)
    window = QRect(0, 0, 600, 300)
    stands = clear(QRect(50, 200, 500, 190), free, [window], window)
    assert stands == QRect(50, 210, 500, 190)


@pytest.mark.parametrize(("edge", "top"), [("top", 30), ("bottom", 1080 - 200)])
def test_docked_it_takes_the_whole_width_at_its_edge(edge, top):
    free = QRect(0, 30, 1920, 1050)
    assert docked(200, edge, free) == QRect(0, top, 1920, 200)


def test_docked_it_takes_no_more_than_half_of_the_screen():
    assert docked(900, "bottom", QRect(0, 0, 1024, 600)) == QRect(0, 300, 1024, 300)
