"""Telling pauses from loudness."""

from captioner.core.pauses import HOP, Pauses

LOUD, SOFT, SILENT = -20.0, -35.0, -80.0


def heard(*levels: float) -> Pauses:
    pauses = Pauses()
    pauses.restart(0)
    for level in levels:
        pauses.hear(level)
    return pauses


def test_what_is_far_under_the_speech_is_quiet() -> None:
    assert heard(LOUD, LOUD, SILENT, SILENT).run == 2


def test_soft_speech_after_loud_speech_is_not_quiet() -> None:
    assert heard(SILENT, LOUD, SOFT).run == 0


def test_a_steady_background_noise_counts_as_quiet_between_words() -> None:
    noise = -32.0
    assert heard(*[noise] * 5, *[LOUD] * 5, *[noise] * 4).run == 4


def test_silence_from_the_start_is_quiet() -> None:
    assert heard(*[-120.0] * 10).run == 10


def test_the_loudest_is_forgotten_with_time() -> None:
    ten_seconds_on = heard(0.0, SILENT, *[-40.0] * 313)
    assert ten_seconds_on.run == 0


def test_sounding_stretches_are_told_between_two_samples() -> None:
    pauses = heard(LOUD, LOUD, SILENT, LOUD, SILENT)
    assert pauses.sounding(0, 5 * HOP) == [(0, 2 * HOP), (3 * HOP, 4 * HOP)]
    assert pauses.sounding(100, HOP + 50) == [(100, HOP + 50)]
    assert pauses.sounding(2 * HOP, 3 * HOP) == []
    assert pauses.sounding(5 * HOP, 9 * HOP) == []


def test_after_a_restart_samples_count_from_there() -> None:
    pauses = heard(LOUD, SILENT)
    pauses.restart(160_000)
    assert pauses.run == 0
    pauses.hear(LOUD)
    assert pauses.sounding(0, 200_000) == [(160_000, 160_000 + HOP)]


def test_what_is_older_than_a_minute_is_let_go() -> None:
    pauses = heard(*[LOUD] * 2000)
    ((start, end),) = pauses.sounding(0, 2000 * HOP)
    assert start == 2000 * HOP - 60 * 16_000 // HOP * HOP
    assert end == 2000 * HOP
