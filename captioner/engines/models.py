"""Finding, checking and fetching the models of `captioner.core.models`.

A download grows in a folder of its own beside the models, and goes on where it stopped.
Only when every file is whole and checked, and the model has proved itself, does the folder
take the model's name, so a working model is never replaced by a broken one. It comes from
the vendor's own server over TLS or not at all, never grows beyond its promised size, and
where the vendor gives no SHA-256 the first good download's must match ever after.
"""

import asyncio
import base64
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from captioner.core.crc32c import crc32c
from captioner.core.errors import CaptionerError, ModelMissing, NetworkError, StorageError
from captioner.core.models import MODELS, FromVendor, Model, ModelFile
from captioner.core.sentence import Sentence
from captioner.engines import first_hashes
from captioner.engines.fetching import BLOCK, Strayed, TooMuch, fetch, size

Progress = Callable[[int, int], None]
"""Called with the bytes that are there and the bytes there will be."""

_TIMEOUT_S = 20.0


@dataclass(frozen=True, slots=True)
class ModelStore:
    """Where models are on this machine.

    Attributes:
        shipped: The folder of models that came with Captioner.
        downloaded: The folder of models the user fetched.
        prove: Raises what is wrong with a whole model that has come; blocks.
    """

    shipped: Path
    downloaded: Path
    prove: Callable[[Model, Path], None]

    def locate(self, name: str) -> Path:
        """The folder of the model called `name`, all its files there in full size.

        Raises:
            ModelMissing: There is no such model, or not here.
        """
        model = MODELS.get(name)
        for place in (self.shipped, self.downloaded):
            if model is not None and _complete(model, place / name):
                return place / name
        raise _missing(model.label if model else name)

    def ready(self, name: str) -> bool:
        """Whether the model called `name` is here; its files' content is not checked again."""
        try:
            self.locate(name)
        except ModelMissing:
            return False
        return True

    def verify(self, name: str) -> None:
        """Check every byte of the model called `name`; blocks for some seconds.

        Raises:
            ModelMissing: It is not here, or not what it should be.
        """
        folder = self.locate(name)
        if _wrong(MODELS[name], folder, self.downloaded):
            raise _damaged(MODELS[name])

    async def _try_out(self, model: Model, coming: Path) -> None:
        """Let it prove itself; what cannot is not kept."""
        try:
            await asyncio.to_thread(self.prove, model, coming)
        except ModelMissing:
            shutil.rmtree(coming)
            raise

    async def download(self, name: str, progress: Progress) -> None:
        """Fetch a model from its vendor, or what is missing of it.

        Raises:
            NetworkError: It cannot be reached, or the connection broke; trying again goes
                on where it stopped.
            ModelMissing: There is no such download, what came is not what was promised, or
                it does not prove itself; then nothing of it is kept.
            EngineUnavailable: This computer cannot run it.
            StorageError: It cannot be written.
        """
        from captioner.engines import web  # only a download may cost its import

        model = MODELS.get(name)
        if model is None or not isinstance(model.origin, FromVendor):
            raise _missing(model.label if model else name)
        coming = self.downloaded / f".{name}.part"
        with _in_our_words(model):
            coming.mkdir(parents=True, exist_ok=True)
            async with web.client(model.origin.url, timeout_s=_TIMEOUT_S) as client:
                for file in model.files:
                    source = f"{model.origin.url}/{file.name}"
                    told = _sum(model, coming, progress)
                    await fetch(client, source, file, coming / file.name, told)
            if wrong := await asyncio.to_thread(_wrong, model, coming, self.downloaded):
                for path in wrong:
                    path.unlink()
                raise _damaged(model)
            await self._try_out(model, coming)
            await asyncio.to_thread(first_hashes.keep, model, coming, self.downloaded)
            _put_in_place(coming, self.downloaded / name)


@contextmanager
def _in_our_words(model: Model) -> Iterator[None]:
    """What can go wrong with a download, as the errors that users are told."""
    import httpx

    try:
        yield
    except TooMuch:
        raise _damaged(model) from None
    except Strayed:
        raise NetworkError(
            Sentence(
                "The model “{label}” would have come from elsewhere than its vendor.",
                label=Sentence(model.label),
            ),
            "Nothing was taken. Try again on a network that does not redirect you.",
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NetworkError(
            Sentence("The model “{label}” could not be downloaded.", label=Sentence(model.label)),
            "Check the connection and try again; it goes on where it stopped.",
        ) from error
    except OSError as error:
        raise StorageError(
            Sentence(
                "The model “{label}” could not be written to disk.", label=Sentence(model.label)
            ),
            "Free some space and try again; it goes on where it stopped.",
        ) from error


def check_before_use(model: Model, folder: Path) -> None:
    """Check a model's files by size and SHA-256; blocks for up to a second.

    The library would write what is wrong with a damaged one to the terminal. The vendor's
    CRC-32C takes longer; that of a download was checked when it came.

    Raises:
        ModelMissing: A file is absent or damaged.
    """
    for file in model.files:
        path = folder / file.name
        if not _has_hash(path, file) or not _is_first(model, file, path, folder.parent):
            raise _damaged(model)


def is_right(path: Path, file: ModelFile) -> bool:
    """Whether a file has the size and every checksum that the list gives; blocks."""
    return _has_hash(path, file) and _has_crc(path, file)


def _has_hash(path: Path, file: ModelFile) -> bool:
    try:
        if path.stat().st_size != file.size:
            return False
        return not file.sha256 or first_hashes.sha256(path) == file.sha256
    except OSError:
        return False


def _is_first(model: Model, file: ModelFile, path: Path, downloads: Path) -> bool:
    return bool(file.sha256) or first_hashes.is_first(model, file, path, downloads)


def _wrong(model: Model, folder: Path, downloads: Path) -> list[Path]:
    """The files of a model that are not what they should be; blocks."""
    return [
        path
        for file in model.files
        for path in [folder / file.name]
        if not (is_right(path, file) and _is_first(model, file, path, downloads))
    ]


def _has_crc(path: Path, file: ModelFile) -> bool:
    if not file.crc32c:
        return True
    crc = 0
    with path.open("rb") as opened:
        while block := opened.read(BLOCK):
            crc = crc32c(block, crc)
    return base64.b64encode(crc.to_bytes(4, "big")).decode() == file.crc32c


def _sum(model: Model, folder: Path, progress: Progress) -> Callable[[], None]:
    """Tells `progress` how much of the model is there."""

    def told() -> None:
        progress(sum(size(folder / file.name) for file in model.files), model.size)

    return told


def _put_in_place(coming: Path, folder: Path) -> None:
    """Give the whole new folder the model's name; what had it is removed."""
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    coming.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _complete(model: Model, folder: Path) -> bool:
    try:
        return all((folder / file.name).stat().st_size == file.size for file in model.files)
    except OSError:
        return False


def _missing(label: str) -> CaptionerError:
    return ModelMissing(
        Sentence("The model “{label}” is not on this computer.", label=Sentence(label)),
        "Run the set-up again, or choose another model in the settings.",
    )


def _damaged(model: Model) -> CaptionerError:
    return ModelMissing(
        Sentence("The model “{label}” is damaged.", label=Sentence(model.label)),
        "Download it again, or choose another model in the settings.",
    )
