"""The parts of a session that work beside its captions, and what becomes of it when they break."""

from collections.abc import Callable

import pytest

from captioner.app.sound import Sound
from captioner.app.teller import Teller
from captioner.core.errors import Fault
from captioner.core.session import State
from captioner.core.status import Condition
from tests.app.stage import Stage
from tests.fakes import texts


def breaks(times: int, then: Callable[..., object]) -> Callable[..., object]:
    """Something that is wrong with a mistake of ours so often, and works after that."""
    left = [times]

    def work(*arguments: object) -> object:
        if left[0]:
            left[0] -= 1
            raise ValueError("a mistake of ours")
        return then(*arguments)

    return work


async def test_a_recorder_that_breaks_goes_on_and_keeps_everything(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    library = stage.captioner.library
    monkeypatch.setattr(library, "add", breaks(1, library.add))
    await stage.captioner.start()
    await stage.until(lambda: stage.witness.finals)
    assert stage.captioner.state is State.LISTENING
    await stage.captioner.stop()
    assert stage.witness.statuses[-1].condition is Condition.ENDED
    ((session, _),) = stage.witness.closed
    assert texts((await library.transcript(session.id)).segments) == ["Hello."]
    assert "a mistake of ours" in caplog.text
    await stage.captioner.close()


async def test_a_recorder_that_keeps_breaking_ends_the_session_and_nothing_is_called_saved(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("captioner.app.runner.AGAIN_S", 0.01)
    monkeypatch.setattr("captioner.app.keeping.recorder.FAREWELL_S", 0.1)
    monkeypatch.setattr(stage.captioner.library, "add", breaks(99, stage.captioner.library.add))
    await stage.captioner.start()
    await stage.until(lambda: stage.captioner.state is State.IDLE)
    assert [type(error) for error in stage.witness.errors] == [Fault]
    assert stage.witness.statuses[-1].condition is Condition.ENDED_PARTLY_KEPT
    ((_, reason),) = stage.witness.closed
    assert reason == stage.witness.errors[0].title
    with pytest.raises(Fault):
        await stage.captioner.wait_ended()
    await stage.captioner.close()


async def test_a_teller_that_breaks_tells_on(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def nowhere(*_: object) -> None:
        """Nobody else has sound."""

    monkeypatch.setattr("captioner.app.runner.AGAIN_S", 0.01)
    monkeypatch.setattr(Teller, "_look_elsewhere", breaks(2, nowhere))
    await stage.captioner.start()
    witness = stage.witness
    await stage.until(lambda: witness.statuses[-1].condition is Condition.QUIET)
    assert stage.captioner.state is State.LISTENING
    assert caplog.text.count("A part of the session broke and is started again.") == 2
    await stage.captioner.stop()
    assert witness.errors == []
    await stage.captioner.close()


async def test_a_spool_that_breaks_ends_no_captions(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("captioner.app.runner.AGAIN_S", 0.01)
    monkeypatch.setattr(Sound, "run", breaks(2, Sound.run))
    await stage.captioner.start()
    await stage.until(lambda: stage.witness.finals)
    await stage.captioner.stop()
    assert stage.witness.errors == []
    assert stage.witness.statuses[-1].condition is Condition.ENDED
    await stage.captioner.close()
