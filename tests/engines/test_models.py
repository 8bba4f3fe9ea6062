"""Finding, checking and fetching models, from a real server."""

import base64
import hashlib
import ssl
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import trustme
from aiohttp import web
from aiohttp.test_utils import TestServer

from captioner.app.resources import resource
from captioner.core.crc32c import crc32c
from captioner.core.errors import ModelMissing, NetworkError, StorageError
from captioner.core.models import MODELS, SHIPPED, FromVendor, Model, ModelFile
from captioner.engines import models
from captioner.engines.assemblyai import tls
from captioner.engines.models import ModelStore, check_before_use

CONTENT = {
    "decoder.ort": bytes(range(256)) * 2000,
    "tokenizer.bin": b"tokens" * 100,
    "unsummed.ort": b"weights" * 100,
}


def listed(name: str, content: bytes) -> ModelFile:
    """By SHA-256, by CRC-32C, and by its size alone."""
    if name == "unsummed.ort":
        return ModelFile(name, len(content))
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
    leads_to: str = ""
    adds: bytes = b""
    parts: bool = True

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.ranges.append(request.headers.get("Range"))
        if self.leads_to:
            raise web.HTTPFound(f"{self.leads_to}/{request.match_info['name']}")
        content = self.content[request.match_info["name"]]
        start = request.http_range.start or 0
        response = web.StreamResponse(status=206 if start else 200)
        if start:
            first = start if self.parts else 0
            response.headers["Content-Range"] = f"bytes {first}-{len(content) - 1}/{len(content)}"
        if not self.adds:
            response.content_length = len(content) - start
        await response.prepare(request)
        if self.breaks_after is not None:
            await response.write(content[start : start + self.breaks_after])
            assert request.transport is not None
            request.transport.close()
        else:
            await response.write(content[start:] + self.adds)
        return response


