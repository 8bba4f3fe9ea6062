"""Finding, checking and fetching the models of `captioner.core.models`."""

from dataclasses import dataclass
from pathlib import Path

from captioner.core.errors import ModelMissing
from captioner.core.models import MODELS, Model


@dataclass(frozen=True, slots=True)
class ModelStore:
    """Where models are on this machine.

    Attributes:
        shipped: The folder of models that came with Captioner.
        downloaded: The folder of models the user fetched.
    """

    shipped: Path
    downloaded: Path

    def locate(self, name: str) -> Path:
        """The folder of the model called `name`, all its files present in full size.

        Raises:
            ModelMissing: There is no such model, or not here.
        """
        model = MODELS.get(name)
        for place in (self.shipped, self.downloaded):
            if model is not None and _complete(model, place / name):
                return place / name
        raise ModelMissing(
            f"The model “{model.label if model else name}” is not on this computer.",
            "Run the set-up again, or choose another model in the settings.",
        )


def _complete(model: Model, folder: Path) -> bool:
    try:
        return all((folder / file.name).stat().st_size == file.size for file in model.files)
    except OSError:
        return False
