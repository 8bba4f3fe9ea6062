from captioner.app.recognition.here import TRIES, Here
from captioner.core.errors import EngineError, ModelMissing
from captioner.engines.base import Engine

BROKEN = EngineError("The recogniser broke.", "Start again.")
MISSING = ModelMissing("The model is missing.", "Download it.")


async def build() -> Engine:
    raise AssertionError("nothing runs in these tests")


def test_a_fault_is_tried_again_until_it_stays() -> None:
    here = Here(build, wanted=True)
    ends = [here.ended(BROKEN, gained=False) for _ in range(TRIES)]
    assert ends == [False] * (TRIES - 1) + [True]
    assert not here.able
    assert here.broken is BROKEN


def test_a_fault_that_trying_again_cannot_mend_is_not_tried_again() -> None:
    here = Here(build, wanted=True)
    assert here.ended(MISSING, gained=True)
    assert here.broken is MISSING


def test_who_got_further_is_counted_anew() -> None:
    here = Here(build, wanted=True)
    assert not any(here.ended(BROKEN, gained=True) for _ in range(5 * TRIES))
    assert not here.ended(BROKEN, gained=False)
    assert here.ended(BROKEN, gained=False)


def test_who_came_to_the_end_is_counted_anew() -> None:
    here = Here(build, wanted=True)
    for _ in range(3):
        assert not here.ended(BROKEN, gained=False)
        assert not here.ended(BROKEN, gained=False)
        assert not here.ended(None, gained=False)
    assert here.able


def test_it_captions_by_itself_only_where_it_may() -> None:
    here = Here(build, wanted=False)
    assert not here.able
    here.want()
    assert here.able


def test_the_user_may_ask_for_one_that_was_given_up_and_twice() -> None:
    here = Here(build, wanted=True)
    here.ended(MISSING, gained=False)
    here.want()
    here.want()
    assert here.able
    assert not here.ended(BROKEN, gained=False)
