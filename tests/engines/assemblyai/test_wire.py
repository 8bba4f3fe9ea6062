import json
import random
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from captioner.core.events import Final, Partial
from tests.engines.assemblyai.fuzz import a_message, connection, messages, survives

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
