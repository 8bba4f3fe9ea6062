"""The user's session as one table, and nothing else.

All state logic of a session lives here. A pair that is not in the table is a
fault of ours and raises; the state is then unchanged.
"""

from enum import Enum, auto


class State(Enum):
    """Where the user's session stands."""

    IDLE = "idle"
    STARTING = "starting"
    LISTENING = "listening"
    PAUSED = "paused"
    STOPPING = "stopping"
    WAITING = "waiting"


class Signal(Enum):
    """What happens to a session."""

    START = auto()
    OPENED = auto()
    PAUSE = auto()
    RESUME = auto()
    STOP = auto()
    BROKE = auto()
    ENDED = auto()
    WAIT = auto()


TRANSITIONS: dict[State, dict[Signal, State]] = {
    State.IDLE: {
        Signal.START: State.STARTING,
        Signal.WAIT: State.WAITING,  # nobody spoke for long: whoever speaks starts the next one
    },
    State.WAITING: {
        Signal.START: State.STARTING,
        Signal.STOP: State.STOPPING,
        Signal.BROKE: State.STOPPING,
    },
    State.STARTING: {
        Signal.OPENED: State.LISTENING,
        Signal.PAUSE: State.PAUSED,
        Signal.STOP: State.STOPPING,
        Signal.BROKE: State.STOPPING,
        Signal.ENDED: State.IDLE,
    },
    State.LISTENING: {
        Signal.OPENED: State.LISTENING,  # a new connection within the session
        Signal.PAUSE: State.PAUSED,
        Signal.STOP: State.STOPPING,
        Signal.BROKE: State.STOPPING,
        Signal.ENDED: State.IDLE,
    },
    State.PAUSED: {
        Signal.OPENED: State.PAUSED,  # it opened just as it was told to pause
        Signal.RESUME: State.STARTING,
        Signal.STOP: State.STOPPING,
        Signal.BROKE: State.STOPPING,
        Signal.ENDED: State.IDLE,
    },
    State.STOPPING: {
        Signal.OPENED: State.STOPPING,  # it opened just as it was told to stop
        Signal.BROKE: State.STOPPING,
        Signal.ENDED: State.IDLE,
    },
}


class ImpossibleSignal(Exception):
    """A signal that has no place in this state."""


def step(state: State, signal: Signal) -> State:
    """The state after `signal`.

    Raises:
        ImpossibleSignal: The table has no such pair.
    """
    try:
        return TRANSITIONS[state][signal]
    except KeyError:
        raise ImpossibleSignal(f"{signal.name} in state {state.value}") from None
