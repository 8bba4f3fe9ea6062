"""Cuts a transcript into pop-on cues: blocks of text that stand still while they are read.

Two lines of at most 42 characters are what a 16:9 picture holds (47 CFR 15.122).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from captioner.core.cast import Cast
from captioner.core.export.one_line import marked, one_line
from captioner.core.transcript import Gap, GapKind, Segment, Transcript

MOST_LINES = 2
MOST_CHARACTERS = 42
LONGEST_MS = 7_000
SHORTEST_MS = 1_000
"""How long a cue stands at least, if the next one leaves it the time."""

ALWAYS_MS = 500
"""How long it stands even if the next one has to wait for it."""

CHARACTERS_A_SECOND = 17
"""What people can read; a cue stands that long if the next one leaves it the time."""

LATEST_MS = 6_000
"""So much later than its words a cue may come, where no faster reading is wanted."""

PAUSE_MS = 1_500
"""A longer pause between two words begins a new cue."""

_SENTENCE_ENDS = (".", "?", "!", "…", "\u3002", "\uff1f", "\uff01")


@dataclass(frozen=True, slots=True)
class TimedWord:
    """A piece of text without white space, at most a line long, and when it was said."""

    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Cue:
    """A block of text and when it is shown."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]
    speaker: str = ""
    said_ms: int = field(default=0, compare=False)
    """How long it took to say."""


@dataclass(frozen=True, slots=True)
class _Block:
    words: tuple[TimedWord, ...]
    speaker: str


def cues(
    transcript: Transcript, prefix: str = "", *, marks: bool = False, limit: int | None = None
) -> Iterator[Cue]:
    """The cues of a transcript in the order of time; no two overlap.

    Args:
        transcript: Its segments, and its lost stretches in square brackets.
        prefix: Stands before the first words of each new speaker, with {} for the
            name; "" says the speaker in the cue's field only.
        marks: Whether marks are cues too, in square brackets.
        limit: Characters a second; each cue stands until it is read at that pace, even if
            the next one has to come late for it. None lets the next one cut it short.
    """
    blocks = list(_blocks(transcript, prefix))
    for mark in transcript.marks if marks else ():
        at = bisect_right(blocks, mark.at_ms, key=_start)
        words = spread(f"[{marked(mark)}]", mark.at_ms, mark.at_ms)
        blocks[at:at] = [_Block(words, "") for words in _cut(words)]
    return _timed(blocks) if limit is None else _readable(blocks, limit)


def _start(block: _Block) -> int:
    return block.words[0].start_ms


def _blocks(transcript: Transcript, prefix: str) -> Iterator[_Block]:
    last, cast = "", Cast.of(transcript)
    for item in transcript.items():
        if isinstance(item, Segment):
            speaker = one_line(cast.shown(item.label))
            words = timed_words(item)
            if prefix and speaker not in ("", last):
                name = prefix.format(speaker)
                words = [*spread(name, item.start_ms, item.start_ms), *words]
            last = speaker
            yield from (_Block(words, speaker) for words in _cut(words))
        elif isinstance(item, Gap) and item.kind is GapKind.LOST:
            until = min(item.end_ms, item.start_ms + LONGEST_MS)
            words = spread(f"[Not captured: {item.reason}]", item.start_ms, until)
            yield from (_Block(words, "") for words in _cut(words))


def timed_words(segment: Segment) -> list[TimedWord]:
    """The segment's text with the times of its words, as near as they are known."""
    texts = one_line(segment.text).split()
    if len(texts) != len(segment.words):
        return spread(segment.text, segment.start_ms, segment.end_ms)
    return [
        piece
        for text, word in zip(texts, segment.words, strict=True)
        for piece in spread(text, word.start_ms, word.end_ms)
    ]


def spread(text: str, start_ms: int, end_ms: int) -> list[TimedWord]:
    """The words of a text, spread over a stretch of time by their lengths."""
    pieces = [
        word[at : at + MOST_CHARACTERS]
        for word in one_line(text).split()
        for at in range(0, len(word), MOST_CHARACTERS)
    ]
    whole = sum(map(len, pieces))
    words: list[TimedWord] = []
    said = 0
    for piece in pieces:
        start = start_ms + (end_ms - start_ms) * said // whole
        said += len(piece)
        words.append(TimedWord(piece, start, start_ms + (end_ms - start_ms) * said // whole))
    return words


def _cut(words: Iterable[TimedWord]) -> Iterator[tuple[TimedWord, ...]]:
    block: list[TimedWord] = []
    lines, width = 0, 0
    for word in words:
        fits = bool(block) and width + 1 + len(word.text) <= MOST_CHARACTERS
        if block and not _belongs(word, block, lines, lines + (not fits)):
            yield tuple(block)
            block, lines, fits = [], 0, False
        block.append(word)
        width = width + 1 + len(word.text) if fits else len(word.text)
        lines += not fits
    if block:
        yield tuple(block)


def _belongs(word: TimedWord, block: Sequence[TimedWord], lines: int, with_it: int) -> bool:
    """Whether a word goes on with a block of so many lines, `with_it` if it does."""
    sentence_ends = block[-1].text.endswith(_SENTENCE_ENDS) and lines == MOST_LINES
    return (
        with_it <= MOST_LINES
        and not sentence_ends
        and word.end_ms - block[0].start_ms <= LONGEST_MS
        and word.start_ms - block[-1].end_ms <= PAUSE_MS
    )


def _lines(words: Iterable[TimedWord]) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word.text) <= MOST_CHARACTERS:
            lines[-1] += f" {word.text}"
        else:
            lines.append(word.text)
    return tuple(lines)


def _timed(blocks: Sequence[_Block]) -> Iterator[Cue]:
    free_from = 0
    for index, block in enumerate(blocks):
        lines = _lines(block.words)
        start = max(block.words[0].start_ms, free_from)
        to_read = sum(map(len, lines)) * 1000 // CHARACTERS_A_SECOND
        end = max(block.words[-1].end_ms, start + max(SHORTEST_MS, to_read))
        end = min(end, start + LONGEST_MS)
        if index + 1 < len(blocks):
            end = min(end, max(blocks[index + 1].words[0].start_ms, start + ALWAYS_MS))
        free_from = end
        yield Cue(start, end, lines, block.speaker, _said_ms(block))


def _readable(blocks: Sequence[_Block], limit: int) -> Iterator[Cue]:
    """Each stands until it is read; pauses between the words make up for what comes late."""
    free_from = 0
    for index, block in enumerate(blocks):
        lines = _lines(block.words)
        start = max(block.words[0].start_ms, free_from)
        read_at = start + max(SHORTEST_MS, -(-sum(map(len, lines)) * 1000 // limit))
        end = max(read_at, min(block.words[-1].end_ms, start + LONGEST_MS))
        if index + 1 < len(blocks):
            following = blocks[index + 1].words[0].start_ms
            if end > read_at:
                end = max(read_at, min(end, following))
            end = min(end, max(following + LATEST_MS, start + ALWAYS_MS))
        free_from = end
        yield Cue(start, end, lines, block.speaker, _said_ms(block))


def _said_ms(block: _Block) -> int:
    return block.words[-1].end_ms - block.words[0].start_ms
