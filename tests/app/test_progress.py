from unittest.mock import Mock

from captioner.app.progress import Progress
from captioner.app.telling import Telling
from captioner.core.session import Signal, State
from tests.fakes import Witness


async def test_who_waits_for_another_state_is_woken_once_there_is_one() -> None:
    witness, telling = Witness(), Mock(spec=Telling)
    progress = Progress(witness)
    before = progress.moved
    progress.begin(telling)
    assert before.is_set()
    assert not progress.moved.is_set()
    assert progress.active
    telling.state_changed.assert_called_once_with(State.STARTING)


async def test_a_state_that_stays_is_told_nobody() -> None:
    telling = Mock(spec=Telling)
    progress = Progress(Witness())
    progress.begin(telling)
    progress.signal(Signal.OPENED)
    telling.reset_mock()
    moved = progress.moved
    progress.signal(Signal.OPENED)
    assert progress.opened.is_set()
    assert not moved.is_set()
    telling.state_changed.assert_not_called()
