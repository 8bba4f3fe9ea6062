"""Our own stream, with the real models."""

from typing import TYPE_CHECKING

import pytest

from captioner.app.resources import resource
from captioner.core.audio import RATE, to_floats
from captioner.core.foreground import Foreground
from captioner.core.models import MODELS
from captioner.engines.moonshine import stream
from captioner.engines.moonshine.decoding import Decoded, decode
from captioner.engines.moonshine.past import Heard
from captioner.engines.moonshine.stream import Stream
from captioner.engines.moonshine.weights import FRAMES_A_SECOND, Weights, shared, voice_network
from tests.engines.speech import noise, quiet, spoken

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

WORST, FOOLISHNESS = (1.0, 4.5), (6.4, 7.9)
FIRST_SENTENCES = (1.0, 5.0)
PAUSE = quiet(0.5)


def opened() -> Stream:
    models = resource("model")
    weights = shared(MODELS["tiny-en"], models / "tiny-en")
    return Stream(weights, voice_network(models), weights)


def texts(made: Stream) -> list[str]:
    return [" ".join(line.texts).lower() for line in made.read()]


def test_a_line_is_read_again_with_the_line_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[int, ...]] = []

    def watched(*args: object) -> Decoded:
        given.append(tuple(args[4]) if len(args) > 4 else ())  # type: ignore[arg-type]
        return decode(*args)  # type: ignore[arg-type]

    made = opened()
    made.add(to_floats(spoken(*WORST) + PAUSE + spoken(*FOOLISHNESS) + PAUSE))
    _, second = made.read()
    monkeypatch.setattr(stream, "decode", watched)
    again = made.read_again(second.start, second.end)
    assert again is not None
    assert "foolishness" in " ".join(again.texts).lower()
    assert "worst" not in " ".join(again.texts).lower()
    assert len(given[0]) > 10
    assert made.read_again(second.start, second.end) is None


def test_lines_are_read_again_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    made = opened()
    made.add(to_floats(spoken(*WORST) + PAUSE + spoken(*FOOLISHNESS) + PAUSE))
    first, second = made.read()
    again = made.read_again(first.start, second.end)
    assert again is not None
    text = " ".join(again.texts).lower()
    assert text.index("worst") < text.index("foolishness")
    monkeypatch.setattr(stream, "decode", lambda *_, **__: Decoded())
    made.add(to_floats(spoken(*FOOLISHNESS) + PAUSE))
    made.read()
    assert made.read_again(first.start, made.read()[-1].end) is None


def test_a_single_line_is_not_read_again() -> None:
    made = opened()
    made.add(to_floats(spoken(*FOOLISHNESS) + PAUSE))
    (line,) = made.read()
    assert made.read_again(line.start, line.end) is None


class Other:
    """What reads together, and hears nothing."""

    def listen(self, *_: object) -> dict[str, object]:
        return {}


@pytest.mark.parametrize(
    ("likely", "boosted", "asked"),
    [(0.8, (), True), (0.99, (), False), (0.5, (), False), (0.8, (2,), False)],
    ids=["doubt", "sure", "hopeless", "a boosted term"],
)
def test_others_are_asked_in_doubt_only(
    monkeypatch: pytest.MonkeyPatch, likely: float, boosted: tuple[int, ...], *, asked: bool
) -> None:
    readers: list[object] = []

    def read(reader: object, *_: object, **__: object) -> Decoded:
        readers.append(reader)
        return Decoded((500,) * 6, (likely,) * 6, frozenset(boosted))

    monkeypatch.setattr(stream, "decode", read)
    models, other = resource("model"), Other()
    weights = shared(MODELS["tiny-en"], models / "tiny-en")
    made = Stream(weights, voice_network(models), weights, other)  # type: ignore[arg-type]
    made.prefer(("Kubernetes",))
    made.add(to_floats(spoken(*WORST) + PAUSE))
    line = made.read()[-1]
    made.read_again(made.read()[0].start, line.end)
    assert (other in readers) is asked


def test_the_front_of_an_open_line_is_not_heard_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    made = opened()
    frames: list[int] = []
    go_on = Weights.go_on

    def watched(weights: Weights, sound: "NDArray[float32]", before: Heard) -> Heard:
        heard = go_on(weights, sound, before)
        frames.append(heard.frames)
        return heard

    monkeypatch.setattr(Weights, "go_on", watched)
    sound = to_floats(spoken(*FIRST_SENTENCES))
    for start in range(0, len(sound), RATE // 4):
        made.add(sound[start : start + RATE // 4])
        made.read()
    assert len(frames) > 10
    assert sum(each < FRAMES_A_SECOND for each in frames) > len(frames) * 3 // 4


@pytest.mark.parametrize(("likely", "stays"), [(0.9, True), (0.2, False)])
def test_only_what_was_sure_stays_where_the_finished_line_says_nothing(
    monkeypatch: pytest.MonkeyPatch, likely: float, *, stays: bool
) -> None:
    def read(*_: object, heard: object = None) -> Decoded:
        return Decoded() if heard is None else Decoded((500,) * 6, (likely,) * 6)

    monkeypatch.setattr(stream, "decode", read)
    made = opened()
    made.add(to_floats(spoken(*WORST)))
    assert made.read()[0].texts
    made.add(to_floats(PAUSE))
    assert bool(made.read()[0].texts) is stays


def test_noise_that_stands_out_makes_no_line_with_words() -> None:
    made = opened()
    made.add(to_floats(quiet(2) + noise(0.5, peak=9000) + quiet(1)))
    assert all(not line.texts for line in made.read())


@pytest.mark.parametrize(("likely", "stays"), [(0.9, True), (0.2, False)])
def test_of_what_is_said_behind_who_speaks_only_sure_words_stay(
    monkeypatch: pytest.MonkeyPatch, likely: float, *, stays: bool
) -> None:
    monkeypatch.setattr(stream, "decode", lambda *_, **__: Decoded((500,) * 6, (likely,) * 6))
    monkeypatch.setattr(Foreground, "is_behind", lambda *_: True)
    made = opened()
    made.add(to_floats(spoken(*WORST) + PAUSE))
    assert bool(made.read()[0].texts) is stays


def test_a_first_word_at_the_very_beginning_is_read() -> None:
    made = opened()
    made.add(to_floats(spoken(*FOOLISHNESS) + PAUSE))
    assert made.read()[0].start < RATE // 2
    assert texts(made)[0].startswith(("it", "the", "age"))
