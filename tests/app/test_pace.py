from captioner.app.pace import AGAIN_S, FOR_S, LATE, LONGEST_S, Pace


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_sound_that_waits_for_a_moment_is_no_trouble() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert not pace.too_slow(LATE + 1)
    assert pace.late_s == 2
    clock.now += FOR_S
    assert not pace.too_slow(LATE)
    assert pace.late_s == 0
    assert not pace.too_slow(LATE + 1)


def test_sound_that_goes_on_waiting_is_too_slow() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert not pace.too_slow(2 * LATE)
    clock.now += FOR_S
    assert pace.too_slow(2 * LATE)
    pace.forget()
    assert pace.late_s == 0
    assert not pace.too_slow(2 * LATE)


def test_trying_again_waits_longer_each_time() -> None:
    pace = Pace(Clock())
    waits = [pace.again_s() for _ in range(6)]
    assert waits == [AGAIN_S, 2 * AGAIN_S, 4 * AGAIN_S, 8 * AGAIN_S, LONGEST_S, LONGEST_S]
