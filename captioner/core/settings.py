"""Every setting, declared once.

The settings window, `--set`, `--help`, the documentation page, validation and the
settings file are all made by walking `ABOUT`. Secrets are not settings. How values are
checked, parsed and stored stands in `captioner.core.setting_values`.
"""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field, fields
from enum import Enum
from types import MappingProxyType
from typing import TypeVar

from captioner.core.engines import ENGINES
from captioner.core.file_kinds import KINDS

T = TypeVar("T", str, int, bool, tuple[str, ...])


class Page(Enum):
    """The pages of the settings window, in order; the value is the title."""

    CAPTIONS = "Captions"
    SOUND = "Sound"
    RECOGNISER = "Recogniser"
    PRIVACY = "Privacy"
    ADVANCED = "Advanced"


@dataclass(frozen=True, slots=True)
class About:
    """What there is to know of one setting.

    Attributes:
        page: The page of the settings window it stands on.
        label: Its name on screen.
        help: One sentence for the user.
        unit: The unit of a number, "" for none.
        low: The smallest value of a number.
        high: The largest value of a number; the most characters of a text or items of a list.
        step: What one notch of its control changes.
        choices: Value → label; empty means free.
        suggests: Whether `choices` are suggestions, so that other values are valid too.
        next_start: Whether a change waits for the next Start (unless the engine is live on it).
        more: Whether it stands under *More*.
        hidden: Whether the app remembers it without a control of its own.
    """

    page: Page
    label: str
    help: str
    _: KW_ONLY
    unit: str = ""
    low: int | None = None
    high: int | None = None
    step: int = 1
    choices: Mapping[str, str] = field(default_factory=dict)
    suggests: bool = False
    next_start: bool = False
    more: bool = False
    hidden: bool = False


def _is(default: T, page: Page, label: str, help_: str, **more: object) -> T:
    """A dataclass field with this default that carries its description."""
    about = About(page, label, help_, **more)  # type: ignore[arg-type]
    return field(default=default, metadata={"about": about})


