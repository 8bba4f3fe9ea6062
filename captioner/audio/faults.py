"""What the user is told when sound cannot be had: each sentence once."""

from captioner.core.errors import AudioError, BadFile, SourceBusy, SourceGone

NO_SERVER = "No sound server (PulseAudio or PipeWire) is running."
NO_OUTPUT = "No speakers or headphones were found."
NO_INPUT = "No microphone was found."
MEETING_TO_COME = "Meeting audio is still to come on this system; a microphone works."

_START_SERVER = "Start PipeWire or PulseAudio; captions can start as soon as it runs."
_CHOOSE = "Choose another source."
_PLUG_IN = "Plug it in again or choose another source."


def unknown(name: str) -> AudioError:
    """A source that is in no list."""
    return SourceGone(f"{name} is not connected.", _PLUG_IN)


def unavailable(why: str) -> AudioError:
    """A source that is listed but cannot be used now."""
    return SourceGone(why, _START_SERVER if why == NO_SERVER else _CHOOSE)


def disconnected(label: str) -> AudioError:
    """A source that was there and is not."""
    return SourceGone(f"{label} was disconnected.", _PLUG_IN)


def server_gone() -> AudioError:
    """The sound server ended while it was recording for us."""
    return SourceGone("The sound server stopped.", _START_SERVER)


def server_hangs() -> AudioError:
    """The sound server takes no questions any more."""
    return SourceGone("The sound server does not answer.", "Restart PipeWire or PulseAudio.")


def suspended(label: str) -> AudioError:
    """The system put the source to sleep while it was being recorded."""
    return SourceGone(f"The system has suspended {label}.", _CHOOSE)


def moved(label: str) -> AudioError:
    """The recording was put on another source, though the chosen one is still there."""
    return SourceGone(
        f"Captioner was moved off {label} by another program.",
        "Choose the source to caption here, not in the system's mixer.",
    )


def silent(label: str) -> AudioError:
    """A source that is there but delivers nothing, not even silence."""
    return SourceGone(
        f"{label} stopped sending sound.", "Check its connection, or choose another source."
    )


def busy(label: str) -> AudioError:
    """A source that somebody else holds."""
    return SourceBusy(
        f"{label} is in use by another program.",
        "Close that program or choose another source.",
    )


def refuses(label: str) -> AudioError:
    """A source that takes none of the formats it was offered."""
    return SourceBusy(
        f"{label} refuses every sample rate.",
        "Set it to 48,000 Hz in the system's sound settings, or choose another source.",
    )


def will_not_open(label: str, detail: str) -> AudioError:
    """A source that fails to open for a reason only the host knows."""
    return SourceBusy(f"{label} cannot be opened ({detail}).", _CHOOSE)


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
    return BadFile(f"{name} was not found.", "Check its name and folder.")


def unreadable_file(name: str, why: str) -> AudioError:
    """A file that the system does not let us read; `why` is its phrase, "" for none."""
    reason = f" ({why})" if why else ""
    return BadFile(f"{name} cannot be read{reason}.", "Check its name and permissions.")


def folder(name: str) -> AudioError:
    """A folder where a file is expected."""
    return BadFile(f"{name} is a folder.", "Name a sound file in it.")


def empty_file(name: str) -> AudioError:
    """A file of no bytes."""
    return BadFile(f"{name} is empty.", _OTHER_FILE)


def not_sound(name: str) -> AudioError:
    """A file that no decoder knows, or whose beginning is missing."""
    return BadFile(
        f"{name} is not a sound file that Captioner can read.",
        "Convert it to WAV, FLAC, OGG or MP3.",
    )


def soundless_file(name: str) -> AudioError:
    """A sound file without a single sample."""
    return BadFile(f"{name} holds no sound.", _OTHER_FILE)


def cut_short(name: str, seconds: float) -> str:
    """What is said of a file that ends before it should; `seconds` could be read."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{name} is cut short: it ends after {minutes}:{rest:02}."
