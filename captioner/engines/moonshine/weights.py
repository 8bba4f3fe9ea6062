"""The models' networks on onnxruntime, each loaded once for all streams of this program."""

import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from captioner.core.audio import RATE
from captioner.core.bias import Vocabulary
from captioner.core.errors import EngineError, EngineUnavailable, ModelMissing
from captioner.core.models import VOICE, Model
from captioner.core.sentence import Sentence
from captioner.engines.memory import give_back
from captioner.engines.models import check_before_use
from captioner.engines.moonshine.past import Heard, Past
from captioner.engines.moonshine.possible import must_be_possible, not_available
from captioner.engines.moonshine.tokens import vocabulary

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

_Network = TypeVar("_Network")

FRAMES_A_SECOND = RATE // 384
"""The encoder's, of 24 ms each."""

_LEAST = RATE // 2
"""The encoder breaks on less than 895 samples, and guesses at little more."""


class Weights:
    """One model, read-only: any number of threads may use it at once.

    Args:
        folder: Where its files are; they must have been checked.
        compact: Whether the encoder keeps its weights as they are on disk, a byte each. They are
            made numbers anew whenever sound is heard: 16 MB less with tiny-en, a fifth more time.

    Attributes:
        tokens: The text of each token, as `vocabulary` gives it.
        nothing: What is heard before any sound.
    """

    def __init__(self, folder: Path, *, compact: bool = False) -> None:
        self._encoder = session(folder / "encoder.onnx", compact=compact)
        self._decoder = session(folder / "decoder.onnx")
        self.tokens = vocabulary((folder / "tokenizer.bin").read_bytes())
        heard = [output.name for output in self._encoder.get_outputs()]
        self._attended, self._new = heard[: len(heard) // 2], heard[len(heard) // 2 :]
        outputs = [output.name for output in self._decoder.get_outputs()]
        self._past = [_as_given(name) for name in outputs[1:]]
        self._none = _empty(self._decoder, self._past)
        self.nothing = Heard(
            _empty(self._decoder, map(_as_given, self._attended)),
            _empty(self._encoder, map(_as_kept, self._new)),
        )

    @cached_property
    def spelt(self) -> Vocabulary:
        """The text of each token for word boost, made where that is used."""
        return Vocabulary([token.decode("utf-8", "replace") for token in self.tokens])

    def listen(self, sound: "NDArray[float32]") -> Past:
        """What the decoder attends to in `sound`, 16 kHz, shape (n,)."""
        made = run(self._encoder, _to_hear(sound, self.nothing), self._attended)
        return dict(zip(map(_as_given, self._attended), made, strict=True))

    def go_on(self, sound: "NDArray[float32]", before: Heard) -> Heard:
        """Hear sound of which the front has been heard.

        Args:
            sound: All of it, 16 kHz, shape (n,).
            before: What was made of the front; `nothing` to hear all of it.

        Returns:
            What is made of the rest.
        """
        made = run(self._encoder, _to_hear(sound, before), [*self._attended, *self._new])
        count = len(self._attended)
        return Heard(
            dict(zip(map(_as_given, self._attended), made[:count], strict=True)),
            dict(zip(map(_as_kept, self._new), made[count:], strict=True)),
        )

    def step(
        self, tokens: list[int], heard: Past, past: Past | None
    ) -> "tuple[NDArray[float32], Past]":
        """Take further tokens in.

        Args:
            tokens: At least one.
            heard: What `listen` gave.
            past: What the step before gave; None for the first.

        Returns:
            For each token the scores of what may follow, shape (n, all tokens), and the past.
        """
        import numpy as np

        past = self._none if past is None else past
        given = {"input_ids": np.array([tokens], np.int64), **heard, **past}
        scores, *after = run(self._decoder, given)
        return scores[0], dict(zip(self._past, after, strict=True))


def _to_hear(sound: "NDArray[float32]", before: Heard) -> "dict[str, NDArray[float32]]":
    """What the encoder is given; sound that is too short for it is filled up."""
    import numpy as np

    if len(sound) < _LEAST:
        sound = np.concatenate([sound, np.zeros(_LEAST - len(sound), np.float32)])
    return {"input_values": sound[None], **before.kept}


def _as_given(output: str) -> str:
    """The name by which the decoder takes in what a network gave."""
    return output.removeprefix("cross/").replace("present", "past_key_values")


def _as_kept(output: str) -> str:
    """The name by which the encoder takes in what it gave of earlier frames."""
    return output.replace("heard", "kept")


def _empty(network: "InferenceSession", names: Iterable[str]) -> Past:
    """The past of nothing, by the names of inputs."""
    import numpy as np

    shapes = {given.name: given.shape for given in network.get_inputs()}
    return {n: np.zeros((1, shapes[n][1], 0, shapes[n][3]), np.float32) for n in names}


_lock = threading.Lock()
_loaded: dict[tuple[Path, bool], Weights] = {}
_voice: dict[Path, "InferenceSession"] = {}


def shared(
    model: Model,
    folder: Path,
    is_wanted: Callable[[], bool] = lambda: True,
    *,
    compact: bool = False,
) -> Weights:
    """The one copy of a model in this program; the first call checks and loads it.

    Blocks, for about a second where it loads. Two threads that ask at once load it once.

    Args:
        model: A model of `captioner.core.models.SHIPPED`.
        folder: Where its files are.
        is_wanted: Asked between the parts of a load; False gives it up.
        compact: As `Weights` has it; in each form there is one copy.

    Raises:
        EngineUnavailable: onnxruntime is not made for this machine, or nobody waits any more.
        ModelMissing: A file is absent or damaged.
    """
    with _lock:
        if (folder, compact) not in _loaded:
            check_before_use(model, folder)
            if not is_wanted():
                raise EngineUnavailable("The recogniser is not needed any more.", "")
            _loaded[folder, compact] = _load(lambda: Weights(folder, compact=compact), folder)
        return _loaded[folder, compact]


def voice_network(folder: Path) -> "InferenceSession":
    """The one copy of the voice detector's network, as `shared` gives a model.

    Args:
        folder: Where models are that came with Captioner.
    """
    with _lock:
        if folder not in _voice:
            check_before_use(VOICE, folder / VOICE.name)
            path = folder / VOICE.name / VOICE.files[0].name
            _voice[folder] = _load(lambda: session(path), folder)
        return _voice[folder]


def session(path: Path, *, compact: bool = False) -> "InferenceSession":
    """A network, run on the thread that calls it; `compact` as `Weights` has it."""
    must_be_possible()
    # Its maker's builds otherwise send what is loaded, and on what machine, to its maker, and
    # keep a number of the user's for that. Asked for before it is loaded, it makes none of it.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime
    except (ImportError, OSError) as error:
        raise not_available() from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # What a long line took is given back; kept, it would be 30 MB and save nothing.
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    options.log_severity_level = 4  # what is wrong is raised; nothing goes to the terminal
    # "1" lets the encoder's weights be de-quantised once, while it is loaded.
    options.add_session_config_entry("session.disable_quant_qdq", "0" if compact else "1")
    # Where they are not, the sound would be quantised, too, which reads worse.
    options.add_session_config_entry("session.qdq_matmulnbits_accuracy_level", "1")
    made = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    give_back()
    return made


def run(
    network: "InferenceSession", given: Mapping[str, Any], wanted: Sequence[str] | None = None
) -> list[Any]:
    """Some outputs of a network, or all; memory is taken for what is wanted only.

    Raises:
        EngineError: It broke, as where memory is short.
    """
    try:
        outputs: list[Any] = network.run(wanted, dict(given))
    except Exception as error:
        raise EngineError("The embedded recogniser failed.", "Start captions again.") from error
    return outputs


def _load(make: Callable[[], _Network], folder: Path) -> _Network:
    try:
        return make()
    except EngineUnavailable:
        raise
    except Exception as error:
        raise ModelMissing(
            Sentence("The model in {folder} is missing or damaged.", folder=folder),
            "Run the set-up again, or choose another model in the settings.",
        ) from error
