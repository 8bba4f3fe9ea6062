"""The arithmetic of sound, held against the formulas it comes from."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.core.audio import (
    RATE,
    SILENCE_DB,
    Assembler,
    Chunk,
    Level,
    Resampler,
    energy_of,
    faster,
    level_of,
    mulaw_from_pcm,
    pcm_from_mulaw,
    stretched,
    to_floats,
    to_ms,
    to_pcm,
    to_samples,
)

EVERY_SAMPLE = np.arange(-32_768, 32_768).astype("<i2")
samples = st.lists(st.integers(-32_768, 32_767), max_size=400).map(
    lambda values: np.array(values, "<i2").tobytes()
)


def pcm(*values: int) -> bytes:
    return np.array(values, "<i2").tobytes()


def tone(hertz: float, rate: int, seconds: float = 1.0, amplitude: float = 0.5) -> np.ndarray:
    times = np.arange(round(rate * seconds)) / rate
    return (amplitude * np.sin(2 * np.pi * hertz * times)).astype(np.float32)


def test_a_chunk_knows_its_length_and_its_end() -> None:
    chunk = Chunk(160, bytes(640))
    assert (chunk.samples, chunk.end) == (320, 480)


@given(st.integers(0, 10**9))
def test_times_and_sample_numbers_agree(ms: int) -> None:
    assert to_ms(to_samples(ms)) == ms


# Levels


@given(st.integers(0, 100))
def test_zeros_are_exact_silence(count: int) -> None:
    assert level_of(bytes(2 * count)) == Level(SILENCE_DB, SILENCE_DB, zeros=True)


def test_one_bit_is_not_silence() -> None:
    level = level_of(pcm(0, 0, 1, 0))
    assert not level.zeros
    assert level.peak_db == pytest.approx(-90.3, abs=0.05)


@pytest.mark.parametrize("value", [-32_768, 16_384, -20_000])
def test_a_constant_has_its_own_level_and_does_not_wrap_around(value: int) -> None:
    expected = 20 * np.log10(abs(value) / 32_768)
    level = level_of(pcm(*[value] * 2_000))
    assert level.rms_db == pytest.approx(expected)
    assert level.peak_db == pytest.approx(expected)


@given(samples)
def test_the_mean_is_between_the_floor_and_the_peak(sound: bytes) -> None:
    level = level_of(sound)
    assert SILENCE_DB <= level.rms_db <= level.peak_db + 1e-9
    assert level.peak_db <= 0


# Floats and PCM


@given(samples)
def test_pcm_comes_back_from_floats_to_the_bit(sound: bytes) -> None:
    assert to_pcm(to_floats(sound)) == sound


def test_what_is_too_loud_is_clipped_and_what_is_no_number_is_silent() -> None:
    floats = np.array([1.0, 1.5, -1.0, -9.0, np.inf, -np.inf, np.nan, 0.0], np.float32)
    expected = pcm(32_767, 32_767, -32_768, -32_768, 32_767, -32_768, 0, 0)
    assert to_pcm(floats) == expected


# Rates


@given(samples)
def test_sound_that_fits_passes_untouched(sound: bytes) -> None:
    resampler = Resampler(RATE)
    assert resampler.feed(sound) + resampler.finish() == sound


def test_stereo_at_the_right_rate_is_only_mixed() -> None:
    assert Resampler(RATE, channels=2).feed(pcm(100, 300, -100, -300)) == pcm(200, -200)


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000, 96_000])
def test_a_tone_keeps_its_pitch_level_and_length(rate: int) -> None:
    resampler = Resampler(rate)
    out = resampler.feed_frames(tone(440, rate)[:, None]) + resampler.finish()
    heard = to_floats(out)
    assert len(heard) == pytest.approx(RATE, abs=1)
    middle = slice(RATE // 10, -RATE // 10)
    np.testing.assert_allclose(heard[middle], tone(440, RATE)[: len(heard)][middle], atol=2e-3)


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_speech_frequencies_pass(rate: int) -> None:
    resampler = Resampler(rate)
    out = resampler.feed_frames(tone(7_000, rate)[:, None]) + resampler.finish()
    assert level_of(out).rms_db == pytest.approx(level_of(to_pcm(tone(7_000, RATE))).rms_db, abs=1)


@pytest.mark.parametrize("hertz", [9_000, 12_000, 15_000])
def test_what_16_khz_cannot_hold_is_not_folded_into_it(hertz: int) -> None:
    resampler = Resampler(48_000)
    out = resampler.feed_frames(tone(hertz, 48_000)[:, None])
    assert level_of(out[2_000:]).rms_db < -80


@given(st.lists(st.integers(1, 3_000), min_size=1, max_size=12))
def test_the_size_of_the_pieces_makes_no_difference(sizes: list[int]) -> None:
    sound = np.random.default_rng(1).uniform(-0.5, 0.5, (sum(sizes), 2)).astype(np.float32)
    whole, pieces = Resampler(44_100), Resampler(44_100)
    at_once = whole.feed_frames(sound) + whole.finish()
    ends = np.cumsum(sizes)
    one_by_one = b"".join(pieces.feed_frames(piece) for piece in np.split(sound, ends[:-1]))
    one_by_one += pieces.finish()
    assert len(one_by_one) == len(at_once)
    np.testing.assert_allclose(to_floats(one_by_one), to_floats(at_once), atol=1e-4)


def test_what_is_no_number_does_not_poison_what_follows() -> None:
    resampler = Resampler(48_000)
    broken = tone(440, 48_000, 0.1)
    broken[100] = np.nan
    resampler.feed_frames(broken[:, None])
    assert level_of(resampler.feed_frames(tone(440, 48_000)[:, None])).rms_db > -12


def test_sound_goes_to_other_rates_too() -> None:
    resampler = Resampler(RATE, 8_000)
    out = resampler.feed(to_pcm(tone(440, RATE))) + resampler.finish()
    assert len(out) == pytest.approx(2 * 8_000, abs=2)


# Messages


@given(st.integers(1, 50), st.lists(st.binary(max_size=120), max_size=12))
def test_messages_have_one_size_and_together_are_the_sound(size: int, pieces: list[bytes]) -> None:
    assembler = Assembler(size)
    messages = [message for piece in pieces for message in assembler.feed(piece)]
    rest = assembler.rest()
    assert all(len(message) == size for message in messages)
    assert len(rest) < size
    assert b"".join(messages) + rest == b"".join(pieces)
    assert assembler.rest() == b""


def test_what_is_a_message_already_is_passed_on_in_its_turn() -> None:
    assembler = Assembler(4)
    assert assembler.feed(b"abcd") == [b"abcd"]
    assert assembler.feed(b"ab") == []
    assert assembler.feed(b"cdef") == [b"abcd"]
    assert assembler.rest() == b"ef"


# Mu-law


def g711_encode(sample: int) -> int:
    """ITU-T G.711, one sample, as the reference software of G.191 writes it."""
    magnitude = min(((~sample) >> 2 if sample < 0 else sample >> 2) + 33, 0x1FFF)
    segment = 1
    rest = magnitude >> 6
    while rest:
        segment += 1
        rest >>= 1
    code = (8 - segment) << 4 | (15 - ((magnitude >> segment) & 15))
    return code if sample < 0 else code | 0x80


def test_faster_sound_is_shorter_and_higher():
    tone = np.sin(2 * np.pi * 500 * np.arange(RATE) / RATE).astype(np.float32)
    played = faster(tone, 1.25)
    assert played.dtype == np.float32
    assert len(played) == RATE * 4 // 5
    spectrum = np.abs(np.fft.rfft(played * np.hanning(len(played))))
    assert np.argmax(spectrum) * RATE / len(played) == pytest.approx(625, abs=2)


def g711_decode(code: int) -> int:
    sign = -1 if code < 0x80 else 1
    exponent = (~code >> 4) & 7
    step = 4 << (exponent + 1)
    return sign * ((0x80 << exponent) + step * (~code & 15) + step // 2 - 4 * 33)


def test_every_sample_has_the_code_of_the_standard() -> None:
    assert mulaw_from_pcm(EVERY_SAMPLE.tobytes()) == bytes(
        g711_encode(int(sample)) for sample in EVERY_SAMPLE
    )


def test_every_code_is_decoded_as_in_the_standard() -> None:
    decoded = np.frombuffer(pcm_from_mulaw(bytes(range(256))), "<i2")
    assert decoded.tolist() == [g711_decode(code) for code in range(256)]


def test_silence_and_the_extremes_have_the_published_codes() -> None:
    assert mulaw_from_pcm(pcm(0, 32_767, -1, -32_768)) == b"\xff\x80\x7f\x00"


@given(samples)
def test_decoding_and_encoding_again_changes_nothing(sound: bytes) -> None:
    codes = mulaw_from_pcm(sound)
    # Two codes mean zero, one of them minus zero, which is encoded as plus zero.
    assert mulaw_from_pcm(pcm_from_mulaw(codes)) == codes.replace(b"\x7f", b"\xff")


def test_knowing_what_a_chunk_is_needs_no_numpy() -> None:
    script = "import sys, captioner.core.audio; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_piece_of_sound_is_made_a_little_longer_or_shorter_without_a_click() -> None:
    wave = np.round(8000 * np.sin(np.arange(320) / 20)).astype("<i2")
    for samples in (319, 321):
        made = np.frombuffer(stretched(wave.tobytes(), samples), "<i2")
        assert (len(made), made[0], made[-1]) == (samples, wave[0], wave[-1])
        assert (
            np.abs(np.diff(made.astype(int))).max() <= np.abs(np.diff(wave.astype(int))).max() + 2
        )
    assert stretched(wave.tobytes(), 320) == wave.tobytes()
    assert stretched(b"", 5) == b""


def test_the_energy_of_sound_is_the_sum_of_its_squares() -> None:
    assert energy_of(pcm(3, -4, -32_768)) == 25 + 32_768**2
