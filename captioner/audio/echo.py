"""Takes what a loudspeaker plays out of what a microphone hears."""

from collections import deque
from collections.abc import Callable

from captioner.core.audio import BYTES_PER_SAMPLE, RATE, energy_of, to_floats, to_pcm
from captioner.core.double_talk import DoubleTalk
from captioner.core.echo import AUDIBLE, Cancelled

Cancel = Callable[[bytes, bytes], Cancelled]
"""What is left of the microphone's PCM16 once this PCM16 is played; 320 samples at a time."""

_HALF = RATE // 100 * BYTES_PER_SAMPLE

_MADE_UP_FOR = 25
"""Frames in which nothing was heard that WebRTC's canceller is given later, all at once: half a
second, as no echo is later. Those before it is never given, which spares a silent microphone a
twentieth of what hearing it costs."""


def echo_canceller() -> Cancel | None:
    """One for a session, which learns the room as it goes; None where it is not made for.

    WebRTC's canceller finds any echo quickly, and suppresses what is left of it, with much of
    whoever speaks beside it; where a filter of our own knows the room, that one's sound is heard
    instead while somebody speaks.
    """
    try:
        from pywebrtc_audio import EchoCanceller
    except (ImportError, OSError):
        return None
    import numpy as np

    from captioner.audio.echo_filter import EchoFilter

    canceller, subtracting, talk = EchoCanceller(sample_rate=RATE), EchoFilter(), DoubleTalk()
    unheard: deque[tuple[bytes, bytes]] = deque(maxlen=_MADE_UP_FOR)

    def suppressed(near: bytes, far: bytes) -> bytes:
        halves = (slice(0, _HALF), slice(_HALF, None))
        parts = (
            canceller.process(np.frombuffer(near[half], "<i2"), np.frombuffer(far[half], "<i2"))
            for half in halves
        )
        return b"".join(part.tobytes() for part in parts)

    def cancel(near: bytes, far: bytes) -> Cancelled:
        heard, played = energy_of(near), to_floats(far)
        if heard < AUDIBLE:  # nobody speaks, and nothing is heard of what is played
            unheard.append((near, far))
            subtracting.play(played)
            quiet, least, left, rest = near, heard, near, heard
        else:
            while unheard:
                suppressed(*unheard.popleft())
            quiet = suppressed(near, far)
            left = to_pcm(subtracting.left_of(to_floats(near), played))
            least, rest = energy_of(quiet), energy_of(left)
        talk.hear(energy_of(far), heard, rest, least)
        if not talk.knows:
            return Cancelled(quiet, quiet, heard, least)
        return Cancelled(quiet, left, heard, rest if talk.there else least, spoken=talk.there)

    return cancel
