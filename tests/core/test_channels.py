"""One channel of many: ordinary stereo is its mean, and no voice is lost."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.core.channels import DownMix

RATE = 16_000


def speech(seed: int, seconds: float = 6.0) -> np.ndarray:
    """Noise in the band of a voice, in syllables, at about -20 dB."""
    rng = np.random.default_rng(seed)
    size = round(seconds * RATE)
    spectrum = np.fft.rfft(rng.standard_normal(size))
    hz = np.fft.rfftfreq(size, 1 / RATE)
    voice = np.fft.irfft(spectrum * ((hz > 100) & (hz < 3_500)), size)
    syllables = np.repeat(rng.uniform(0, 1, size // 2_000 + 1), 2_000)[:size] > 0.4
    voice *= syllables
    return 0.1 * voice / np.sqrt(np.mean(voice**2))


def frames(*channels: np.ndarray) -> np.ndarray:
    return np.stack(channels, axis=1).astype(np.float32)


def blocks(sound: np.ndarray, size: int) -> Iterator[np.ndarray]:
    for start in range(0, len(sound), size):
        yield sound[start : start + size]


def mixed(sound: np.ndarray, size: int = RATE // 20) -> np.ndarray:
    mix = DownMix(RATE, sound.shape[1])
    return np.concatenate([mix.feed(block) for block in blocks(sound, size)])


def db(sound: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(sound.astype(float) ** 2) + 1e-20))


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    return abs(float(np.corrcoef(one, other)[0, 1]))


@pytest.mark.parametrize("size", [RATE // 50, RATE // 10, RATE])
@pytest.mark.parametrize(
    "make",
    [
        lambda a, b: (a, a),
        lambda a, b: (a, 0 * a),
        lambda a, b: (a, b),
        lambda a, b: (0.9 * a + 0.2 * b, 0.3 * a + 0.8 * b),
        lambda a, b: (a, np.roll(a, 7)),  # two microphones 15 cm apart
        lambda a, b: (a, np.roll(a, 60) * 0.7 + 0.1 * b),
        lambda a, b: (a + 0.3 * b, a - 0.3 * b),  # a voice in a wide room
    ],
)
def test_ordinary_stereo_is_its_mean_to_the_bit(make: object, size: int) -> None:
    sound = frames(*make(speech(1), speech(2)))  # type: ignore[operator]
    np.testing.assert_array_equal(mixed(sound, size), sound @ np.full(2, 0.5, np.float32))


@given(st.integers(1, 12), st.integers(1, 20))
def test_the_mix_of_equal_channels_is_each_of_them(channels: int, count: int) -> None:
    mono = np.linspace(-1, 1, count, dtype=np.float32)
    np.testing.assert_allclose(mixed(frames(*[mono] * channels)), mono, atol=1e-6)


@pytest.mark.parametrize("share", [-1.0, -0.97, -0.5, -2.0])
@pytest.mark.parametrize("size", [100, RATE // 50, RATE // 10, RATE])
def test_a_channel_that_is_wired_the_wrong_way_round_is_turned_over(
    share: float, size: int
) -> None:
    voice = speech(3)
    heard = mixed(frames(voice, share * voice), size)[2 * RATE :]
    assert db(heard) > db(voice[2 * RATE :] * (1 + abs(share)) / 2) - 0.1
    assert likeness(heard, voice[2 * RATE :]) > 0.999


def test_what_is_turned_over_is_turned_back_when_the_cable_is_changed() -> None:
    voice = speech(4, 12)
    other = np.concatenate([-voice[: 6 * RATE], voice[6 * RATE :]])
    heard = mixed(frames(voice, other))
    assert likeness(heard[2 * RATE : 6 * RATE], voice[2 * RATE : 6 * RATE]) > 0.999
    np.testing.assert_allclose(heard[9 * RATE :], voice[9 * RATE :], atol=1e-6)


def test_turning_over_holds_while_now_one_now_the_other_is_louder() -> None:
    voice = speech(5, 12)
    sway = np.repeat(np.random.default_rng(5).uniform(0.7, 1.3, 12), RATE)
    heard = mixed(frames(voice * sway, -voice))[2 * RATE :]
    for second in blocks(heard, RATE):
        assert db(second) > -25


@pytest.mark.parametrize("size", [40, RATE // 20, RATE])
def test_one_microphone_of_many_is_not_buried(size: int) -> None:
    rng = np.random.default_rng(6)
    noise = [0.0005 * rng.standard_normal(6 * RATE) for _ in range(18)]
    voice = speech(7)
    noise[11] = noise[11] + voice
    heard = mixed(frames(*noise), size)[RATE // 2 :]
    assert db(heard) == pytest.approx(db(voice[RATE // 2 :]), abs=0.1)
    assert likeness(heard, voice[RATE // 2 :]) > 0.99


def test_one_voice_a_channel_is_all_voices() -> None:
    voices = [speech(seed) for seed in range(4)]
    heard = mixed(frames(*voices))[RATE:]
    for voice in voices:
        assert likeness(heard, voice[RATE:]) == pytest.approx(0.5, abs=0.1)


def test_a_voice_that_begins_on_another_channel_is_heard_at_once() -> None:
    early, late = speech(8, 8), speech(9, 8)
    early[4 * RATE :] = 0
    late[: 4 * RATE] = 0
    silent = np.zeros(8 * RATE)
    heard = mixed(frames(early, late, silent, silent))
    assert db(heard[4 * RATE : 5 * RATE]) > db(late[4 * RATE : 5 * RATE]) - 6.5


def test_a_turned_cable_among_many_is_turned_over() -> None:
    voice, silent = speech(10), np.zeros(6 * RATE)
    heard = mixed(frames(voice, -voice, silent, silent, silent, silent))[2 * RATE :]
    assert db(heard) == pytest.approx(db(voice[2 * RATE :]), abs=0.1)


def test_nothing_clicks_where_weights_change() -> None:
    tone = 0.3 * np.sin(2 * np.pi * 200 * np.arange(6 * RATE) / RATE)
    heard = mixed(frames(tone, -tone))
    assert np.abs(np.diff(heard)).max() < 1.05 * np.abs(np.diff(tone)).max()


def test_silence_faint_noise_and_what_is_no_number_change_nothing() -> None:
    rng = np.random.default_rng(11)
    faint = 1e-6 * rng.standard_normal(2 * RATE)
    wild = frames(np.full(RATE, np.nan), np.tile([np.inf, 1e38], RATE // 2))
    mix = DownMix(RATE, 2)
    mix.feed(np.zeros((0, 2), np.float32))
    for sound in (frames(faint, -faint), wild, np.zeros((RATE, 2), np.float32)):
        for block in blocks(sound, RATE // 10):
            mix.feed(block)
    voice = frames(speech(12), speech(12))
    np.testing.assert_array_equal(mix.feed(voice), voice @ np.full(2, 0.5, np.float32))
