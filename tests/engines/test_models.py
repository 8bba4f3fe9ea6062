"""Finding, checking and fetching models, from a real server."""

import base64
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from captioner.app.resources import resource
from captioner.core.crc32c import crc32c
from captioner.core.errors import ModelMissing, NetworkError, StorageError
from captioner.core.models import MODELS, SHIPPED, FromVendor, Model, ModelFile
from captioner.engines import models
from captioner.engines.models import ModelStore

CONTENT = {"decoder.ort": bytes(range(256)) * 2000, "tokenizer.bin": b"tokens" * 100}


def listed(name: str, content: bytes) -> ModelFile:
    """By SHA-256 and by CRC-32C, as the list has both."""
    if name == "tokenizer.bin":
        return ModelFile(name, len(content), sha256=hashlib.sha256(content).hexdigest())
    crc = base64.b64encode(crc32c(content).to_bytes(4, "big")).decode()
    return ModelFile(name, len(content), crc32c=crc)


@dataclass
class Vendor:
    """A vendor's server, and what was asked of it."""

    content: dict[str, bytes] = field(default_factory=lambda: dict(CONTENT))
    ranges: list[str | None] = field(default_factory=list)
    breaks_after: int | None = None

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.ranges.append(request.headers.get("Range"))
        content = self.content[request.match_info["name"]]
        start = request.http_range.start or 0
        response = web.StreamResponse(status=206 if start else 200)
        response.content_length = len(content) - start
        await response.prepare(request)
        if self.breaks_after is not None:
            await response.write(content[start : start + self.breaks_after])
            assert request.transport is not None
            request.transport.close()
        else:
            await response.write(content[start:])
        return response


@pytest.fixture
async def vendor(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Vendor]:
    serving = Vendor()
    app = web.Application()
    app.router.add_get("/better/{name}", serving.serve)
    async with TestServer(app) as server:
        better = Model(
            name="better",
            label="Better",
            summary="",
            arch=2,
            files=tuple(listed(name, content) for name, content in CONTENT.items()),
            origin=FromVendor(url=str(server.make_url("/better"))),
            licence="MIT",
        )
        monkeypatch.setattr(models, "MODELS", {**MODELS, "better": better})
        yield serving


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(shipped=tmp_path / "shipped", downloaded=tmp_path / "downloaded")


def nobody(_there: int, _total: int) -> None:
    """Wants no progress."""


def test_the_shipped_model_is_found_and_right() -> None:
    store = ModelStore(shipped=resource("model"), downloaded=Path("nowhere"))
    assert store.ready(SHIPPED)
    store.verify(SHIPPED)


def test_a_model_that_is_not_there_is_told(store: ModelStore) -> None:
    assert not store.ready(SHIPPED)
    with pytest.raises(ModelMissing, match="Tiny English"):
        store.locate(SHIPPED)
    with pytest.raises(ModelMissing, match="nonesuch"):
        store.locate("nonesuch")


async def test_a_download_is_checked_and_takes_its_place(store: ModelStore, vendor: Vendor) -> None:
    told: list[tuple[int, int]] = []
    await store.download("better", lambda there, total: told.append((there, total)))
    total = sum(map(len, CONTENT.values()))
    assert told[-1] == (total, total)
    assert [there for there, _ in told] == sorted(there for there, _ in told)
    store.verify("better")
    assert {file.name for file in store.locate("better").iterdir()} == set(CONTENT)
    assert [path.name for path in store.downloaded.iterdir()] == ["better"]


async def test_a_cut_download_goes_on_where_it_stopped(store: ModelStore, vendor: Vendor) -> None:
    vendor.breaks_after = 100_000
    with pytest.raises(NetworkError):
        await store.download("better", nobody)
    assert not store.ready("better")
    vendor.breaks_after = None
    await store.download("better", nobody)
    store.verify("better")
    assert vendor.ranges[1] is not None
    assert vendor.ranges[1] != "bytes=0-"


async def test_a_broken_download_never_replaces_a_working_model(
    store: ModelStore, vendor: Vendor
) -> None:
    await store.download("better", nobody)
    vendor.content["decoder.ort"] = bytes(len(CONTENT["decoder.ort"]))
    with pytest.raises(ModelMissing, match="damaged"):
        await store.download("better", nobody)
    store.verify("better")
    vendor.content = dict(CONTENT)
    await store.download("better", nobody)
    store.verify("better")


async def test_a_damaged_model_is_told(store: ModelStore, vendor: Vendor) -> None:
    await store.download("better", nobody)
    path = store.locate("better") / "tokenizer.bin"
    path.write_bytes(bytes(len(CONTENT["tokenizer.bin"])))
    with pytest.raises(ModelMissing, match="damaged"):
        store.verify("better")


async def test_an_unreachable_vendor_is_told(
    store: ModelStore, vendor: Vendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    vendor.content.clear()
    with pytest.raises(NetworkError):
        await store.download("better", nobody)


async def test_a_folder_that_cannot_be_written_is_told(store: ModelStore, vendor: Vendor) -> None:
    store.downloaded.parent.mkdir(exist_ok=True)
    store.downloaded.write_text("a file where the folder should be")
    with pytest.raises(StorageError):
        await store.download("better", nobody)


@pytest.mark.parametrize("name", [SHIPPED, "nonesuch"])
async def test_what_no_vendor_serves_cannot_be_downloaded(store: ModelStore, name: str) -> None:
    with pytest.raises(ModelMissing):
        await store.download(name, nobody)


def test_a_file_that_is_not_there_is_not_right(tmp_path: Path) -> None:
    assert not models.is_right(tmp_path / "nothing", ModelFile("nothing", 1))
    (tmp_path / "something").write_bytes(b"two")
    assert not models.is_right(tmp_path / "something", ModelFile("something", 1))
