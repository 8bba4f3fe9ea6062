"""What the user is told when sound cannot be had: each sentence once."""

from captioner.core.errors import (
    AudioError,
    BadFile,
    MicrophoneRefused,
    SourceBusy,
    SourceGone,
    SourceSilent,
)
from captioner.core.sentence import Sentence

NO_SERVER = Sentence("No sound server (PulseAudio or PipeWire) is running.")
NO_OUTPUT = Sentence("No speakers or headphones were found.")
NO_INPUT = Sentence("No microphone was found.")
NO_SERVICE = Sentence("The Windows Audio service does not answer.")
NO_LOOPBACK = Sentence("Meeting audio is not made for this kind of computer; a microphone works.")
MICROPHONES_OFF = Sentence("Windows does not let programs use the microphone.")
MICROPHONE_REFUSED = Sentence("macOS does not let Captioner use the microphone.")
NO_ANSWER = Sentence("it does not answer")
NO_CORE_AUDIO = Sentence("Core Audio, the sound of macOS, does not answer.")
NEEDS_NEWER_MACOS = Sentence("Meeting audio needs macOS 14.2 or newer; a microphone works.")

_START_SERVER = "Start PipeWire or PulseAudio; captions can start as soon as it runs."
_CHOOSE = "Choose another source."
_RESTART = "Restart the computer, or choose another source."
_NEWER_MACOS = "Update macOS, or install BlackHole and choose it as the source."
_RESTART_SERVICE = "Restart the computer, or the service “Windows Audio”."
_ALLOW_MICROPHONES = (
    "Turn on “Let desktop apps access your microphone” in the system's settings, under Privacy."
)
_ALLOW_MICROPHONE = (
    "Turn Captioner on in the system's settings, under Privacy & Security, Microphone."
)
_PLUG_IN = "Plug it in again or choose another source."
_INSTEAD: dict[str, str] = {
    NO_SERVER: _START_SERVER,
    NO_SERVICE: _RESTART_SERVICE,
    MICROPHONES_OFF: _ALLOW_MICROPHONES,
    MICROPHONE_REFUSED: _ALLOW_MICROPHONE,
    NO_CORE_AUDIO: _RESTART,
    NEEDS_NEWER_MACOS: _NEWER_MACOS,
}
"""What to do where a source cannot be used, if not to choose another one."""


def will_not_play(detail: str) -> AudioError:
    """The default output takes no sound."""
    return AudioError(
        Sentence("Sound cannot be played here ({detail}).", detail=detail),
        "Check the speakers or headphones in the system's sound settings.",
    )


def unknown(name: str) -> AudioError:
    """A source that is in no list."""
    return SourceGone(Sentence("{name} is not connected.", name=name), _PLUG_IN)


def unavailable(why: str) -> AudioError:
    """A source that is listed but cannot be used now."""
    refused = why in (MICROPHONES_OFF, MICROPHONE_REFUSED)
    return (MicrophoneRefused if refused else SourceGone)(why, _INSTEAD.get(why, _CHOOSE))


def disconnected(label: str) -> AudioError:
    """A source that was there and is not."""
    return SourceGone(Sentence("{label} was disconnected.", label=label), _PLUG_IN)


def server_gone() -> AudioError:
    """The sound server ended while it was recording for us."""
    return SourceGone("The sound server stopped.", _START_SERVER)


def service_gone() -> AudioError:
    """The sound service of Windows ended while it was recording for us."""
    return SourceGone(NO_SERVICE, _RESTART_SERVICE)


def server_hangs() -> AudioError:
    """The sound server takes no questions any more."""
    return SourceGone("The sound server does not answer.", "Restart PipeWire or PulseAudio.")


def suspended(label: str) -> AudioError:
    """The system put the source to sleep while it was being recorded."""
    return SourceSilent(Sentence("The system has suspended {label}.", label=label), _CHOOSE)


def moved(label: str) -> AudioError:
    """The recording was put on another source, though the chosen one is still there."""
    return SourceGone(
        Sentence("Captioner was moved off {label} by another program.", label=label),
        "Choose the source to caption here, not in the system's mixer.",
    )


def silent(label: str) -> AudioError:
    """A source that is there but delivers nothing, not even silence."""
    return SourceSilent(
        Sentence("{label} stopped sending sound.", label=label),
        "Check its connection, or choose another source.",
    )