@asynccontextmanager
async def over_tls(
    vendor: Vendor, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[TestServer]:
    """The vendor's server, under `/better` and, moved, under `/elsewhere`; trusted."""
    serving = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(serving)
    app = web.Application()
    app.router.add_get("/better/{name}", vendor.serve)
    app.router.add_get("/elsewhere/{name}", Vendor().serve)
    with authority.cert_pem.tempfile() as pem:
        monkeypatch.setenv("SSL_CERT_FILE", pem)
        if sys.platform != "linux":  # where the system's own store is asked, and no environment
            trusting = ssl.create_default_context(cafile=pem)
            monkeypatch.setattr(tls, "context", lambda _="": trusting)
        server = TestServer(app, scheme="https")
        await server.start_server(ssl=serving)
        try:
            yield server
        finally:
            await server.close()


@pytest.fixture
async def vendor(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Vendor]:
    serving = Vendor()
    async with over_tls(serving, trustme.CA(), monkeypatch) as server:
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
    return ModelStore(tmp_path / "shipped", tmp_path / "downloaded", believed)


def nobody(_there: int, _total: int) -> None:
    """Wants no progress."""


def believed(_model: Model, _folder: Path) -> None:
    """Every model is taken for good."""


def test_the_shipped_models_are_found_and_right() -> None:
    store = ModelStore(resource("model"), Path("nowhere"), believed)
    for name in SHIPPED:
        assert store.ready(name)
        store.verify(name)


def test_a_model_that_is_not_there_is_told(store: ModelStore) -> None:
    assert not store.ready("tiny-en")
    with pytest.raises(ModelMissing, match="Tiny English"):
        store.locate("tiny-en")
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
    assert {path.name for path in store.downloaded.iterdir()} == {"better", "hashes.json"}


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


async def test_a_download_that_does_not_prove_itself_is_not_kept_and_the_old_one_stays(
    store: ModelStore, vendor: Vendor
) -> None:
    await store.download("better", nobody)

    def reads_wrong(model: Model, folder: Path) -> None:
        assert all((folder / file.name).stat().st_size == file.size for file in model.files)
        raise ModelMissing("It read a sample wrong.", "Try again later.")

    doubting = replace(store, prove=reads_wrong)
    with pytest.raises(ModelMissing, match="sample"):
        await doubting.download("better", nobody)
    store.verify("better")
    assert {path.name for path in store.downloaded.iterdir()} == {"better", "hashes.json"}
    vendor.ranges.clear()
    await store.download("better", nobody)
    assert len(vendor.ranges) == len(CONTENT), "what read wrong was taken again"


async def test_a_vendor_may_redirect_to_itself(store: ModelStore, vendor: Vendor) -> None:
    vendor.leads_to = "/elsewhere"
    await store.download("better", nobody)
    store.verify("better")


@pytest.mark.parametrize("elsewhere", ["https://127.0.0.1:1", "http://127.0.0.1", "https://other"])
async def test_no_redirect_leads_to_another_server(
    store: ModelStore, vendor: Vendor, elsewhere: str
) -> None:
    vendor.leads_to = elsewhere
    with pytest.raises(NetworkError, match="elsewhere"):
        await store.download("better", nobody)
    assert not store.ready("better")


async def test_a_circle_of_redirects_ends(store: ModelStore, vendor: Vendor) -> None:
    vendor.leads_to = "/better"
    with pytest.raises(NetworkError, match="could not be downloaded"):
        await store.download("better", nobody)


async def test_a_vendor_without_tls_is_not_asked(
    store: ModelStore, vendor: Vendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    better = models.MODELS["better"]
    assert isinstance(better.origin, FromVendor)
    plain = FromVendor(url=better.origin.url.replace("https:", "http:"))
    monkeypatch.setattr(models, "MODELS", {"better": replace(better, origin=plain)})
    with pytest.raises(NetworkError, match="elsewhere"):
        await store.download("better", nobody)
    assert not vendor.ranges


async def test_more_than_promised_is_not_taken(store: ModelStore, vendor: Vendor) -> None:
    vendor.adds = bytes(10_000_000)
    told: list[int] = []
    with pytest.raises(ModelMissing, match="damaged"):
        await store.download("better", lambda there, _total: told.append(there))
    assert max(told, default=0) <= len(CONTENT["decoder.ort"])
    assert not list((store.downloaded / ".better.part").iterdir())


async def test_another_part_than_was_asked_for_is_not_taken(
    store: ModelStore, vendor: Vendor
) -> None:
    vendor.breaks_after = 100_000
    with pytest.raises(NetworkError):
        await store.download("better", nobody)
    vendor.breaks_after, vendor.parts = None, False
    with pytest.raises(ModelMissing, match="damaged"):
        await store.download("better", nobody)


async def test_what_has_no_sum_is_what_came_first_or_nothing(
    store: ModelStore, vendor: Vendor
) -> None:
    await store.download("better", nobody)
    vendor.content["unsummed.ort"] = vendor.content["unsummed.ort"].upper()
    with pytest.raises(ModelMissing, match="damaged"):
        await store.download("better", nobody)
    better, folder = models.MODELS["better"], store.locate("better")
    check_before_use(better, folder)
    (folder / "unsummed.ort").write_bytes(vendor.content["unsummed.ort"])
    with pytest.raises(ModelMissing, match="damaged"):
        check_before_use(better, folder)
    with pytest.raises(ModelMissing, match="damaged"):
        store.verify("better")


@pytest.mark.parametrize("kept", ["{", "[" * 100_000, "[1]"])
async def test_a_list_of_hashes_that_cannot_be_read_is_made_anew(
    store: ModelStore, vendor: Vendor, kept: str
) -> None:
    store.downloaded.mkdir(parents=True)
    (store.downloaded / "hashes.json").write_text(kept)
    await store.download("better", nobody)
    store.verify("better")
    assert len((store.downloaded / "hashes.json").read_text()) > len("{}")


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


@pytest.mark.parametrize("name", [*SHIPPED, "nonesuch"])
async def test_what_no_vendor_serves_cannot_be_downloaded(store: ModelStore, name: str) -> None:
    with pytest.raises(ModelMissing):
        await store.download(name, nobody)


def test_a_file_that_is_not_there_is_not_right(tmp_path: Path) -> None:
    assert not models.is_right(tmp_path / "nothing", ModelFile("nothing", 1))
    (tmp_path / "something").write_bytes(b"two")
    assert not models.is_right(tmp_path / "something", ModelFile("something", 1))
