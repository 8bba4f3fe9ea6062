from dataclasses import replace

from captioner.app.concessions import Concessions
from captioner.core.settings import DEFAULTS


def test_nothing_is_conceded_at_first() -> None:
    assert Concessions().applied(DEFAULTS) == DEFAULTS


def test_a_dropped_setting_is_as_by_default_whatever_is_wished() -> None:
    concessions = Concessions()
    assert concessions.drop("word_boost")
    wished = replace(DEFAULTS, word_boost=("Zylotrix",), keep_nothing=True)
    assert concessions.applied(wished) == replace(DEFAULTS, keep_nothing=True)


def test_each_is_made_once() -> None:
    concessions = Concessions()
    assert concessions.drop("mode")
    assert not concessions.drop("mode")
    assert concessions.lighten()
    assert not concessions.lighten()
    assert concessions.applied(DEFAULTS).encoding == "pcm_mulaw"


def test_a_refusal_that_names_no_setting_leaves_nothing_to_drop() -> None:
    assert not Concessions().drop("")
