import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.engines.assemblyai.lenient import DEEPEST, MOST, Pairs, read

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def plain(value: object) -> object:
    """The value as a standard reader gives it."""
    if isinstance(value, Pairs):
        return {name: plain(inner) for name, inner in value}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def fields(text: str | bytes) -> list[tuple[str, object]]:
    found = read(text)
    assert found is not None
    return [(name, plain(value)) for name, value in found]


@given(st.dictionaries(st.text(), values, max_size=5))
def test_json_is_read_as_everybody_reads_it(value: dict[str, object]) -> None:
    found = read(json.dumps(value))
    assert found is not None
    assert found.closed
    assert plain(found) == value


@given(st.dictionaries(st.text(min_size=1), values, max_size=5), st.data())
def test_what_stands_before_a_cut_is_read(value: dict[str, object], data: st.DataObject) -> None:
    text = json.dumps(value)
    found = read(text[: data.draw(st.integers(1, len(text) - 1))])
    assert found is not None
    assert not found.closed
    for name, inner in list(found)[:-1]:
        assert plain(inner) == value[name]


@given(st.text() | st.binary())
def test_nothing_is_too_strange_to_be_looked_at(text: str | bytes) -> None:
    read(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a":NaN,"b":1}', "b"),
        ('{"a":,"b":1}', "b"),
        ('{"a" 5,"b":1}', "b"),
        ('{,"b":1,}', "b"),
        ('{"a":"\\q","b":1}', "b"),
        ('{"a":"\t","b":1}', "b"),
        ('\ufeff{"b":1}', "b"),
        ('data: {"b":1}', "b"),
        ('{"a":' + "[" * 9999 + "]" * 9999 + ',"b":1}', "b"),
        ('{"a":' + '{"b":' * 99 + "2" + "}" * 99 + ',"b":1}', "b"),
    ],
)
def test_what_is_wrong_costs_itself(text: str, found: str) -> None:
    read_fields = read(text)
    assert read_fields is not None
    assert read_fields.all_of(found)[0] == 1


def test_a_name_that_stands_twice_has_both_values_the_last_one_first() -> None:
    found = read('{"a":1,"a":null,"a":"x"}')
    assert found is not None
    assert found.all_of("a") == ["x", None, 1]


def test_half_a_character_is_replaced_and_its_text_stays() -> None:
    assert fields('{"a":"x\\ud800y","b":"\\ud83d\\ude00"}') == [("a", "x\ufffdy"), ("b", "😀")]
    assert fields(b'{"a":"x\xffy"}') == [("a", "x\ufffdy")]


def test_a_number_without_end_is_a_number_all_the_same() -> None:
    ((_, value),) = fields('{"a":' + "9" * 5000 + "}")
    assert value == float("inf")


@pytest.mark.parametrize("text", ["", "42", "null", "[]", "[1]", '"a"', "words"])
def test_where_there_is_no_object_there_is_nothing(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("piece", ["[", '{"a":', '"', '\\"', "a ", '"\\', '"a":', "{,", ":"])
def test_no_text_takes_longer_than_its_length(piece: str) -> None:
    def takes(length: int) -> float:
        text = piece * (length // len(piece))
        began = time.process_time()
        read(text)
        return time.process_time() - began

    assert takes(MOST // 4) < 3.0  # a quadratic reader takes hours


def test_no_protocol_nests_as_deep_as_is_read() -> None:
    text = '{"a":' * DEEPEST + "1" + "}" * DEEPEST
    assert plain(read(text)) == json.loads(text)
