"""The thresholds by which voices are told apart; what they decide stands in `voices`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The thresholds; cosines unless said otherwise.

    Attributes:
        same: So near, a sentence is that voice's.
        same_short: The same for one shorter than `short_s`.
        likely: So near, a sentence that cannot begin a voice goes with the nearest.
        strange: Less near than this to all, a long sentence begins a voice at once.
        alike: So near each other, two waiting sentences are one new voice.
        merge: So near, two voices are one.
        clearly: So much nearer to another voice, a sentence changes over.
        apart: Less near than this, two parts of a sentence are of two voices.
        foreign: Less near than this to all, the beginning of a sentence is enough to begin a
            voice.
        surely: So near a voice that is learnt, the beginning of a sentence is enough.
        short_s: Seconds below which a sentence tells little.
        seed_s: Seconds a sentence must have to begin a voice at once.
        least_s: Seconds below which a sentence teaches nothing and begins nothing.
        learnt_s: Seconds of speech both voices must have before they can merge.
        again_s: How far back sentences are looked at again, in seconds of the session.
        most: How many sentences are remembered.
    """

    same: float = 0.46
    same_short: float = 0.40
    likely: float = 0.32
    strange: float = 0.36
    alike: float = 0.50
    merge: float = 0.62
    clearly: float = 0.12
    apart: float = 0.35
    foreign: float = 0.20
    surely: float = 0.50
    short_s: float = 1.6
    seed_s: float = 2.0
    least_s: float = 0.8
    learnt_s: float = 2.0
    again_s: float = 120.0
    most: int = 400
