"""Every way Captioner fails, each with its words for the user.

    CaptionerError
    ├── UsageError            2   a command, setting or value that makes no sense
    ├── AudioError            3   sound that cannot be had
    │   ├── SourceGone            a device that was there is not there now
    │   │   ├── MicrophoneRefused a microphone that the system keeps from programs
    │   │   └── SourceSilent      a device that is there and sends nothing, not even silence
    │   ├── SourceBusy            a device somebody else holds, or that refuses every rate
    │   └── BadFile               a file that holds no sound Captioner can read
    ├── EngineError           4   a recogniser or its network
    │   ├── EngineUnavailable     it cannot run on this machine
    │   ├── ModelMissing          its model is absent or damaged
    │   ├── NotToldApart          whose voice it is cannot be told; captions go on
    │   ├── NetworkError          no way to the service; trying again helps
    │   │   ├── LinkTooSlow       a network that carries less than is said
    │   │   └── ProxyFault        a proxy that lets nothing through
    │   ├── ServiceError          the service said no for a reason of its own
    │   └── RequestRefused        the service refused a setting; trying again does not help
    ├── CredentialsError      5   key, token or credit
    │   ├── KeyRefused
    │   │   ├── KeyUnusable       one that cannot be shown to anybody
    │   │   └── TokenRefused      a temporary token that expired or was used
    │   ├── KeyMissing
    │   │   └── KeyLocked         a key that may be there, in a keyring that gives none
    │   └── NoCredit
    ├── StorageError          6   disk and library
    │   ├── KeyringTrouble        the system's keyring, not what was said
    │   │   └── KeyringAbsent         a system that has none, so no key is in it
    │   ├── NewerLibrary          a library that only a newer version may write to
    │   ├── NotExported           a file that the user wants beside the library
    │   ├── NoExportFolder        a folder for them that cannot be written
    │   └── NotApplied            settings, and what the system is told of them
    └── Fault                 1   a mistake in Captioner itself

The number is the exit status of the command line. Overlay, window and terminal
print the same `title` and `advice`, the windows in the user's language: each is a
literal, or a `Sentence` where it holds values. Texts hold no markup and no secret.
"""

from enum import Enum
from typing import ClassVar

from captioner.core.sentence import Sentence
from captioner.core.sources import SourceInfo

_WAIT = "Try again in a moment."


class Action(Enum):
    """The one thing a button beside a message can do; the value is its label."""

    CHANGE_SOURCE = "Change source"
    USE_OTHER_SOURCE = "Use {d2}"
    SOUND_SETTINGS = "Sound settings"
    MICROPHONE_SETTINGS = "Microphone settings"
    CHOOSE_SOURCE = "Choose source"
    USE_THIS_COMPUTER = "Use this computer"
    STAY_HERE = "Stay here"
    SHOW = "Show"
    CHANGE_KEY = "Change key"
    OPEN_ACCOUNT = "Open account"
    LIGHTER_MODEL = "Use lighter model"
    RESUME = "Resume"
    UNMUTE = "Unmute"
    COPY_ALL = "Copy all"
    EXPORT = "Export…"
    TRY_AGAIN = "Try again"
    OPEN_SETTINGS = "Open settings"
    ON_THE_RECORD = "On the record"
    CHANGE_FOLDER = "Change folder"


class CaptionerError(Exception):
    """A failure with one sentence that says what happened and one that says what to do.

    Made without advice it is one that passes by itself, and the advice is to wait.

    Attributes:
        title: What happened, one sentence.
        advice: What to do next, one sentence; true also when nobody tries again by itself.
        action: The button that does it, if there is one.
        passes: Whether it passes by itself: while Captioner tries again nobody need do anything.
        retry: Whether trying again, unchanged, can help.
        retry_after_s: How long to wait before that, if the service says so.
        tries: How often in a row that makes sense; None for as long as the session lasts.
        silent_s: How long the other side had been silent when it was noticed.
        server: What the user calls the service that it is about, such as "AssemblyAI" or
            "captions.example.org"; "" where there is none.
    """

    status: ClassVar[int] = 1
    retry: ClassVar[bool] = False
    action: ClassVar[Action | None] = None

    def __init__(
        self,
        title: str,
        advice: str | None = None,
        *,
        passes: bool = False,
        retry_after_s: float | None = None,
        tries: int | None = None,
        silent_s: float = 0.0,
    ) -> None:
        self.title = Sentence(title)
        self.advice = Sentence(_WAIT if advice is None else advice)
        super().__init__(f"{self.title} {self.advice}")
        self.passes = passes or advice is None
        self.retry_after_s = retry_after_s
        self.tries = tries
        self.silent_s = silent_s
        self.server = ""


