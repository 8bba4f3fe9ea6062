"""A finished sentence is parted where two sides clearly sound like two."""

from captioner.app.recognition.parting import Parting
from captioner.app.recognition.windows import Windows
from captioner.core.audio import BYTES_PER_SAMPLE, RATE
from captioner.core.changes import Change
from captioner.core.events import Final, Word
from captioner.core.timbre import Sounding
from captioner.core.voices import Voices

BEGINS_MS = 5000


def final(seconds: int) -> Final:
    """A word each second."""
    places = range(BEGINS_MS, BEGINS_MS + 1000 * seconds, 1000)
    words = tuple(Word(text=f"w{at}", start_ms=at, end_ms=at + 1000) for at in places)
    return Final(turn=3, words=words, text="As it is written.")


def sound(*said: tuple[int, int]) -> bytes:
    """The sound of each voice for so many seconds."""
    return b"".join(bytes([voice, 0]) * (RATE * seconds) for voice, seconds in said)


def hear(pcm: bytes) -> Sounding | None:
    seconds = len(pcm) / BYTES_PER_SAMPLE / RATE
    return (
        Sounding(tuple(float(pcm[0] == voice) for voice in range(1, 5)), seconds)
        if pcm[0]
        else None
    )


def parting(*changes_s: float) -> Parting:
    changes = [Change(round(1000 * at), round(1000 * at)) for at in changes_s]
    return Parting(Windows(hear), lambda _: changes, Voices())


def parts(said: list[tuple[int, int]], *changes_s: float) -> list[int]:
    """How many words each part has."""
    whole, pcm = final(sum(seconds for _, seconds in said)), sound(*said)
    found = parting(*changes_s)
    made = found.parts(whole, pcm, found.places(whole, pcm))
    assert tuple(word for part in made for word in part.final.words) == whole.words
    return [len(part.final.words) for part in made]


def test_it_is_parted_where_somebody_else_goes_on() -> None:
    assert parts([(1, 3), (2, 2), (1, 3)], 3, 5) == [3, 2, 3]


def test_it_stays_whole_where_both_sides_sound_alike() -> None:
    assert parts([(1, 6)], 3) == [6]
    assert parts([(1, 3), (2, 3)]) == [6]


def test_a_side_that_tells_nothing_goes_with_the_one_before() -> None:
    assert parts([(1, 3), (0, 2), (2, 3)], 3, 5) == [5, 3]
    assert parts([(0, 2), (1, 3)], 2) == [5]


def test_a_whole_sentence_keeps_its_text_and_a_part_has_its_words() -> None:
    found, pcm = parting(), sound((1, 2), (2, 2))
    whole = final(4)
    assert [part.final for part in found.parts(whole, pcm, [])] == [whole]
    first, second = found.parts(whole, pcm, [2])
    assert (first.final.text, second.final.text) == ("w5000 w6000", "w7000 w8000")
    assert (first.lasts_ms, second.final.turn) == (2000, 3)


def test_what_is_too_short_or_cannot_be_heard_may_not_be_parted() -> None:
    assert parting().may_part(final(3))
    assert not parting().may_part(final(2))
    deaf = Parting(Windows(hear), None, Voices())
    assert not deaf.may_part(final(4))
    assert deaf.places(final(4), b"") == []
