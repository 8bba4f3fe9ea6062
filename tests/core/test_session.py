import pytest

from captioner.core.session import TRANSITIONS, ImpossibleSignal, Signal, State, step


def reachable(start: State) -> set[State]:
    seen, open_ends = {start}, [start]
    while open_ends:
        for state in TRANSITIONS[open_ends.pop()].values():
            if state not in seen:
                seen.add(state)
                open_ends.append(state)
    return seen


def test_every_state_has_a_row() -> None:
    assert set(TRANSITIONS) == set(State)


@pytest.mark.parametrize("state", State)
def test_every_state_can_be_reached_from_idle_and_leads_back_to_it(state: State) -> None:
    assert state in reachable(State.IDLE)
    assert State.IDLE in reachable(state)


@pytest.mark.parametrize("state", [s for s in State if s not in (State.IDLE, State.STOPPING)])
def test_every_running_state_can_be_stopped(state: State) -> None:
    assert step(state, Signal.STOP) is State.STOPPING


@pytest.mark.parametrize("state", [s for s in State if s is not State.IDLE])
def test_whatever_breaks_ends_the_session_in_order(state: State) -> None:
    assert step(state, Signal.BROKE) is State.STOPPING


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("signal", Signal)
def test_a_pair_that_is_not_in_the_table_is_refused_by_name(state: State, signal: Signal) -> None:
    if signal in TRANSITIONS[state]:
        assert step(state, signal) is TRANSITIONS[state][signal]
    else:
        with pytest.raises(ImpossibleSignal, match=f"{signal.name} in state {state.value}"):
            step(state, signal)


def test_a_session_runs_from_start_through_a_pause_to_its_end() -> None:
    state = State.IDLE
    way = (Signal.START, Signal.OPENED, Signal.PAUSE, Signal.RESUME, Signal.OPENED, Signal.STOP)
    for signal in (*way, Signal.ENDED):
        state = step(state, signal)
    assert state is State.IDLE
