import pytest

from captioner.core.audio import RATE, mulaw_from_pcm
from captioner.server.intake import PATIENCE_MS, Fault, FrameRefused, FrameRules, Intake

RULES = FrameRules(shortest_ms=50, longest_ms=1000, lead_s=10.0)


def intake(encoding: str = "pcm_s16le", rate: int = RATE) -> Intake:
    return Intake(RULES, encoding, rate)


def silence(ms: int, rate: int = RATE) -> bytes:
    return bytes(2 * rate * ms // 1000)


def refusal(taking: Intake, data: bytes, now: float = 0.0) -> FrameRefused:
    with pytest.raises(FrameRefused) as refused:
        taking.take(data, now)
    return refused.value


def test_frames_become_chunks_that_follow_each_other() -> None:
    taking = intake()
    first, second = taking.take(silence(100), 0.0), taking.take(silence(50), 0.1)
    assert (first.position, first.end) == (0, 1600)
    assert (second.position, second.end) == (1600, 2400)
    assert taking.sound_s == pytest.approx(0.15)


def test_pcm_at_16_khz_passes_as_it_is() -> None:
    pcm = bytes(range(256)) * 10
    assert intake().take(pcm, 0.0).pcm == pcm


def test_a_sample_split_between_frames_is_put_together() -> None:
    pcm = bytes(range(250)) * 10
    taking = intake()
    assert taking.take(pcm[:1601], 0.0).pcm + taking.take(pcm[1601:], 0.0).pcm == pcm


def test_mulaw_is_decoded() -> None:
    loud = (b"\x00\x40" * 800, b"\x00\xc0" * 800)
    taking = intake("pcm_mulaw")
    chunk = taking.take(mulaw_from_pcm(b"".join(loud)), 0.0)
    assert chunk.samples == 1600
    assert taking.sound_s == pytest.approx(0.1)
    assert chunk.pcm[:2] == chunk.pcm[2:4] != b"\0\0"


@pytest.mark.parametrize("encoding", ["pcm_s16le", "pcm_mulaw"])
@pytest.mark.parametrize("rate", [8000, 11025, 44100, 48000])
def test_other_rates_are_resampled_and_nothing_is_missing_at_the_end(
    encoding: str, rate: int
) -> None:
    taking = intake(encoding, rate)
    size = 1 if encoding == "pcm_mulaw" else 2
    samples = sum(taking.take(bytes(size * rate // 5), 0.0).samples for _ in range(5))
    assert samples + taking.finish().samples == pytest.approx(RATE, abs=2)


def test_one_short_frame_is_accepted() -> None:
    taking = intake()
    taking.take(silence(100), 0.0)
    assert taking.take(silence(10), 0.0).samples == 160


def test_short_frames_are_refused_after_a_second_of_them() -> None:
    taking = intake()
    for _ in range(49):
        taking.take(silence(20), 0.0)
    refused = refusal(taking, silence(20))
    assert (refused.fault, refused.frame_ms) == (Fault.SHORT, 20.0)


def test_a_frame_of_good_length_forgives_the_short_ones_before_it() -> None:
    taking = intake()
    for _ in range(5):
        for _ in range(40):
            taking.take(silence(20), 0.0)
        taking.take(silence(50), 10.0)


def test_a_frame_without_sound_is_a_short_one_without_weight() -> None:
    taking = intake()
    for _ in range(1000):
        assert taking.take(b"", 0.0).samples == 0


def test_a_long_frame_is_refused_at_once() -> None:
    taking = intake()
    assert taking.take(silence(1000), 0.0).samples == RATE
    refused = refusal(taking, silence(1001))
    assert (refused.fault, refused.frame_ms) == (Fault.LONG, 1001.0)


def test_sound_may_run_ahead_of_time_by_the_lead_and_no_further() -> None:
    taking = intake()
    for _ in range(10):
        taking.take(silence(1000), 5.0)
    refused = refusal(taking, silence(100), 5.0)
    assert refused.fault is Fault.FAST
    assert (refused.sound_s, refused.elapsed_s) == (pytest.approx(10.1), 0.0)


def test_sound_at_real_pace_is_never_too_fast() -> None:
    taking = intake()
    for second in range(100):
        taking.take(silence(1000), float(second))


@pytest.mark.parametrize("encoding", ["pcm_s16le", "pcm_mulaw"])
@pytest.mark.parametrize("rate", [8000, 11_025, 12_000, 16_000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("ms", [50, 100, 1000])
def test_a_frame_whose_length_was_rounded_is_long_enough_and_not_too_long(
    encoding: str, rate: int, ms: int
) -> None:
    taking = Intake(FrameRules(shortest_ms=ms, longest_ms=ms, lead_s=1000), encoding, rate)
    each = 1 if encoding == "pcm_mulaw" else 2
    for samples in (rate * ms // 1000, -(-rate * ms // 1000)):
        for _ in range(2 * PATIENCE_MS // ms):
            taking.take(bytes(each * samples), 0.0)
    with pytest.raises(FrameRefused):
        taking.take(bytes(each * (rate * ms // 1000 + 2)), 0.0)
