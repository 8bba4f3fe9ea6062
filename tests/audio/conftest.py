"""What tests of sound share."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

TONE_HZ = 440


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    path = tmp_path / "tone.wav"
    times = np.arange(48_000 * 3) / 48_000
    soundfile.write(path, 0.5 * np.sin(2 * np.pi * TONE_HZ * times), 48_000)
    return path
