from captioner.core.events import Event, Final, Heard, Partial, Word
from captioner.engines.assemblyai.turns import TWIN_S, Turns


def words(text: str, start_ms: int = 100) -> tuple[Word, ...]:
    return tuple(
        Word(text=part, start_ms=start_ms + 100 * index, end_ms=start_ms + 100 * index + 80)
        for index, part in enumerate(text.split())
    )


def final(turn: int, text: str, start_ms: int = 100) -> Final:
    return Final(turn=turn, words=words(text, start_ms), text=text)


def plain() -> Turns:
    return Turns(twins=False, partials=True)


def with_twins() -> Turns:
    return Turns(twins=True, partials=True)


def texts(events: list[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, Partial | Final)]


def test_a_final_is_followed_by_what_is_now_dealt_with() -> None:
    events = plain().final(final(0, "hello there"), 0.0, formatted=True)
    assert events == [final(0, "hello there"), Heard(until_ms=280)]


def test_a_partial_after_its_final_says_nothing() -> None:
    turns = plain()
    turns.final(final(3, "done"), 0.0, formatted=True)
    assert turns.partial(3, words("late"), 0) == []


def test_a_partial_older_than_the_newest_turn_says_nothing() -> None:
    turns = plain()
    turns.partial(5, words("new"), 0)
    assert turns.partial(4, words("old"), 0) == []


def test_a_final_may_come_late_and_is_still_given() -> None:
    turns = plain()
    turns.partial(5, words("new", 5000), 0)
    assert texts(turns.final(final(4, "old"), 0.0, formatted=True)) == ["old"]


def test_a_turn_is_open_until_its_final() -> None:
    turns = plain()
    assert not turns.is_open
    turns.partial(0, words("hello"), 0)
    assert turns.is_open
    turns.final(final(0, "hello"), 0.0, formatted=True)
    assert not turns.is_open


def test_a_final_said_twice_is_given_once() -> None:
    turns = plain()
    turns.final(final(0, "hello"), 0.0, formatted=True)
    assert turns.final(final(0, "hello"), 0.1, formatted=True) == []


def test_a_later_final_with_other_words_changes_nothing() -> None:
    turns = plain()
    turns.final(final(0, "forty two"), 0.0, formatted=True)
    assert turns.final(final(0, "42"), 9.0, formatted=True) == []


def test_a_turn_that_ends_without_words_takes_back_what_was_shown() -> None:
    turns = plain()
    turns.partial(0, words("hm"), 0)
    assert turns.withdrawn(0) == [Partial(turn=0, words=())]
    assert turns.withdrawn(0) == []


def test_without_partials_nothing_is_shown_and_nothing_taken_back() -> None:
    turns = Turns(twins=False, partials=False)
    assert turns.partial(0, words("hm"), 0) == []
    assert turns.withdrawn(0) == []


def test_an_empty_partial_says_nothing() -> None:
    turns = plain()
    turns.partial(0, words("hm"), 0)
    assert turns.partial(0, (), 0) == []
    assert turns.current == 0


def test_a_hypothesis_without_a_number_belongs_to_the_open_turn_or_the_next() -> None:
    turns = plain()
    assert turns.current == 0
    turns.partial(2, words("open"), 0)
    assert turns.current == 2
    turns.final(final(2, "open"), 0.0, formatted=True)
    assert turns.current == 3


