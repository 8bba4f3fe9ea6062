"""What the user is told about the state of captioning: one table of words.

Overlay texts have at most 40 characters once filled in. Account trouble never shows
in the overlay, because others may see it on a shared screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from types import MappingProxyType

from captioner.core.errors import Action, CaptionerError


class Condition(Enum):
    """What there is to say. The order is the order of urgency, the first wins."""

    OFF_THE_RECORD = auto()
    NOT_SAVED = auto()
    DEVICE_LOST = auto()
    DEVICE_GONE = auto()
    DEVICE_MOVED = auto()
    SOUND_LOST = auto()
    ZEROS = auto()
    WRONG_SOURCE = auto()
    REFUSED_KEY = auto()
    REFUSED_TOKEN = auto()
    UNUSABLE_KEY = auto()
    NO_KEY = auto()
    NO_CREDIT = auto()
    REFUSED = auto()
    PASSING = auto()
    OFFLINE = auto()
    FALLBACK = auto()
    LINK_TOO_SLOW = auto()
    LINK_SLOW = auto()
    FILLING_IN = auto()
    BACK = auto()
    NOT_ENGLISH = auto()
    SLOW = auto()
    NO_WORDS = auto()
    PAUSED = auto()
    MUTED = auto()
    STARTING = auto()
    WAITING = auto()
    ENDED = auto()
    ENDED_PARTLY_KEPT = auto()
    ENDED_UNKEPT = auto()
    QUIET = auto()
    HEARS = auto()
    EXPECTS = auto()
    LISTENING = auto()


@dataclass(frozen=True, slots=True)
class Words:
    """The words for one condition, with {names} to fill in.

    Attributes:
        overlay: At most 40 characters once filled in; "" shows nothing.
        window: One or two sentences.
        action: The one button beside it.
    """

    overlay: str
    window: str
    action: Action | None = None


WORDS: Mapping[Condition, Words] = MappingProxyType(
    {
        Condition.OFF_THE_RECORD: Words(
            "Off the record. Nothing is kept.",
            "Off the record since {time}: nothing is shown or kept.",
            Action.ON_THE_RECORD,
        ),
        Condition.NOT_SAVED: Words(
            "Captions go on, NOT saved",
            "{why} Text since {time} is only on screen.",
            Action.COPY_ALL,
        ),
        Condition.DEVICE_LOST: Words(
            "{d} gone. No sound now.",
            "{why} Since {time} there is no sound; captions go on as soon as there is.",
            Action.CHOOSE_SOURCE,
        ),
        Condition.DEVICE_GONE: Words(
            "{d} gone. Now {d2}.",
            "{d} was disconnected at {time}. Captions go on from {d2}.",
            Action.CHOOSE_SOURCE,
        ),
        Condition.DEVICE_MOVED: Words(
            "Now {d2}.",
            "Sound now comes from {d2} instead of {d}. Captions go on from there.",
            Action.CHOOSE_SOURCE,
        ),
        Condition.SOUND_LOST: Words(
            "{n} s were not captured",
            "{start}–{end} missing: {reason}. Marked in the transcript.",
            Action.SHOW,
        ),
        Condition.ZEROS: Words(
            "Microphone is silent. Muted?",
            "{d} sends no sound. Check its mute switch or permission.",
            Action.SOUND_SETTINGS,
        ),
        Condition.WRONG_SOURCE: Words(
            "No sound here. Another source has.",
            "{d} is silent, but {d2} has sound.",
            Action.USE_OTHER_SOURCE,
        ),
        Condition.REFUSED_KEY: Words(
            "Now captioned on this computer", "{service} refused this key.", Action.CHANGE_KEY
        ),
        Condition.REFUSED_TOKEN: Words(
            "Now captioned on this computer", "{why} {advice}", Action.CHANGE_KEY
        ),
        Condition.UNUSABLE_KEY: Words(
            "Now captioned on this computer", "{why} {advice}", Action.CHANGE_KEY
        ),
        Condition.NO_KEY: Words(
            "Now captioned on this computer",
            "There is no key for {service} yet.",
            Action.CHANGE_KEY,
        ),
        Condition.NO_CREDIT: Words("Now captioned on this computer", "{why}", Action.OPEN_ACCOUNT),
        Condition.REFUSED: Words(
            "Now captioned on this computer", "{why} {advice}", Action.OPEN_SETTINGS
        ),
        Condition.PASSING: Words(
            "Now captioned on this computer", "{why} Nothing is lost.", Action.STAY_HERE
        ),
        Condition.OFFLINE: Words(
            "Offline {n} s. Sound is kept.",
            "No connection. {n} s of sound is kept and will be captioned.",
            Action.USE_THIS_COMPUTER,
        ),
        Condition.FALLBACK: Words(
            "Now captioned on this computer",
            "{service} is out of reach since {time}. Nothing is lost.",
            Action.STAY_HERE,
        ),
        Condition.LINK_TOO_SLOW: Words(
            "Now captioned on this computer",
            "The network is too slow for {service} since {time}. Nothing is lost.",
            Action.STAY_HERE,
        ),
        Condition.LINK_SLOW: Words(
            "Captions {n} s late",
            "The network is slow. Captions come later; no word is skipped.",
            Action.USE_THIS_COMPUTER,
        ),
        Condition.FILLING_IN: Words(
            "Live. Filling in {n} s above.",
            "Missed words are being added at their place.",
            Action.SHOW,
        ),
        Condition.BACK: Words("Back on {service}", "{service} again since {time}."),
        Condition.NOT_ENGLISH: Words(
            "Not English? Words may be wrong.",
            "This hardly sounds like English, and this computer's recogniser knows nothing else."
            " A service such as AssemblyAI knows more languages.",
            Action.OPEN_SETTINGS,
        ),
        Condition.SLOW: Words(
            "Captions {n} s late",
            "This computer is busy. Captions come less often; none is skipped.",
            Action.LIGHTER_MODEL,
        ),
        Condition.NO_WORDS: Words(
            "Sound, but no words (music?)",
            "There is sound but no clear speech.",
            Action.CHANGE_SOURCE,
        ),
        Condition.PAUSED: Words(
            "Paused. Not listening.", "Nothing is heard or sent until you resume.", Action.RESUME
        ),
        Condition.MUTED: Words(
            "Your microphone is muted.",
            "Your microphone is muted. What the others say is captioned.",
            Action.UNMUTE,
        ),
        Condition.STARTING: Words("Starting…", "Starting…"),
        Condition.WAITING: Words(
            "Waiting for speech.",
            "Nobody spoke for {n} min, so the session was saved. New speech starts a new one.",
        ),
        Condition.ENDED: Words("Saved. {length}.", "Saved: {title}.", Action.EXPORT),
        Condition.ENDED_PARTLY_KEPT: Words(
            "Ended. NOT all of it is saved.",
            "Ended after {length}. {why} Text since {time} is only on screen.",
            Action.COPY_ALL,
        ),
        Condition.ENDED_UNKEPT: Words(
            "Ended. Not saved.",
            "Ended after {length}. The text is only on screen, not saved.",
            Action.COPY_ALL,
        ),
        Condition.QUIET: Words(
            "Listening. Nobody is speaking.",
            "Captioner hears {d}. It is quiet now; that is normal.",
        ),
        Condition.HEARS: Words(
            "Hears sound. Words follow.", "Captioner hears {d}. The first words follow."
        ),
        Condition.EXPECTS: Words("Listening to {d}…", "Listening to {d}."),
        Condition.LISTENING: Words("", "Listening to {d}."),
    }
)

ENDED = frozenset({Condition.ENDED, Condition.ENDED_PARTLY_KEPT, Condition.ENDED_UNKEPT})
"""What is told of a session that is over."""

OVERLAY_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Status:
    """A condition with what fills its words.

    Attributes:
        condition: What there is to say.
        values: Name in the words → what stands there.
        remedy: A button that fits better than the condition's own, None for that one.
        error: What is wrong, where an error is; two that read alike are one status.
    """

    condition: Condition
    values: Mapping[str, str] = field(default_factory=dict)
    remedy: Action | None = None
    error: CaptionerError | None = field(default=None, compare=False)

    @property
    def action(self) -> Action | None:
        """The button for it."""
        return self.remedy or WORDS[self.condition].action

    def overlay(self, template: str | None = None) -> str:
        """The overlay's text, cut to 40 characters; `template` is a translation of it."""
        text = (template or WORDS[self.condition].overlay).format_map(_Blank(self.values))
        return text if len(text) <= OVERLAY_LENGTH else text[: OVERLAY_LENGTH - 1] + "…"

    def window(self, template: str | None = None) -> str:
        """The main window's text; `template` is a translation of it."""
        return (template or WORDS[self.condition].window).format_map(_Blank(self.values))


class _Blank(dict[str, str]):
    """Values for a template; a name without one stands as nothing, never as a fault."""

    def __missing__(self, key: str) -> str:
        return ""