class UsageError(CaptionerError):
    """A command, setting or value that makes no sense."""

    status = 2


class AudioError(CaptionerError):
    """Sound that cannot be had."""

    status = 3
    action: ClassVar[Action | None] = Action.CHOOSE_SOURCE


class SourceGone(AudioError):
    """A source that is not there, or not there any more."""

    retry = True


class MicrophoneRefused(SourceGone):
    """A microphone that the system keeps from programs, as its user wants."""

    action = Action.MICROPHONE_SETTINGS


class SourceSilent(SourceGone):
    """A source that is there but sends nothing, not even silence.

    Attributes:
        source: Which it is, where it was being opened; else None.
    """

    source: SourceInfo | None = None


class SourceBusy(AudioError):
    """A source that somebody else holds, or that refuses every format."""


class BadFile(AudioError):
    """A file without sound that Captioner can read."""

    action = None


class EngineError(CaptionerError):
    """A recogniser that broke."""

    status = 4
    retry = True
    action: ClassVar[Action | None] = Action.TRY_AGAIN


class EngineUnavailable(EngineError):
    """A recogniser that cannot run on this machine."""

    retry = False
    action = Action.OPEN_SETTINGS


class ModelMissing(EngineError):
    """A recogniser's model that is absent or damaged."""

    retry = False
    action = Action.OPEN_SETTINGS


class NotToldApart(EngineError):
    """Whose voice it is cannot be told; captions go on without."""

    retry = False
    action = None


class NetworkError(EngineError):
    """No way to the service."""

    action = Action.USE_THIS_COMPUTER


class LinkTooSlow(NetworkError):
    """The network carries less sound than comes: captions would be later and later."""


class ProxyFault(NetworkError):
    """The proxy on the way to the service lets nothing through."""


class ServiceError(EngineError):
    """The service failed or is full; later it may not be."""

    action = Action.USE_THIS_COMPUTER


class RequestRefused(EngineError):
    """The service refused what it was asked; asking again unchanged cannot help.

    Attributes:
        setting: The name of the setting that it refused, "" if it did not say.
    """

    retry = False
    action = Action.OPEN_SETTINGS
    setting = ""


class CredentialsError(CaptionerError):
    """Key, token or credit."""

    status = 5
    action = Action.CHANGE_KEY


class KeyMissing(CredentialsError):
    """A service that needs a key has none."""


class KeyLocked(KeyMissing):
    """A service that needs a key, which the keyring may hold and does not give."""


class KeyRefused(CredentialsError):
    """The service refused the key or token."""


class KeyUnusable(KeyRefused):
    """A key or token that cannot be one; no service was asked."""


class TokenRefused(KeyRefused):
    """The service refused the token; a token serves one session, and not for long."""


class NoCredit(CredentialsError):
    """The account cannot pay."""

    action = Action.OPEN_ACCOUNT


class StorageError(CaptionerError):
    """Disk or library: text may be on screen only."""

    status = 6
    action: ClassVar[Action | None] = Action.COPY_ALL


class KeyringTrouble(StorageError):
    """The system's keyring does not keep or give a key."""

    action = Action.CHANGE_KEY


class KeyringAbsent(KeyringTrouble):
    """The system has no keyring; so there is no key in it."""


class NewerLibrary(StorageError):
    """The library is of a version that this one must not write to, and may not understand."""


class NotExported(StorageError):
    """A file of the user's could not be written; the library holds the session."""

    action = Action.EXPORT


class NoExportFolder(StorageError):
    """The folder that every session is to be written into cannot be written."""

    action = Action.CHANGE_FOLDER


class NotApplied(StorageError):
    """Settings act, but are not kept, or the system does not do as they say."""

    action = None


class Fault(CaptionerError):
    """A mistake in Captioner itself."""

    status = 1
    action = Action.TRY_AGAIN
