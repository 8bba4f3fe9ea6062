"""Finding, checking and fetching the models of `captioner.core.models`.

A download grows in a folder of its own beside the models, and goes on where it stopped.
Only when every file is whole and checked does the folder take the model's name, so a
working model is never replaced by a broken one.
"""

import asyncio
import base64
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from captioner.core.crc32c import crc32c
from captioner.core.errors import CaptionerError, ModelMissing, NetworkError, StorageError
from captioner.core.models import MODELS, FromVendor, Model, ModelFile
from captioner.core.sentence import Sentence

if TYPE_CHECKING:
    from httpx import AsyncClient

Progress = Callable[[int, int], None]
"""Called with the bytes that are there and the bytes there will be."""

_BLOCK = 1 << 16
_TIMEOUT_S = 20.0


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
        for file in MODELS[name].files:
            if not is_right(folder / file.name, file):
                raise _damaged(MODELS[name])

    async def download(self, name: str, progress: Progress) -> None:
        """Fetch a model from its vendor, or what is missing of it.

        Raises:
            NetworkError: It cannot be reached, or the connection broke; trying again goes
                on where it stopped.
            ModelMissing: There is no such download, or what came is not what was promised.
            StorageError: It cannot be written.
        """
        import httpx  # only a download may cost its import

        from captioner.engines.assemblyai.tls import context

        model = MODELS.get(name)
        if model is None or not isinstance(model.origin, FromVendor):
            raise _missing(model.label if model else name)
        coming = self.downloaded / f".{name}.part"
        try:
            coming.mkdir(parents=True, exist_ok=True)
            async with httpx.AsyncClient(
                timeout=_TIMEOUT_S, follow_redirects=True, verify=context()
            ) as client:
                for file in model.files:
                    source = f"{model.origin.url}/{file.name}"
                    await _fetch(client, source, file, coming, _sum(model, coming, progress))
            for file in model.files:
                if not await asyncio.to_thread(is_right, coming / file.name, file):
                    (coming / file.name).unlink()
                    raise _damaged(model)
            _put_in_place(coming, self.downloaded / name)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NetworkError(
                Sentence(
                    "The model “{label}” could not be downloaded.", label=Sentence(model.label)
                ),
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
    """Check a model's files by size and SHA-256; blocks for a tenth of a second.

    The library would write what is wrong with a damaged one to the terminal. Files with a
    CRC-32C alone, which takes longer, were checked when they were downloaded.

    Raises:
        ModelMissing: A file is absent or damaged.
    """
    if not all(_has_hash(folder / file.name, file) for file in model.files):
        raise _damaged(model)


def is_right(path: Path, file: ModelFile) -> bool:
    """Whether a file has the size and every checksum that the list gives; blocks."""
    return _has_hash(path, file) and _has_crc(path, file)


def _has_hash(path: Path, file: ModelFile) -> bool:
    try:
        if path.stat().st_size != file.size:
            return False
        with path.open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256") if file.sha256 else None
    except OSError:
        return False
    return found is None or found.hexdigest() == file.sha256


def _has_crc(path: Path, file: ModelFile) -> bool:
    if not file.crc32c:
        return True
    crc = 0
    with path.open("rb") as opened:
        while block := opened.read(_BLOCK):
            crc = crc32c(block, crc)
    return base64.b64encode(crc.to_bytes(4, "big")).decode() == file.crc32c


async def _fetch(
    client: "AsyncClient", source: str, file: ModelFile, folder: Path, told: Callable[[], None]
) -> None:
    """Fetch what `folder` lacks of one file."""
    path = folder / file.name
    there = path.stat().st_size if path.exists() else 0
    if there >= file.size:
        told()
        return
    headers = {"Range": f"bytes={there}-"} if there else {}
    async with client.stream("GET", source, headers=headers) as response:
        response.raise_for_status()
        goes_on = response.status_code == HTTPStatus.PARTIAL_CONTENT
        with path.open("ab" if goes_on else "wb") as opened:
            async for block in response.aiter_bytes(_BLOCK):
                opened.write(block)
                told()
    told()


def _sum(model: Model, folder: Path, progress: Progress) -> Callable[[], None]:
    """Tells `progress` how much of the model is there."""

    def told() -> None:
        paths = (folder / file.name for file in model.files)
        progress(sum(path.stat().st_size for path in paths if path.exists()), model.size)

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
