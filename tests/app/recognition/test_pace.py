from captioner.app.recognition.pace import AGAIN_S, FOR_S, FORGIVEN_S, GAINED, LATE, LONGEST_S, Pace


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_sound_that_waits_for_a_moment_is_no_trouble() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert not pace.too_slow("one", LATE + 1)
    clock.now += FOR_S
    assert not pace.too_slow("one", LATE)
    assert not pace.too_slow("one", LATE + 1)
    assert pace.late_s == 0


def test_sound_that_goes_on_waiting_is_too_slow() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert not pace.too_slow("one", 2 * LATE)
    clock.now += FOR_S
    assert pace.too_slow("one", 2 * LATE)
    assert pace.late_s == 4


def test_what_is_being_made_up_for_is_not_too_slow() -> None:
    clock = Clock()
    pace = Pace(clock)
    waiting = 5 * LATE
    while waiting > LATE:
        assert not pace.too_slow("one", waiting)
        waiting -= GAINED
        clock.now += FOR_S


def test_another_connection_is_judged_anew() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.too_slow("one", 2 * LATE)
    clock.now += FOR_S
    assert not pace.too_slow("two", 2 * LATE)
    assert pace.late_s == 0
    clock.now += FOR_S
    assert pace.too_slow("two", 2 * LATE)


def test_trying_again_waits_longer_each_time_until_it_is_forgiven() -> None:
    clock = Clock()
    pace = Pace(clock)
    waits = [pace.again_s() for _ in range(6)]
    assert waits == [AGAIN_S, 2 * AGAIN_S, 4 * AGAIN_S, 8 * AGAIN_S, LONGEST_S, LONGEST_S]
    clock.now += LONGEST_S + FORGIVEN_S + 1
    assert pace.again_s() == AGAIN_S
