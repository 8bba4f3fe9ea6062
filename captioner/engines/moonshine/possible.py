"""Whether the recogniser can run on this computer, asked before anything of it is loaded."""

from importlib.util import find_spec

from captioner.core.errors import EngineUnavailable
from captioner.engines.moonshine.processor import is_too_old

_ELSEWHERE = "Choose AssemblyAI in the settings, or another computer that runs “captioner serve”."


def must_be_possible() -> None:
    """Costs next to nothing; a library that is there and does not load is found only later.

    Raises:
        EngineUnavailable: It cannot run here, and where it can.
    """
    if is_too_old():
        raise EngineUnavailable(
            "This computer's processor is too old for the embedded recogniser (it lacks AVX).",
            _ELSEWHERE,
        )
    if find_spec("onnxruntime") is None:
        raise not_available()


def not_available() -> EngineUnavailable:
    """The library that runs its networks is not made for this system."""
    return EngineUnavailable(
        "The embedded recogniser is not available on this computer.", _ELSEWHERE
    )
