from captioner.core.events import Word
from captioner.core.share import Share

WORDS = [Word(text=text, start_ms=0, end_ms=1) for text in ["in", "the", "real-time", "room"]]
TIME = Word(text="time", start_ms=0, end_ms=1)


def test_a_share_is_of_any_writing_of_the_utterance() -> None:
    share = Share((TIME, 3))
    assert [word.text for word in share.of(WORDS)] == ["time", "room"]
    louder = [Word(text=word.text.upper(), start_ms=0, end_ms=1) for word in WORDS]
    assert [word.text for word in share.of(louder)] == ["time", "ROOM"]
    assert Share.whole(WORDS).of(WORDS) == tuple(WORDS)


def test_so_many_words_of_a_share_are_agreed_as_of_the_utterance() -> None:
    assert Share.whole(WORDS).agreed(3) == 3
    assert Share((2, 3)).agreed(1) == 0
    assert Share((2, 3)).agreed(3) == 1
    assert Share((TIME, 3)).agreed(3) == 0
    assert Share((TIME, 3)).agreed(4) == 2
    assert Share((0, TIME)).agreed(4) == 1
