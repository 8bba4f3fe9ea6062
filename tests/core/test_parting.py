from captioner.core.events import Word
from captioner.core.parting import Parts, parted
from captioner.core.readings import readings

SPAN = (1000, 2000)


def parts(text: str, reading: str, at: int) -> tuple[str, str]:
    word = Word(text=text, start_ms=SPAN[0], end_ms=SPAN[1], confidence=0.5)
    spoken = tuple(reading.split())
    assert spoken in readings([text])[0]
    found = parted(word, spoken, at)
    row = (*found.before, *found.after)
    assert (row[0].start_ms, row[-1].end_ms) == SPAN
    assert [word.start_ms for word in row[1:]] == [word.end_ms for word in row[:-1]]
    assert {word.confidence for word in row} == {0.5}
    return " ".join(word.text for word in found.before), " ".join(w.text for w in found.after)


def test_a_compound_is_parted_where_it_is_written_together() -> None:
    assert parts("ill-disposed,", "ill disposed", 3) == ("ill", "disposed,")
    assert parts("Everyone", "every one", 5) == ("Every", "one")
    assert parts("Steve’s", "steve s", 5) == ("Steve", "’s")
    assert parts("Café-Bar.", "cafe bar", 4) == ("Café", "Bar.")


def test_what_is_written_otherwise_than_said_is_parted_in_words() -> None:
    assert parts("1813.", "eighteen thirteen", 8) == ("eighteen", "thirteen.")
    assert parts("we're", "we are", 2) == ("we", "are")
    assert parts("123", "one hundred twenty three", 10) == ("one hundred", "twenty three")
    assert parts("21", "twenty one", 3) == ("twe", "nty one")


def test_half_of_the_letters_take_half_of_the_time() -> None:
    word = Word(text="data-base", start_ms=0, end_ms=800)
    assert parted(word, ("data", "base"), 4) == Parts(
        (Word(text="data", start_ms=0, end_ms=400),), (Word(text="base", start_ms=400, end_ms=800),)
    )
