"""Takes what a loudspeaker plays out of what a microphone hears, by WebRTC's echo canceller."""

from collections.abc import Callable

Cancel = Callable[[bytes, bytes], bytes]
"""What is left of the microphone's PCM16 once this PCM16 is played; 160 samples at a time."""


def echo_canceller() -> Cancel | None:
    """One for a session, which learns the room as it goes; None where it is not made for."""
    try:
        from pywebrtc_audio import EchoCanceller
    except (ImportError, OSError):
        return None
    import numpy as np

    from captioner.core.audio import RATE

    canceller = EchoCanceller(sample_rate=RATE)

    def cancel(near: bytes, far: bytes) -> bytes:
        left = canceller.process(np.frombuffer(near, "<i2"), np.frombuffer(far, "<i2"))
        made: bytes = left.tobytes()
        return made

    return cancel
