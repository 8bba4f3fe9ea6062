"""Sound as FLAC, there and back."""

import numpy as np
import pytest
import soundfile

from captioner.audio.flac import from_flac, to_flac
from captioner.core.audio import RATE
from tests.audio.making import voice


@pytest.mark.parametrize("samples", [1, 4095, 4096, 4097, 3 * RATE])
def test_what_is_kept_comes_back_sample_by_sample(samples: int) -> None:
    pcm = (voice(RATE, samples / RATE) * 20_000).astype(np.int16)[:samples].tobytes()
    assert from_flac(to_flac(pcm)) == pcm


def test_it_is_flac_for_others_too(tmp_path) -> None:
    pcm = (voice(RATE, 2.0) * 20_000).astype(np.int16)
    path = tmp_path / "a.flac"
    path.write_bytes(to_flac(pcm.tobytes()))
    sound, rate = soundfile.read(path, dtype="int16")
    assert rate == RATE
    assert np.array_equal(sound, pcm)
    assert path.stat().st_size < pcm.nbytes / 2


def test_of_a_damaged_file_what_can_be_read_is_there() -> None:
    pcm = (voice(RATE, 2.0) * 20_000).astype(np.int16).tobytes()
    cut = from_flac(to_flac(pcm)[:-2_000])
    assert 0 < len(cut) < len(pcm)
    assert pcm.startswith(cut)
    assert from_flac(b"no sound") == b""
