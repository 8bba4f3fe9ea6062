"""Messages that no server should send, and a reader that must survive them all.

`survives` is also what the long soak runs, with more of the same.
"""

import json
import random
from collections.abc import Callable

from hypothesis import strategies as st

from captioner.core.audio import Chunk
from captioner.core.events import Final, Heard, Partial, Word
from captioner.core.settings import Settings
from captioner.engines.assemblyai.timeline import Timeline
from captioner.engines.assemblyai.v2 import V2Connection
from captioner.engines.assemblyai.v3 import V3Connection
from captioner.engines.assemblyai.wire import Began, Connection, Ended, Refused

SENT_MS = 60_000
CONNECTIONS: dict[str, Callable[[Settings, Timeline], Connection]] = {
    "v3": V3Connection,
    "v2": V2Connection,
}

_FIELDS = (
    *("type", "message_type", "turn_order", "end_of_turn", "turn_is_formatted", "transcript"),
    *("words", "text", "start", "end", "confidence", "word_is_final", "speaker", "speaker_label"),
    *("id", "expires_at", "session_id", "audio_start", "audio_end", "error", "error_code"),
    *("total_audio_received_ms", "end_ms", "revisions", "audio_duration_seconds"),
)
_TYPES = (
    *("Turn", "Begin", "Heartbeat", "Silence", "SpeakerRevision", "Error", "Termination"),
    *("PartialTranscript", "FinalTranscript", "SessionBegins", "SessionInformation", "Nope"),
)
_UNREADABLE: tuple[str, ...] = (
    *("NaN", "Infinity", "-Infinity", "nan", "1e999", "9" * 5000, "undefined", "{", "[[", "None"),
    *('"\\ud800"', '"\\q"', '"\x01"', "", "[" * 3000 + "]" * 3000, '{"a":' * 300 + "1" + "}" * 300),
)
"""Values that a standard reader does not take."""

LENIENT: dict[str, Callable[[str], str]] = {
    "a NaN": lambda text: _with(text, '"x":NaN'),
    "an Infinity": lambda text: _with(text, '"x":[-Infinity]'),
    "a huge number": lambda text: _with(text, '"x":' + "9" * 5000),
    "a number beyond a float": lambda text: _with(text, '"x":1e999'),
    "half a surrogate": lambda text: _with(text, '"x":"\\ud800"'),
    "a bad escape": lambda text: _with(text, '"x":"\\q"'),
    "a raw control character": lambda text: _with(text, '"x":"\t\x01"'),
    "deep nesting": lambda text: _with(text, '"x":' + "[" * 5000 + "]" * 5000),
    "deep objects": lambda text: _with(text, '"x":' + '{"a":' * 5000 + "1" + "}" * 5000),
    "a field without a value": lambda text: _with(text, '"x":'),
    "a literal of another language": lambda text: _with(text, '"x":None'),
    "a name twice": lambda text: _with(text, '"words":null,"type":7,"message_type":[],"text":{}'),
    "nulls": lambda text: _with(text, '"speaker_label":null,"confidence":null,"turn_order":null'),
    "other types": lambda text: _with(text, '"speaker_label":[1],"end_of_turn_confidence":{}'),
    "a trailing comma": lambda text: text[:-1] + ",}",
    "a byte order mark": lambda text: "\ufeff" + text,
    "no end": lambda text: text[:-1],
    "words with bad times": lambda text: text.replace('"confidence":', '"x":NaN,"confidence":'),
}
"""What lenient peers make of a message, by its name; no word is lost by it."""


def _with(text: str, fields: str) -> str:
    """The message with further fields behind its own."""
    return f"{text[:-1]},{fields}}}"


_NUMBERS = (0.5, -1.0, 12.25, 1e300, float("inf"), float("nan"))
_leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(_TYPES)
)
_values = st.recursive(
    _leaves,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.sampled_from(_FIELDS) | st.text(max_size=5), inner, max_size=8)
    ),
    max_leaves=30,
)
_objects = st.dictionaries(st.sampled_from(_FIELDS), _values, max_size=10).flatmap(
    lambda body: st.sampled_from(_TYPES).map(
        lambda kind: {**body, "type": kind, "message_type": kind}
    )
)
messages: st.SearchStrategy[bytes] = st.one_of(
    _objects.map(lambda value: json.dumps(value).encode()),
    _values.map(lambda value: json.dumps(value).encode()),
    st.binary(max_size=60),
)
"""Objects that are nearly right, any JSON, and any bytes."""


def a_message(chance: random.Random) -> bytes:
    """One message as `messages` makes them, without hypothesis: for very many of them."""
    body = {name: _a_value(chance, 3) for name in chance.sample(_FIELDS, chance.randint(0, 10))}
    kind = chance.choice(_TYPES)
    text = json.dumps({**body, "type": kind, "message_type": kind}).encode()
    if chance.random() < 0.3:
        value = chance.choice(_UNREADABLE).encode(errors="surrogatepass")
        text = text[:-1] + b', "x": ' + value + b"}"
    if chance.random() < 0.2:
        at = chance.randrange(len(text))
        text = text[:at] + bytes([chance.randrange(256)]) + text[at + chance.randint(0, 3) :]
    return text


def a_good_message(protocol: str, chance: random.Random, number: int) -> str:
    """A hypothesis or a final as a good server writes it."""
    words = [
        {"text": f"word{number}{place}", "start": at, "end": at + 200, "confidence": 0.5}
        for place in range(chance.randint(1, 6))
        for at in [number * 2_000 + place * 300]
    ]
    text, last = " ".join(str(word["text"]) for word in words), chance.random() < 0.5
    if protocol == "v2":
        kind = "FinalTranscript" if last else "PartialTranscript"
        head: dict[str, object] = {"message_type": kind, "text": text, "audio_end": 100}
    else:
        head = {"type": "Turn", "transcript": text, "end_of_turn": last, "turn_is_formatted": last}
    return json.dumps({**head, "words": words})


def survives(connection: Connection, message: bytes, now: float) -> None:
    """Let the reader have the message, and check that what it says can be shown and kept."""
    for item in [*connection.receive(message, now), *connection.tick(now)]:
        match item:
            case Partial(words=words) | Final(words=words):
                assert all(map(_is_sound, words))
                assert item.text == " ".join(item.text.split())
            case Heard(until_ms=until):
                assert 0 < until <= SENT_MS
            case Began() | Ended() | Refused():
                pass
            case _:
                raise AssertionError(item)


def connection(protocol: str) -> Connection:
    """A connection that has been given a minute of sound."""
    timeline = Timeline()
    timeline.add(Chunk(0, bytes(SENT_MS * 32)))
    model = "universal-streaming-english"  # the one that holds finals back
    return CONNECTIONS[protocol](Settings(speech_model=model), timeline)


def _is_sound(word: Word) -> bool:
    in_time = 0 <= word.start_ms <= word.end_ms <= SENT_MS
    return in_time and bool(word.text) and not any(map(str.isspace, word.text))


def _a_value(chance: random.Random, depth: int) -> object:
    if depth and chance.random() < 0.3:
        return [_a_value(chance, depth - 1) for _ in range(chance.randrange(4))]
    if depth and chance.random() < 0.4:
        names = chance.sample(_FIELDS, chance.randrange(8))
        return {name: _a_value(chance, depth - 1) for name in names}
    number = chance.randint(-(10**20), 10**20) // 10 ** chance.randrange(20)
    text = "".join(map(chr, chance.choices(range(1, 0x2FFF), k=chance.randrange(20))))
    return chance.choice([None, True, False, number, text, chance.choice(_TYPES), *_NUMBERS])
