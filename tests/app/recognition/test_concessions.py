from dataclasses import replace

from captioner.app.recognition.concessions import Concessions
from captioner.core.settings import DEFAULTS

WISHED = replace(DEFAULTS, word_boost=("Zylotrix",), mode="max_accuracy", keep_nothing=True)


def test_nothing_is_conceded_at_first() -> None:
    assert Concessions(lambda: WISHED).settings == WISHED


def test_a_dropped_setting_is_as_by_default_whatever_is_wished() -> None:
    wished = [WISHED]
    concessions = Concessions(lambda: wished[0])
    assert concessions.drop("word_boost")
    assert concessions.settings == replace(WISHED, word_boost=())
    wished[0] = replace(WISHED, word_boost=("Ozempic",), keep_nothing=False)
    assert concessions.settings == replace(WISHED, word_boost=(), keep_nothing=False)
    assert concessions.applied(WISHED) == replace(WISHED, word_boost=())


def test_each_is_made_once() -> None:
    concessions = Concessions(lambda: WISHED)
    assert concessions.drop("mode")
    assert not concessions.drop("mode")
    assert concessions.lighten()
    assert not concessions.lighten()
    assert concessions.settings.encoding == "pcm_mulaw"


def test_what_is_so_already_is_no_concession() -> None:
    concessions = Concessions(lambda: replace(WISHED, encoding="pcm_mulaw"))
    assert not concessions.lighten()
    assert not concessions.drop("speaker_labels")
    assert not concessions.drop("")


def test_an_encoding_that_is_refused_is_not_asked_for_again() -> None:
    concessions = Concessions(lambda: WISHED)
    assert concessions.lighten()
    assert not concessions.drop("encoding")
    concessions = Concessions(lambda: replace(WISHED, encoding="pcm_mulaw"))
    assert concessions.drop("encoding")
    assert not concessions.lighten()
