"""Transcripts for tests: one to read in, and as many as hypothesis likes."""

from hypothesis import strategies as st

from captioner.app.keeping.library import Sessions
from captioner.core.events import Word
from captioner.core.transcript import Gap, GapKind, Mark, Segment, Session, Transcript

SESSION = Session(
    id="k7p2m",
    title="Tue 24 Nov 10:02, 54 min",
    started="2026-11-24T10:02:00+01:00",
    seconds=60.0,
    engine="assemblyai",
    finals=2,
    ended=True,
)


def segment(turn: int, text: str, start_ms: int = 0, word_ms: int = 300, **more: str) -> Segment:
    """An utterance whose words follow each other without a pause."""
    words = tuple(
        Word(text=word, start_ms=start_ms + i * word_ms, end_ms=start_ms + (i + 1) * word_ms)
        for i, word in enumerate(text.split())
    )
    end_ms = words[-1].end_ms if words else start_ms
    return Segment(turn=turn, start_ms=start_ms, end_ms=end_ms, text=text, words=words, **more)


async def listed(library: Sessions, words: str = "") -> tuple[Session, ...]:
    """All pages of the library's list."""
    return tuple([session async for page in library.pages(words) for session in page])


def lost(start_ms: int, end_ms: int, reason: str = "Jabra was disconnected") -> Gap:
    """A stretch of sound that was lost."""
    return Gap(start_ms=start_ms, end_ms=end_ms, kind=GapKind.LOST, reason=reason)


def paused(start_ms: int, end_ms: int) -> Gap:
    """A stretch in which the user paused."""
    return Gap(start_ms=start_ms, end_ms=end_ms, kind=GapKind.PAUSED, reason="paused")


MEETING = Transcript(
    session=SESSION,
    segments=(
        segment(0, "Good morning, everyone.", 1_000, speaker="A", engine="assemblyai"),
        segment(1, "Yes.", 9_000, speaker="B", engine="ondevice"),
    ),
    gaps=(lost(20_000, 46_000), paused(50_000, 52_000)),
    marks=(Mark(at_ms=9_500, note="budget"),),
    names={"A": "Anna"},
)

ms = st.integers(0, 40_000_000)
lengths = st.integers(0, 20_000)
words = st.builds(
    lambda text, start, length, confidence, boosted, speaker: Word(
        text=text,
        start_ms=start,
        end_ms=start + length,
        confidence=confidence,
        boosted=boosted,
        speaker=speaker,
    ),
    text=st.text(min_size=1, max_size=100),
    start=ms,
    length=lengths,
    confidence=st.none() | st.integers(0, 1000).map(lambda thousandths: thousandths / 1000),
    boosted=st.booleans(),
    speaker=st.none() | st.sampled_from("AB"),
)
segments = st.builds(
    lambda turn, start, length, text, words, speaker: Segment(
        turn=turn,
        start_ms=start,
        end_ms=start + length,
        text=text,
        words=tuple(words),
        speaker=speaker,
    ),
    turn=st.integers(0, 1_000_000),
    start=ms,
    length=lengths,
    text=st.text(),
    words=st.lists(words, max_size=5),
    speaker=st.sampled_from(("", "A", "B")) | st.text(max_size=20),
)
gaps = st.builds(
    lambda start, length, kind, reason: Gap(
        start_ms=start, end_ms=start + length, kind=kind, reason=reason
    ),
    start=ms,
    length=st.integers(1, 600_000),
    kind=st.sampled_from(GapKind),
    reason=st.sampled_from(("cut", "unplugged")) | st.text(max_size=30),
)
marks = st.builds(lambda at, note: Mark(at_ms=at, note=note), at=ms, note=st.text(max_size=30))
transcripts = st.builds(
    lambda segments, gaps, marks: Transcript(
        SESSION,
        tuple(sorted(segments, key=lambda one: (one.start_ms, one.turn))),
        tuple(sorted(gaps, key=lambda one: one.start_ms)),
        tuple(sorted(marks, key=lambda one: one.at_ms)),
    ),
    segments=st.lists(segments, max_size=6, unique_by=lambda one: one.turn),
    gaps=st.lists(gaps, max_size=4),
    marks=st.lists(marks, max_size=3),
)