class TestTheFormattedTwin:
    def test_it_is_waited_for_and_given_in_place_of_the_raw_final(self) -> None:
        turns = with_twins()
        assert turns.final(final(0, "hello there"), 10.0, formatted=False) == []
        assert turns.due() == 10.0 + TWIN_S
        events = turns.final(final(0, "Hello, there."), 10.2, formatted=True)
        assert texts(events) == ["Hello, there."]
        assert turns.due() is None

    def test_within_the_time_it_may_write_other_words(self) -> None:
        turns = with_twins()
        turns.final(final(0, "forty two"), 10.0, formatted=False)
        assert texts(turns.final(final(0, "42"), 10.2, formatted=True)) == ["42"]

    def test_after_the_time_the_raw_final_is_given_and_a_late_twin_amends_it(self) -> None:
        turns = with_twins()
        turns.final(final(0, "hello there"), 10.0, formatted=False)
        assert turns.tick(10.4) == []
        assert texts(turns.tick(10.5)) == ["hello there"]
        (amended,) = turns.final(final(0, "Hello, there."), 12.0, formatted=True)
        assert isinstance(amended, Final)
        assert (amended.text, amended.amends) == ("Hello, there.", True)
        assert [word.text for word in amended.words] == ["Hello,", "there."]

    def test_a_late_twin_that_cuts_words_otherwise_amends_the_text_alone(self) -> None:
        turns = with_twins()
        turns.final(final(0, "mu law"), 10.0, formatted=False)
        turns.tick(11.0)
        (amended,) = turns.final(final(0, "Mu-law."), 12.0, formatted=True)
        assert isinstance(amended, Final)
        assert amended.text == "Mu-law."
        assert len(amended.words) == 2

    def test_what_follows_waits_behind_it(self) -> None:
        turns = with_twins()
        turns.final(final(0, "one"), 10.0, formatted=False)
        assert turns.partial(1, words("two", 900), 0) == []
        assert turns.silence(400) == []
        events = turns.final(final(0, "One."), 10.1, formatted=True)
        assert texts(events) == ["One.", "two"]

    def test_the_next_final_does_not_wait_for_a_twin_that_never_came(self) -> None:
        turns = with_twins()
        turns.final(final(0, "one"), 10.0, formatted=False)
        assert texts(turns.final(final(1, "two", 900), 10.1, formatted=False)) == ["one"]
        assert texts(turns.flush()) == ["two"]

    def test_a_formatted_final_does_not_wait(self) -> None:
        assert texts(with_twins().final(final(0, "One."), 1.0, formatted=True)) == ["One."]

    def test_a_raw_final_said_again_keeps_waiting(self) -> None:
        turns = with_twins()
        turns.final(final(0, "one"), 10.0, formatted=False)
        assert turns.final(final(0, "one two"), 10.1, formatted=False) == []
        assert texts(turns.tick(10.5)) == ["one two"]


class TestWhatIsDealtWith:
    def test_silence_counts_while_nobody_speaks(self) -> None:
        assert plain().silence(4000) == [Heard(until_ms=4000)]

    def test_silence_never_reaches_into_the_open_turn(self) -> None:
        turns = plain()
        turns.partial(0, words("so", 3000), 0)
        assert turns.silence(4000) == [Heard(until_ms=3000)]

    def test_it_only_grows(self) -> None:
        turns = plain()
        turns.silence(4000)
        assert turns.silence(3500) == []
        assert turns.silence(4000) == []


class TestSpeakers:
    def test_a_changed_mind_about_who_spoke_amends_the_final(self) -> None:
        turns = plain()
        turns.final(final(0, "hello there"), 0.0, formatted=True)
        new = tuple(
            Word(text=word.text, start_ms=0, end_ms=0, speaker="B") for word in words("Hello there")
        )
        (changed,) = turns.speakers(0, new, "B")
        assert isinstance(changed, Final)
        assert (changed.text, changed.speaker, changed.amends) == ("hello there", "B", True)
        assert {word.speaker for word in changed.words} == {"B"}
        assert changed.words[0].start_ms == 100

    def test_without_fitting_words_only_the_label_changes(self) -> None:
        turns = plain()
        turns.final(final(0, "hello there"), 0.0, formatted=True)
        (changed,) = turns.speakers(0, (), "B")
        assert isinstance(changed, Final)
        assert changed.speaker == "B"
        assert changed.words == words("hello there")

    def test_a_turn_nobody_knows_is_left_alone(self) -> None:
        assert plain().speakers(7, (), "B") == []


def test_three_hours_of_finals_are_not_kept_for_ever() -> None:
    turns = plain()
    for number in range(6_000):
        turns.final(final(number, "x", number * 1000), 0.0, formatted=True)
    assert len(turns._finals) == 5_000
