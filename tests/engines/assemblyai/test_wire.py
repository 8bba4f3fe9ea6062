import json
import random
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from captioner.core.events import Final, Heard, Partial
from captioner.engines.assemblyai.wire import Began
from tests.engines.assemblyai.fuzz import (
    LENIENT,
    SENT_MS,
    a_good_message,
    a_message,
    connection,
    messages,
    survives,
)

PROTOCOLS = ["v3", "v2"]
MORE = 100_000


def a_turn(**fields: object) -> bytes:
    word = {"text": "hello", "start": 100, "end": 300, "confidence": 0.9, "word_is_final": False}
    turn = {"type": "Turn", "turn_order": 0, "transcript": "hello", "words": [word]}
    return json.dumps({**turn, **fields}).encode()


@pytest.mark.parametrize("protocol", PROTOCOLS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(messages, min_size=2, max_size=6))
def test_the_reader_survives_every_kind_of_message(protocol: str, several: list[bytes]) -> None:
    under_test = connection(protocol)
    for number, message in enumerate(several):
        survives(under_test, message, number * 0.3)


@pytest.mark.parametrize("protocol", PROTOCOLS)
@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_reader_survives_ten_thousand_messages(protocol: str, seed: int) -> None:
    chance = random.Random(seed)
    under_test = connection(protocol)
    for number in range(100):
        survives(under_test, a_message(chance), number * 0.1)


@pytest.mark.soak
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_the_reader_survives_a_hundred_thousand_messages(protocol: str) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")  # noqa: T201 - the soak shows its seeds
    chance = random.Random(seed)
    under_test = connection(protocol)
    for number in range(MORE):
        survives(under_test, a_message(chance), number * 0.1)


@pytest.mark.parametrize(
    "nonsense",
    [b"", b"42", b"null", b"[]", b'"Turn"', b"{", b"\xff\xfe", b"[" * 20_000, b'{"a":' * 20_000],
)
def test_nonsense_is_counted_and_says_nothing(nonsense: bytes) -> None:
    under_test = connection("v3")
    assert under_test.receive(nonsense, 0.0) == []
    assert under_test.nonsense == 1


@pytest.mark.parametrize(
    "message",
    [b"{}", b'{"type":"Nobody knows this","x":1}', b'{"type":["Turn"]}', b'{"type":null}'],
)
def test_unknown_types_are_ignored_and_are_not_nonsense(message: bytes) -> None:
    under_test = connection("v3")
    assert under_test.receive(message, 0.0) == []
    assert under_test.nonsense == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"turn_order": "zero"},
        {"turn_order": None},
        {"end_of_turn_confidence": {}},
        {"transcript": 7},
        {"speaker_label": [1]},
        {"unknown": {"deep": [1, {"x": None}]}},
        {"words": [None, 7, {"text": "hello", "start": "soon", "end": [], "confidence": "high"}]},
    ],
)
def test_a_bad_field_costs_that_field_and_not_the_sentence(fields: dict[str, object]) -> None:
    under_test = connection("v3")
    (partial,) = under_test.receive(a_turn(**fields), 0.0)
    assert isinstance(partial, Partial)
    assert partial.text == "hello"
    assert under_test.nonsense == 0


@pytest.mark.parametrize("bend", LENIENT.values(), ids=LENIENT)
@pytest.mark.parametrize("protocol", PROTOCOLS)
@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_what_a_lenient_peer_adds_changes_nothing(
    protocol: str, bend: Callable[[str], str], seed: int
) -> None:
    chance = random.Random(seed)
    good, bent = connection(protocol), connection(protocol)
    for number in range(5):
        text = a_good_message(protocol, chance, number)
        assert bent.receive(bend(text).encode(errors="replace"), number) == good.receive(
            text, number
        )
    assert bent.nonsense == 0


def test_a_word_may_be_its_text_alone_or_a_number() -> None:
    (partial,) = connection("v3").receive(a_turn(words=["in", {"text": 2026}, 7, {"text": 1.5}]), 0)
    assert isinstance(partial, Partial)
    assert partial.text == "in 2026 1.5"


def test_text_that_stands_only_in_the_utterance_is_read() -> None:
    (partial,) = connection("v3").receive(a_turn(words=None, transcript=None, utterance="hi"), 0)
    assert isinstance(partial, Partial)
    assert partial.text == "hi"


@pytest.mark.parametrize(
    "message", [a_turn(words=7, transcript=[]), a_turn(words=[{"text": {}}], transcript=None)]
)
def test_a_sentence_of_which_nothing_can_be_read_is_nonsense(message: bytes) -> None:
    under_test = connection("v3")
    assert under_test.receive(message, 0.0) == []
    assert under_test.nonsense == 1


@pytest.mark.parametrize("until", ['"end_ms":"NaN"', '"end_ms":Infinity', '"end_ms":1e308'])
def test_a_silence_without_measure_is_no_fault_of_ours(until: str) -> None:
    for event in connection("v3").receive(f'{{"type":"Silence",{until}}}', 0.0):
        assert event == Heard(until_ms=SENT_MS)


def test_nobody_vouches_for_silence_where_a_message_was_lost() -> None:
    under_test = connection("v3")
    beat = b'{"type":"Heartbeat","total_audio_received_ms":60000}'
    under_test.receive(b"?", 0.0)
    assert under_test.receive(beat, 1.0) == []
    under_test.receive(a_turn(), 2.0)
    assert under_test.receive(a_turn(end_of_turn=True, turn_is_formatted=True), 3.0)
    assert under_test.receive(beat, 4.0) == [Heard(until_ms=57_000)]


@pytest.mark.parametrize(
    ("protocol", "message"),
    [
        ("v3", {"type": "Begin", "id": "a\u202eb\n" + "c" * 9_999}),
        ("v2", {"message_type": "SessionBegins", "session_id": "a\u202eb\n" + "c" * 9_999}),
    ],
)
def test_the_name_of_a_connection_is_made_fit_to_keep(
    protocol: str, message: dict[str, str]
) -> None:
    (began,) = connection(protocol).receive(json.dumps(message), 0.0)
    assert isinstance(began, Began)
    assert began.id == "ab " + "c" * 197


def test_more_sound_than_was_sent_was_not_received() -> None:
    under_test = connection("v3")
    under_test.receive(b'{"type":"Heartbeat","total_audio_received_ms":1e300}', 0.0)
    assert under_test.received_ms == SENT_MS


def test_numbers_in_quotes_are_numbers() -> None:
    under_test = connection("v3")
    final, _ = under_test.receive(
        a_turn(turn_order="4", end_of_turn="true", turn_is_formatted=1), 0.0
    )
    assert isinstance(final, Final)
    assert final.turn == 4


def test_a_megabyte_in_one_message_is_read_and_kept_in_bounds() -> None:
    under_test = connection("v3")
    word = {"text": "long", "start": 1, "end": 2}
    message = a_turn(words=[word] * 25_000, end_of_turn=True, turn_is_formatted=True)
    assert len(message) > 1_000_000
    tracemalloc.start()
    final, _ = under_test.receive(message, 0.0)
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert isinstance(final, Final)
    assert len(final.words) == 2_000
    assert kept < 1_000_000