def busy(label: str) -> AudioError:
    """A source that somebody else holds."""
    return SourceBusy(
        Sentence("{label} is in use by another program.", label=label),
        "Close that program or choose another source.",
    )


def in_exclusive_use(label: str) -> AudioError:
    """A source that somebody else has for themselves alone."""
    return SourceBusy(
        Sentence("Another program has {label} for itself alone.", label=label),
        "Close that program, or turn off exclusive mode in the device's properties.",
    )


def refuses(label: str) -> AudioError:
    """A source that takes none of the formats it was offered."""
    return SourceBusy(
        Sentence("{label} refuses every sample rate.", label=label),
        "Set it to 48,000 Hz in the system's sound settings, or choose another source.",
    )


def will_not_open(label: str, detail: str) -> AudioError:
    """A source that fails to open for a reason only the host knows."""
    return SourceBusy(
        Sentence("{label} cannot be opened ({detail}).", label=label, detail=detail), _CHOOSE
    )


def no_portaudio() -> AudioError:
    """The library that records is missing."""
    return AudioError(
        "PortAudio, which records sound, is missing.",
        "Install the package libportaudio2 and start Captioner again.",
    )


def no_pulse_device() -> AudioError:
    """ALSA has no way to the sound server."""
    return AudioError(
        "ALSA cannot reach the sound server.",
        "Install the package libasound2-plugins (or alsa-plugins-pulse) and start again.",
    )


_OTHER_FILE = "Choose another file."


def no_file(name: str) -> AudioError:
    """A file that does not exist."""
    return BadFile(Sentence("{name} was not found.", name=name), "Check its name and folder.")


def unreadable_file(name: str, why: str) -> AudioError:
    """A file that the system does not let us read; `why` is its phrase, "" for none."""
    what = Sentence("{name} cannot be read.", name=name)
    if why:
        what = Sentence("{name} cannot be read ({why}).", name=name, why=why)
    return BadFile(what, "Check its name and permissions.")


def folder(name: str) -> AudioError:
    """A folder where a file is expected."""
    return BadFile(Sentence("{name} is a folder.", name=name), "Name a sound file in it.")


def empty_file(name: str) -> AudioError:
    """A file of no bytes."""
    return BadFile(Sentence("{name} is empty.", name=name), _OTHER_FILE)


def not_sound(name: str) -> AudioError:
    """A file that no decoder knows, or whose beginning is missing."""
    return BadFile(
        Sentence("{name} is not a sound file that Captioner can read.", name=name),
        "Convert it to WAV, FLAC, MP3 or MP4.",
    )


def no_file_at_all(name: str) -> AudioError:
    """A pipe or a device: it cannot be read twice, and may never end."""
    return BadFile(
        Sentence("{name} is a pipe or a device, not a file.", name=name),
        "Write the sound to a file first, or choose a source.",
    )


def soundless_file(name: str) -> AudioError:
    """A sound file without a single sample."""
    return BadFile(Sentence("{name} holds no sound.", name=name), _OTHER_FILE)


def no_sound_track(name: str) -> AudioError:
    """A video without sound."""
    return BadFile(Sentence("{name} has pictures, but no sound.", name=name), _OTHER_FILE)


def unfinished(name: str) -> AudioError:
    """A recording that begins like one, and lacks what one must have to read it."""
    return BadFile(
        Sentence("{name} was not finished by the program that recorded it.", name=name),
        "Open it in that program and save it again, or choose another file.",
    )


def cut_short(name: str, seconds: float) -> str:
    """What is said of a file that ends before it should; `seconds` could be read."""
    return Sentence("{name} is cut short: it ends after {end}.", name=name, end=_clock(seconds))


def damaged(name: str, seconds: float, missing_s: float) -> str:
    """What is said of a file with damage after `seconds`, by which `missing_s` are lost."""
    return Sentence(
        "{name} is damaged at {place}: {n} s of it cannot be read.",
        name=name,
        place=_clock(seconds),
        n=max(1, round(missing_s)),
    )


def unreadable_rest(name: str, seconds: float) -> str:
    """What is said of a file that holds more than sound that can be read."""
    return Sentence(
        "{name} can be read up to {end}; what follows is no sound that Captioner knows.",
        name=name,
        end=_clock(seconds),
    )


def gave_out(name: str, seconds: float, why: str) -> str:
    """What is said of a file that the system stopped handing out; `why` is its phrase."""
    return Sentence(
        "{name} could be read up to {end} only ({why}).", name=name, end=_clock(seconds), why=why
    )


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"
