"""Breaking words into lines whose breaks stay where they are."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from captioner.core.joins import common_start

Measure = Callable[[str], float]
"""The painted width of a text, in the same unit as the room of a line."""

_JOINERS = "\u200c\u200d"
_REGIONAL = range(0x1F1E6, 0x1F200)
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word as it is painted, or a part of a word that is wider than a line.

    Attributes:
        text: What is painted, never empty.
        firm: Whether it is final or agreed, so painted at full strength.
        doubtful: Whether it is marked as uncertain.
        joined: Whether it goes on the piece before it without a space.
        called: Whether it is a name or word that the user wants to notice.
    """

    text: str
    firm: bool = False
    doubtful: bool = False
    joined: bool = False
    called: bool = False


def clean(text: str) -> str:
    """The text without what would break or reorder a line: controls and bidi overrides."""
    if text.isprintable():  # none of them is
        return text
    return "".join(
        char
        for char in text
        if unicodedata.category(char) not in ("Cc", "Zl", "Zp") and char not in _REORDERING
    )


def clusters(text: str) -> Iterator[str]:
    """The characters as a reader sees them: marks, joiners, flags and tones stay together.

    A simplification of the grapheme clusters of Unicode Standard Annex 29, section 3.
    """
    cluster = ""
    for char in text:
        if cluster and not _belongs(cluster, char):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


def _belongs(cluster: str, char: str) -> bool:
    if unicodedata.category(char).startswith("M") or char in _JOINERS:
        return True
    if cluster[-1] == _JOINERS[-1] or ord(char) in _SKIN_TONES:
        return True
    flag_half_open = ord(cluster[0]) in _REGIONAL and len(cluster) == 1
    return flag_half_open and ord(char) in _REGIONAL


def fitted(words: Iterable[Piece], room: float, measure: Measure) -> tuple[Piece, ...]:
    """The words, with each that is wider than a line cut into parts that are not."""
    pieces: list[Piece] = []
    for word in words:
        if measure(word.text) <= room:
            pieces.append(word)
        else:
            pieces.extend(_parts(word, room, measure))
    return tuple(pieces)


def _parts(word: Piece, room: float, measure: Measure) -> Iterator[Piece]:
    rest, joined = list(clusters(word.text)), False
    while rest:
        low, high = 1, len(rest)
        while low < high:  # the most clusters that fit; at least one, however wide
            middle = (low + high + 1) // 2
            if measure("".join(rest[:middle])) <= room:
                low = middle
            else:
                high = middle - 1
        yield Piece("".join(rest[:low]), word.firm, word.doubtful, joined, word.called)
        rest, joined = rest[low:], True


def moved(old: Sequence[Piece], new: Sequence[Piece], breaks: Sequence[int]) -> list[int]:
    """Where the breaks of an older text lie in the newer text of the same utterance."""
    was, now = [piece.text for piece in old], [piece.text for piece in new]
    same = common_start(was, now, _bare)
    kept = [position for position in breaks if position <= same]
    later = [position - same for position in breaks if position > same]
    if later:  # what did not change stays where it is; only behind it are words looked for
        before, after = ([_bare(text) for text in each[same:]] for each in (was, now))
        kept += [same + position for position in _mapped(before, after, later)]
    return sorted({position for position in kept if position < max(len(new), 1)})


def _bare(text: str) -> str:
    """Case and punctuation come late and mean no other word."""
    return "".join(filter(str.isalnum, text.casefold())) or text


def _mapped(before: list[str], after: list[str], breaks: Sequence[int]) -> list[int]:
    found = []
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for position in breaks:
        for _, start, stop, start_after, stop_after in blocks:
            if start <= position < stop:
                found.append(min(start_after + position - start, stop_after))
    return found


@dataclass(frozen=True, slots=True)
class Room:
    """What there is to fill: the width of a line and how much of the first is taken."""

    width: float
    measure: Measure
    taken: float = 0.0


def held(old: Sequence[Piece], new: Sequence[Piece]) -> int:
    """How many leading pieces of the newer text must stay on their lines: the once firm ones."""
    firm = next((index for index, piece in enumerate(old) if not piece.firm), len(old))
    last = moved(old, new, [firm - 1]) if firm else []
    return last[0] + 1 if last else 0


def flow(pieces: Sequence[Piece], room: Room, kept: Sequence[int], held: int) -> list[int]:
    """The pieces at which a line begins.

    Args:
        pieces: The utterance; see `fitted`.
        room: The width to fill.
        kept: The breaks it had; they stay while what is before them fits.
        held: How many leading pieces stay on their lines, even where a correction made a
            line a little too wide; it is then painted narrower.
    """
    wanted, breaks = set(kept), []
    space, used = room.measure(" "), room.taken
    for index, piece in enumerate(pieces):
        width = room.measure(piece.text)
        if index in wanted or piece.joined:
            begins = True
        else:
            begins = index >= held and used > 0 and used + space + width > room.width
            if begins:
                wanted = set()
        if begins:
            breaks.append(index)
            used = width
        else:
            used += width + (space if used else 0)
    return breaks
