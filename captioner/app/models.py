"""The embedded recogniser's models, as the settings window offers them."""

from collections.abc import Awaitable, Callable, Mapping

from captioner.core.models import MODELS, Model

Progress = Callable[[int, int], None]
"""Called with the bytes that are there and the bytes there will be."""


class Models:
    """Which models there are and which are ready.

    Args:
        ready: Whether a model's files are here and whole; blocks.
        fetch: Downloads a model; a working one is never replaced by a broken one.
    """

    def __init__(
        self, ready: Callable[[str], bool], fetch: Callable[[str, Progress], Awaitable[None]]
    ) -> None:
        self._ready = ready
        self._fetch = fetch

    def all(self) -> Mapping[str, Model]:
        """Every model by its name."""
        return MODELS

    def ready(self, name: str) -> bool:
        """Whether the model can be used now."""
        return self._ready(name)

    async def download(self, name: str, progress: Progress) -> None:
        """Download a model; a download that was cut off goes on where it stopped.

        Raises:
            NetworkError: It cannot be reached.
            ModelMissing: What came is not what was promised, or reads wrong.
            EngineUnavailable: This computer cannot run it.
        """
        await self._fetch(name, progress)
