"""How each engine of `captioner.core.engines` is built; imported one by one, when used."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from captioner.core.engines import ENGINES
from captioner.core.errors import UsageError
from captioner.core.retry import OpenLimiter
from captioner.core.settings import Settings
from captioner.engines.base import Engine
from captioner.engines.models import ModelStore

if TYPE_CHECKING:
    from captioner.engines.assemblyai.tokens import Credentials


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """What engines need from outside.

    Attributes:
        models: Where the embedded recogniser's models are.
        credentials: Key or token of the server that the settings lead to; None for an
            engine that needs none.
        opens: Shared by all sessions of this program.
        recording: The recorded session that `replay` plays.
    """

    models: ModelStore
    credentials: "Credentials | None"
    opens: OpenLimiter
    recording: Path | None = None


def build(settings: Settings, resources: Resources) -> Engine:
    """The engine that the settings name, for one run.

    Raises:
        CaptionerError: It lacks something it cannot do without.
    """
    return BUILDERS[settings.engine](settings, resources)


def _ondevice(settings: Settings, resources: Resources) -> Engine:
    from captioner.engines.ondevice import OnDevice

    return OnDevice(settings, resources.models.locate(settings.model))


def _assemblyai(settings: Settings, resources: Resources) -> Engine:
    from captioner.engines.assemblyai.client import AssemblyAI
    from captioner.engines.assemblyai.tokens import Credentials

    credentials = resources.credentials or Credentials()
    return AssemblyAI(ENGINES[settings.engine], settings, credentials, opens=resources.opens)


def _replay(settings: Settings, resources: Resources) -> Engine:
    from captioner.engines.replay import Replay

    if resources.recording is None:
        raise UsageError(
            "There is no recorded session to play.",
            "For example: captioner caption recording.jsonl --engine replay",
        )
    return Replay(settings, resources.recording)


BUILDERS: dict[str, Callable[[Settings, Resources], Engine]] = {
    "ondevice": _ondevice,
    "assemblyai": _assemblyai,
    "assemblyai-v2": _assemblyai,
    "replay": _replay,
}
