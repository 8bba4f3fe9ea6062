"""Where two recognisers that write the same words differently meet: each word once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import pytest

from captioner.core.events import Word
from captioner.core.seam import Seam

SENTENCES = (
    "he was not an {ill disposed|ill-disposed} man and paid {five dollars|$5} for it",
    "{we are|we're} in the {real time|real-time} room and {i have|I've} no {cafe|Café} {okay|OK}",
    "it was the best of times it was the worst of times it was the age of wisdom",
    "no no no not yet no no {do not|don't} do that that is very very bad at {ten thirty|10:30}",
    "in {eighteen thirteen|1813} or {nineteen oh five|1905} {mister|Mr.} dashwood had"
    " {twenty one|21} of {one thousand|1,000} {per cent|percent}",
    "on the {twenty third|23rd} {three point five|3.5} {percent|%} of {two thousand|2000} came to"
    " {every one|everyone} {in to|into} town {to day|today}",
    "{one hundred five|105} people {can not|can't} share {two dollars and fifty cents|$2.50} or"
    " {three quarters|3/4} of it {minus five|-5}",
    "the {nineteen nineties|1990s} were {well known|well-known} for {ten to twelve|10-12}"
    " {number|#} one hits {and|&} {forty five degrees|45°} of heat",
    "not {ill disposed|illdisposed} at all but {book shelves|bookshelves} {web site|website} and a"
    " {warm hearted|warmhearted} {grand children|grandchildren} {under ground|underground} too",
    "the {e mail|email} was {re elected|reelected} by {co operation|cooperation} of the"
    " {u s a|U.S.A.}",
    "{half past three|3:30} or {quarter to four|3:45} {p m|PM} for {three and a half|3½} of"
    " {fifty fifty|50/50} {n a t o|NATO} june {third|3} it was",
    "{we would have|we'd've} to call {five five five one two three four|555-1234} at"
    " {www dot example dot com|www.example.com} and {the eighth|VIII} {fire fighter|firefighter}",
)

LEFT_OF_A_WORD = (
    ("onehalf", "ahalf"),
    ("wedhave", "wewouldhave"),
    ("wwwexample", "wwwdotexample"),
    ("examplecom", "exampledotcom"),
)
"""Written words of which one side gave a part: what the other gives, and what it stands for."""


@dataclass(frozen=True)
class Piece:
    """Written words, the spoken ones that they stand for, and when."""

    written: str
    spoken: str
    start_ms: int
    end_ms: int


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def timed(sentence: str, random: Random) -> list[list[Piece]]:
    """Each place of a sentence: its spoken words, and the same as they may be written."""
    at, places = 500, []
    for written in re.findall(r"\{[^}]*\}|\S+", sentence):
        spoken, _, other = written.strip("{}").partition("|")
        row = []
        for word in spoken.split():
            end = at + 90 + 55 * len(word)
            row.append(Piece(word, word, at, end))
            at = end + random.choice((0, 0, 20, 300))
        places.append([*row, Piece(other or spoken, spoken, row[0].start_ms, row[-1].end_ms)])
    return places


def rendered(places: list[list[Piece]], random: Random, start: int, end: int) -> list[Piece]:
    """One recogniser's writing of the sound between two times, most often in its own way."""
    style = random.choice((0.0, 0.5, 1.0))
    row: list[Piece] = []
    for *spoken, written in places:
        whole = start <= written.start_ms and written.end_ms <= end
        choice = [written] if whole and random.random() < style else spoken
        row += [each for each in choice if start <= each.start_ms and each.end_ms <= end]
    return row


def heard(pieces: list[Piece], random: Random) -> list[Word]:
    case = random.choice((str.upper, str.lower, str.title, str))
    words, floor = [], 0
    for piece in pieces:
        floor = start = max(floor + 10, piece.start_ms + random.randint(-80, 80))
        end = max(start + 40, piece.end_ms + random.randint(-80, 80))
        words.append(Word(text=case(piece.written), start_ms=start, end_ms=end))
    return words


def joined(places: list[list[Piece]], cut_ms: int, first: str, random: Random) -> str:
    """What is given of the sentence by two that meet, in letters."""
    if first == "given":
        before = rendered(places, random, 0, cut_ms)
        words = heard(before, random)
        seam = Seam(words[-1].end_ms, words)
        after = rendered(places, random, words[-1].end_ms - 1500, 10**6)
        end, later = len(before), heard(after, random)
        begin, parts = seam.first_after(later), seam.rest_after(later)
    else:
        seam = Seam(cut_ms)
        before = rendered(places, random, 0, cut_ms + 1000)
        after = rendered(places, random, cut_ms - 1000, 10**6)
        words, later = heard(before, random), heard(after, random)
        if first == "before":
            end, parts = seam.end_before(words), seam.rest_before(words)
            seam.keep_before(words, end)
            begin, parts = seam.first_after(later), (*parts, *seam.rest_after(later))
        else:
            begin, parts = seam.first_after(later), seam.rest_after(later)
            seam.keep_after(later, begin)
            end, parts = seam.end_before(words), (*seam.rest_before(words), *parts)
    given = [each.spoken for each in before[:end]] + [part.text for part in parts]
    return letters("".join([*given, *(each.spoken for each in after[begin:])]))


def positions(places: list[list[Piece]]) -> Iterator[int]:
    return (piece.end_ms for *spoken, _ in places for piece in spoken)


def check(sentence: str, seed: int) -> None:
    random = Random(seed)
    places = timed(sentence, random)
    said = letters("".join(piece.spoken for *_, piece in places))
    for first in ("given", "before", "after"):
        for cut_ms in positions(places):
            given = joined(places, cut_ms, first, random)
            for part, whole in LEFT_OF_A_WORD:
                given = given.replace(part, whole)
            assert given == said, f"{first} at {cut_ms} ms"


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_word_comes_once_however_it_is_written(sentence: str, seed: int) -> None:
    check(sentence, seed)
