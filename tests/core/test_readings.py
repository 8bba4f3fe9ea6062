"""Which ways of writing are the same way of saying."""

import pytest

from captioner.core.readings import letters, readings


def said(*texts: str) -> set[str]:
    """All that a row of words may have been said as, without spaces."""
    rows = {""}
    for each in readings(texts):
        rows = {row + "".join(reading) for row in rows for reading in each}
    return rows


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ill-disposed", "ill disposed"),
        ("Real-time", "real time"),
        ("everyone", "every one"),
        ("Café", "cafe"),
        ("Straße", "STRASSE"),
        ("we’re", "we are"),
        ("don't", "do not"),
        ("can't", "cannot"),
        ("won't", "will not"),
        ("wouldn't've", "would not have"),
        ("Steve's", "Steve is"),
        ("that's", "that has"),
        ("he'd", "he would"),
        ("let's", "let us"),
        ("Mr.", "mister"),
        ("OK", "okay"),
        ("U.S.", "united states"),
        ("gonna", "going to"),
        ("and/or", "and or"),
        ("R&D", "r and d"),
        ("0", "zero"),
        ("21", "twenty-one"),
        ("21", "twenty one"),
        ("105", "one hundred and five"),
        ("105", "a hundred five"),
        ("105", "one oh five"),
        ("123", "one twenty three"),
        ("007", "oh oh seven"),
        ("911", "nine one one"),
        ("1,000", "a thousand"),
        ("1000000", "one million"),
        ("123,456", "one hundred and twenty three thousand four hundred and fifty six"),
        ("1,005", "one thousand and five"),
        ("1813", "eighteen thirteen"),
        ("1905", "nineteen oh five"),
        ("1500", "fifteen hundred"),
        ("2026", "two thousand and twenty six"),
        ("2026", "twenty twenty-six"),
        ("1990s", "nineteen nineties"),
        ("66s", "sixty sixes"),
        ("21st", "twenty first"),
        ("30th", "thirtieth"),
        ("7th", "seventh"),
        ("3.5", "three point five"),
        ("0.5", "point five"),
        ("-5", "minus five"),
        ("10-12", "ten to twelve"),
        ("555-1234", "five five five twelve thirty four"),
        ("COVID-19", "covid nineteen"),
        ("1/2", "a half"),
        ("3/4", "three quarters"),
        ("2/5", "two fifths"),
        ("24/7", "twenty four seven"),
        ("2½", "two and a half"),
        ("10:30", "ten thirty"),
        ("10:05", "ten oh five"),
        ("10:00", "ten o'clock"),
        ("3pm", "three p.m."),
        ("10%", "ten per cent"),
        ("10 %", "ten percent"),
        ("45°", "forty five degrees"),
        ("10km", "ten kilometers"),
        ("MP3", "m p three"),
        ("$5", "five dollars"),
        ("$1", "one dollar"),
        ("$2.50", "two dollars and fifty cents"),
        ("$2.50", "two dollars fifty"),
        ("£3m", "three million pounds"),
        ("$5 million", "five million dollars"),
        ("€1,000", "one thousand euros"),
        ("No. 1", "number one"),
        ("#1", "number one"),
        ("3.5.1", "three point five point one"),
        ("3:30", "half past three"),
        ("3:15", "a quarter past three"),
        ("3:45", "quarter to four"),
        ("3:10", "ten minutes after three"),
        ("12:40", "twenty to one"),
        ("15:30", "three thirty"),
        ("12:00", "noon"),
        ("00:00", "midnight"),
        ("23:50", "ten to midnight"),
        ("05:30", "oh five thirty"),
        ("9:30am", "nine thirty a m"),
        ("3.5", "three and a half"),
        ("2.25", "two and a quarter"),
        ("1.5 million", "one and a half million"),
        ("0.5 million", "half a million"),
        ("1 million", "a million"),
        ("1 hour", "an hour"),
        ("50/50", "fifty fifty"),
        ("10/2", "ten divided by two"),
        ("4x4", "four by four"),
        ("2*2", "two times two"),
        (">10", "more than ten"),
        ("~10", "about ten"),
        ("007", "double oh seven"),
        ("127.0.0.1", "one two seven dot zero dot zero dot one"),
        ("555-1234", "five five five one two three four"),
        ("June 3", "june third"),
        ("June 3rd", "june the third"),
        ("'99", "nineteen ninety nine"),
        ("'90s", "nineties"),
        ("5'10\"", "five foot ten"),
        ("5′10″", "five feet ten inches"),  # noqa: RUF001 - what is written
        ("$1.2M", "one point two million dollars"),
        ("$0.99", "ninety nine cents"),
        ("$1.50", "a dollar fifty"),
        ("$19.99", "nineteen ninety nine"),
        ("NATO", "n a t o"),
        ("CEOs", "c e o's"),
        ("U.S.", "u s"),
        ("www.example.com", "double u double u double u dot example dot com"),
        ("C#", "c sharp"),
        ("Henry VIII", "henry the eighth"),
        ("World War II", "world war two"),
        ("rock 'n' roll", "rock and roll"),
        ("goin'", "going"),
        ("they'd've", "they would have"),
        ("I'm gonna", "i am going to"),
        ("shoulda", "should have"),
        (
            "99999999999999999",
            "nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine",
        ),
    ],
)
def test_two_ways_of_writing_the_same(one: str, other: str) -> None:
    assert said(*one.split()) & said(*other.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [("21", "22"), ("1813", "eighteen thirty"), ("we're", "we"), ("$5", "five pounds")],
)
def test_two_ways_of_writing_something_else(one: str, other: str) -> None:
    assert not said(*one.split()) & said(*other.split())


def test_a_word_without_letters_is_not_said() -> None:
    assert said("—") == said("…") == {""}
    assert letters("—") == ""
    assert letters("Ça-va?") == "cava"


def test_a_word_may_be_parted_where_another_may_part_it() -> None:
    assert readings(["real-time"])[0][0] == ("real", "time")
    assert ("eighteen", "thirteen") in readings(["1813"])[0]
    assert ("steve", "s") in readings(["Steve's"])[0]
    assert ("n", "a", "t", "o") in readings(["NATO"])[0]
    assert ("three", "a", "m") in readings(["3am"])[0]
    assert ("anti", "virus") in readings(["antivirus"])[0]
    assert ("fire", "fighter") in readings(["firefighter"])[0]
    assert readings(["budget"])[0] == (("budget",),)


def test_there_is_an_end_to_the_ways_of_saying_a_row_of_numbers() -> None:
    for text in ("192.168.100.200-300:400/500", "1234-" * 2000):
        (found,) = readings([text])
        assert len(found) <= 150
