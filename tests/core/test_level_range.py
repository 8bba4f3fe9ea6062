"""How much louder the loud is than the quiet."""

from captioner.core.level_range import LevelRange


def of(*parts: tuple[int, float]) -> float:
    levels = LevelRange(512)
    for count, level in parts:
        for _ in range(count):
            levels.hear(level)
    return levels.db


def test_it_is_not_known_before_ten_seconds() -> None:
    assert of((311, -20.0)) == float("inf")
    assert of((312, -20.0)) == 0


def test_one_voice_with_pauses_has_a_large_range() -> None:
    assert of((200, -20.0), (120, -60.0)) == 40


def test_single_clicks_do_not_count() -> None:
    assert of((20, -1.0), (400, -30.0), (20, -90.0)) == 0


def test_only_the_last_twenty_seconds_count() -> None:
    assert of((400, -60.0), (625, -20.0)) == 0