_COLOURS = {
    "#ffffff": "White",
    "#000000": "Black",
    "#ffff00": "Yellow",
    "#00ff00": "Green",
    "#00ffff": "Cyan",
    "#ff00ff": "Magenta",
    "#ff0000": "Red",
    "#0000ff": "Blue",
}
_LANGUAGES = {
    "ar": "Arabic",
    "zh": "Chinese",
    "da": "Danish",
    "nl": "Dutch",
    "en": "English",
    "fi": "Finnish",
    "fr": "French",
    "de": "German",
    "he": "Hebrew",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "es": "Spanish",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
}
_CAPTIONS, _SOUND, _RECOGNISER, _PRIVACY, _ADVANCED = Page
MAX_ITEM = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything the user can choose. Immutable: a change makes a new value."""

    # Captions
    text_size: int = _is(
        100, _CAPTIONS, "Size", "100 % is 24 points.", unit="%", low=50, high=200, step=10
    )
    lines: int = _is(3, _CAPTIONS, "Lines", "How many lines the overlay shows.", low=1, high=6)
    width: int = _is(
        42, _CAPTIONS, "Width", "How much text fits on a line.", unit="characters", low=20, high=100
    )
    font: str = _is(
        "", _CAPTIONS, "Font", "A font of this computer; without one, the system's.", high=100
    )
    weight: str = _is(
        "medium",
        _CAPTIONS,
        "Weight",
        "How bold the letters are.",
        choices={"normal": "Normal", "medium": "Medium", "bold": "Bold"},
    )
    text_colour: str = _is(
        "#ffffff",
        _CAPTIONS,
        "Text colour",
        "The colour of the words.",
        choices=_COLOURS,
        suggests=True,
    )
    text_opacity: int = _is(
        100,
        _CAPTIONS,
        "Text opacity",
        "How solid the words are.",
        unit="%",
        low=20,
        high=100,
        step=5,
    )
    box_colour: str = _is(
        "#000000",
        _CAPTIONS,
        "Box colour",
        "The colour behind the words.",
        choices=_COLOURS,
        suggests=True,
    )
    box_opacity: int = _is(
        85, _CAPTIONS, "Box opacity", "How solid the box is.", unit="%", low=0, high=100, step=5
    )
    outline: str = _is(
        "uniform",
        _CAPTIONS,
        "Outline",
        "The edge of each letter; it keeps words readable over pictures.",
        choices={
            "none": "None",
            "uniform": "Thin outline",
            "shadow": "Drop shadow",
            "raised": "Raised",
            "depressed": "Depressed",
        },
    )
    alignment: str = _is(
        "left",
        _CAPTIONS,
        "Alignment",
        "Where each line starts.",
        choices={"left": "At the start", "centre": "Centred"},
    )
    steadiness: str = _is(
        "balanced",
        _CAPTIONS,
        "Steadiness",
        "Instant shows every guess at once; steady waits until words no longer change.",
        choices={"instant": "Instant", "balanced": "Balanced", "steady": "Steady"},
    )
    sounds: bool = _is(
        True,
        _CAPTIONS,
        "Show sounds",
        "[music] and [singing] stand in the captions where nobody speaks.",
    )
    names: tuple[str, ...] = _is(
        (),
        _CAPTIONS,
        "Called by name",
        "Names and words that make their line stand out; near-misses count too.",
        high=100,
    )
    names_in_captions: str = _is(
        "name",
        _CAPTIONS,
        "Names in captions",
        "What stands before a line where somebody else begins to speak.",
        choices={
            "name": "Names",
            "letter": "Letters",
            "colour": "A dash in the voice's colour",
            "off": "A dash",
        },
    )
    called_notice: bool = _is(
        True,
        _CAPTIONS,
        "Notify when called",
        "A message of the system tells it too, whatever window is in front.",
    )
    called_sound: bool = _is(
        False, _CAPTIONS, "Sound when called", "With meeting audio the sound may be captioned."
    )
    window_colour: str = _is(
        "#000000",
        _CAPTIONS,
        "Window colour",
        "The colour of the whole caption area.",
        choices=_COLOURS,
        suggests=True,
        more=True,
    )
    window_opacity: int = _is(
        0,
        _CAPTIONS,
        "Window opacity",
        "How solid the whole caption area is.",
        unit="%",
        low=0,
        high=100,
        step=5,
        more=True,
    )
    dock: str = _is(
        "off",
        _CAPTIONS,
        "Dock",
        "At an edge of the screen, with room that other windows leave free, where systems have it.",
        choices={"off": "Nowhere", "top": "At the top", "bottom": "At the bottom"},
        more=True,
    )
    above_fullscreen: bool = _is(
        False,
        _CAPTIONS,
        "Stay above full-screen windows",
        "Turn it on if full-screen windows cover the captions.",
        more=True,
    )

    in_shares: bool = _is(
        True,
        _CAPTIONS,
        "Show in screen shares",
        "Off: others who see your screen do not see the captions, where the system can do that.",
        more=True,
    )

    # Sound
    source: str = _is(
        "meeting",
        _SOUND,
        "Source",
        "What is captioned: the meeting, a microphone, or any other device.",
        high=MAX_ITEM,
        next_start=True,
    )
    cancel_echo: bool = _is(
        True,
        _SOUND,
        "Cancel echo",
        "With meeting and microphone: keeps what your loudspeaker plays out of your own words.",
        next_start=True,
    )
    replace_lost_source: bool = _is(
        True,
        _SOUND,
        "Replace a lost source",
        "If a chosen device goes away, captions go on from the system's default.",
    )
    idle_minutes: int = _is(
        15,
        _SOUND,
        "End without speech after",
        "The session is saved and ends; new speech starts a new one. 0 means never.",
        unit="min",
        low=0,
        high=240,
    )

    # Recogniser
    engine: str = _is(
        "ondevice",
        _RECOGNISER,
        "Recogniser",
        "Who turns speech into text.",
        choices={info.name: info.label for info in ENGINES.values()},
        next_start=True,
    )
    model: str = _is(
        "base-en",
        _RECOGNISER,
        "Model",
        "The embedded recogniser's model.",
        high=MAX_ITEM,
        next_start=True,
    )
    word_boost: tuple[str, ...] = _is(
        (),
        _RECOGNISER,
        "Word boost",
        "Names and terms to listen for; put commas, semicolons or new lines between them.",
        high=1000,
        next_start=True,
    )
    end_utterance_silence_threshold: int = _is(
        700,
        _RECOGNISER,
        "Pause that ends a sentence",
        "How long nobody speaks until a sentence counts as finished.",
        unit="ms",
        low=0,
        high=20000,
        step=100,
        next_start=True,
    )
    disable_partial_transcripts: bool = _is(
        False,
        _RECOGNISER,
        "Finished sentences only",
        "Hides words until their sentence is finished.",
        next_start=True,
    )
    fall_back: bool = _is(
        True,
        _RECOGNISER,
        "Fall back to this computer",
        "If the service is out of reach, captions go on from the embedded recogniser.",
        next_start=True,
    )
    only_others_to_service: bool = _is(
        True,
        _RECOGNISER,
        "Only the others go to the service",
        "With meeting and microphone, this computer captions you; else two connections are billed.",
        next_start=True,
    )
    speaker_labels: str = _is(
        "auto",
        _RECOGNISER,
        "Tell voices apart",
        "Marks who speaks as A, B, …; a service is asked for it only if you say so.",
        choices={"auto": "On this computer", "true": "Also with a service", "false": "Off"},
        next_start=True,
    )
    most_voices: int = _is(
        0,
        _RECOGNISER,
        "At most this many voices",
        "Where you know how many people speak; 0 means any number.",
        low=0,
        high=26,
        next_start=True,
    )
    language_codes: tuple[str, ...] = _is(
        (),
        _RECOGNISER,
        "Languages",
        "Those that may be spoken; none ticked means any.",
        choices=_LANGUAGES,
        suggests=True,
        high=10,
        next_start=True,
    )

    # Privacy
    keep_nothing: bool = _is(
        False,
        _PRIVACY,
        "Keep nothing",
        "Writes no transcript; text is only on screen until Captioner closes.",
        next_start=True,
    )
    keep_days: int = _is(
        0,
        _PRIVACY,
        "Keep sessions for",
        "Older ones are deleted for good when the window opens or a session ends; 0 keeps all.",
        unit="days",
        low=0,
        high=3650,
    )
    keep_sound: bool = _is(
        False,
        _PRIVACY,
        "Keep the sound",
        "So that lines can be heard again; about 50 MB an hour, deleted with its session.",
        next_start=True,
    )
    offer_names: bool = _is(
        True,
        _PRIVACY,
        "Offer names again",
        "While you name a voice, the names in the sessions that are kept are offered.",
    )
    off_the_record_seconds: int = _is(
        30,
        _PRIVACY,
        "Off the record takes back",
        "How much of what was said last leaves screen and transcript for good.",
        unit="s",
        low=5,
        high=600,
    )

    # Advanced
    encoding: str = _is(
        "pcm_s16le",
        _ADVANCED,
        "Encoding",
        "How sound is sent; mu-law halves the data.",
        choices={"pcm_s16le": "PCM, 16 bit", "pcm_mulaw": "mu-law, 8 bit"},
        next_start=True,
    )
    sample_rate: int = _is(
        16000,
        _ADVANCED,
        "Sample rate",
        "16,000 is more accurate.",
        unit="Hz",
        choices={"8000": "8,000 Hz", "16000": "16,000 Hz"},
        next_start=True,
    )
    enable_extra_session_information: bool = _is(
        False,
        _ADVANCED,
        "Session information",
        "Asks the service how much sound it received, and keeps it with the transcript.",
        next_start=True,
    )
    region: str = _is(
        "nearest",
        _ADVANCED,
        "Region",
        "Where AssemblyAI handles the sound.",
        choices={"nearest": "Nearest", "us": "United States", "eu": "European Union"},
        next_start=True,
    )
    speech_model: str = _is(
        "universal-3-6-pro",
        _ADVANCED,
        "Speech model",
        "AssemblyAI's model.",
        choices={
            "universal-3-6-pro": "Universal 3.6 Pro",
            "universal-3-5-pro": "Universal 3.5 Pro",
            "universal-streaming-english": "Universal Streaming, English",
            "universal-streaming-multilingual": "Universal Streaming, multilingual",
        },
        suggests=True,
        high=60,
        next_start=True,
    )
    mode: str = _is(
        "balanced",
        _ADVANCED,
        "Mode",
        "Whether AssemblyAI should be quick or sure.",
        choices={
            "min_latency": "Quickest",
            "balanced": "Balanced",
            "max_accuracy": "Most accurate",
        },
        next_start=True,
    )
    server_url: str = _is(
        "",
        _ADVANCED,
        "Server",
        "A compatible server's address; empty means AssemblyAI itself.",
        high=MAX_ITEM,
        next_start=True,
    )
    token_server_url: str = _is(
        "",
        _ADVANCED,
        "Token server",
        "An address that is asked for a temporary token before each session.",
        high=MAX_ITEM,
        next_start=True,
    )
    ca_file: str = _is(
        "",
        _ADVANCED,
        "Certificate file",
        "A further certificate to trust, for a private server.",
        high=1000,
        next_start=True,
    )
    announce_lines: bool = _is(
        False,
        _ADVANCED,
        "Announce finished lines",
        "A screen reader says finished lines; with meeting audio its own voice is captioned too.",
    )
    theme: str = _is(
        "system",
        _ADVANCED,
        "Theme",
        "The look of Captioner's own windows.",
        choices={"system": "As the system", "light": "Light", "dark": "Dark"},
    )
    hotkey_show: str = _is(
        "Ctrl+Shift+F9", _ADVANCED, "Show or hide captions", "Works in every program.", high=40
    )
    hotkey_catch_up: str = _is(
        "Ctrl+Shift+F8",
        _ADVANCED,
        "Hold to catch up",
        "While it is held, the last minute is shown large over everything; works in every program.",
        high=40,
    )
    hotkey_pause: str = _is(
        "Ctrl+Shift+F10", _ADVANCED, "Pause or resume", "Works in every program.", high=40
    )
    hotkey_mark: str = _is(
        "Ctrl+Shift+F11", _ADVANCED, "Mark this moment", "Works in every program.", high=40
    )
    hotkey_click_through: str = _is(
        "Ctrl+Shift+F12", _ADVANCED, "Click-through", "Works in every program.", high=40
    )
    hotkey_end_utterance: str = _is(
        "", _ADVANCED, "Finish sentence now", "Works in every program; empty means none.", high=40
    )
    hotkey_off_the_record: str = _is(
        "", _ADVANCED, "Off the record", "Works in every program; empty means none.", high=40
    )
    hotkey_mute: str = _is(
        "", _ADVANCED, "Mute or unmute me", "Works in every program; empty means none.", high=40
    )
    export_folder: str = _is(
        "",
        _ADVANCED,
        "Write each session into",
        "A folder that gets a file of every session when it ends; empty means none.",
        high=1000,
    )
    export_format: str = _is(
        "txt-times",
        _ADVANCED,
        "Written as",
        "What kind of file that is.",
        choices={name: kind.label for name, kind in KINDS.items()},
    )
    start_with_system: bool = _is(
        False, _ADVANCED, "Start with the system", "Opens Captioner when you log in."
    )

    # Remembered without a control
    overlay_place: str = _is(
        "", _CAPTIONS, "Overlay place", "x,y,screen", high=MAX_ITEM, hidden=True
    )
    locked: bool = _is(False, _CAPTIONS, "Lock", "Keeps the overlay where it is.", hidden=True)
    first_word_seen: bool = _is(
        False, _CAPTIONS, "First words seen", "The first-run card is gone for good.", hidden=True
    )


DEFAULTS = Settings()
ABOUT: Mapping[str, About] = MappingProxyType(
    {item.name: item.metadata["about"] for item in fields(Settings)}
)
