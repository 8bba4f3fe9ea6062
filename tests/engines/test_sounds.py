"""Music and speech, told apart by the real model."""

import pytest

from captioner.core.audio import BYTES_PER_SAMPLE, RATE, to_floats, to_pcm
from captioner.core.sounds import WINDOW_S, Shares, SoundKind, SoundRule
from captioner.engines.sounds import sound_model
from tests.engines.music import music
from tests.engines.speech import noise, quiet, spoken

SECOND = RATE * BYTES_PER_SAMPLE


def told(pcm: bytes) -> list[tuple[int, SoundKind]]:
    """What is told of some sound, and after how many seconds."""
    listen, rule = sound_model(), SoundRule()
    assert listen is not None
    found = []
    for second in range(1, len(pcm) // SECOND + 1):
        window = pcm[: second * SECOND][-WINDOW_S * SECOND :]
        kind = rule.hear(listen(window), second * 1_000)
        if kind is not None:
            found.append((second, kind))
    return found


def test_music_is_told_within_three_seconds_and_once() -> None:
    [(second, kind)] = told(quiet(5) + music(20))
    assert kind is SoundKind.MUSIC
    assert second <= 5 + 3


def test_speech_quiet_and_noise_are_not_music() -> None:
    assert told(spoken(0, 44)) == []
    assert told(quiet(5) + noise(10, peak=2_000)) == []


def test_speech_over_music_is_not_told_as_music() -> None:
    mixed = to_pcm(to_floats(spoken(0, 20)) + 0.1 * to_floats(music(20))[: 20 * RATE])
    listen = sound_model()
    assert listen is not None
    assert listen(mixed).speech > 0.3


def test_shares_are_shares() -> None:
    listen = sound_model()
    assert listen is not None
    shares = listen(music(3))
    assert shares.music > 0.9
    assert Shares(speech=0, singing=0, music=0) == listen(quiet(3))


def test_where_its_package_has_no_wheel_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("captioner.engines.sounds.find_spec", lambda _: None)
    assert sound_model() is None
