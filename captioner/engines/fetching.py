"""Fetching a vendor's file, from that vendor alone and no more of it than was promised."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from captioner.core.models import ModelFile

if TYPE_CHECKING:
    from httpx import URL, AsyncClient, Response

BLOCK = 1 << 16
_MOST_REDIRECTS = 5
_HTTPS = 443


class Strayed(Exception):
    """The way leads elsewhere: to another server, or to one without TLS."""


class TooMuch(Exception):
    """More comes than was promised, or something else than was asked for."""


async def fetch(
    client: "AsyncClient", source: str, file: ModelFile, path: Path, told: Callable[[], None]
) -> None:
    """Fetch what `path` lacks of a file.

    Args:
        client: It must not follow redirects by itself.
        source: The file's address.
        file: What is promised.
        path: Where it goes.
        told: Called after each block.

    Raises:
        Strayed: A redirect leads to another server, or the address is none of HTTPS.
        TooMuch: More comes than promised; what came is removed.
        httpx.HTTPError: The connection broke, or there is no such file.
        OSError: It cannot be written.
    """
    import httpx

    there = size(path)
    if there >= file.size:
        told()
        return
    headers = {"Accept-Encoding": "identity"}
    if there:
        headers["Range"] = f"bytes={there}-"
    first = url = httpx.URL(source)
    for _ in range(_MOST_REDIRECTS):
        _check_way(first, url)
        async with client.stream("GET", url, headers=headers) as response:
            if response.next_request is not None:
                url = response.next_request.url
                continue
            response.raise_for_status()
            with _growing(path, there if _goes_on(response, there) else 0) as opened:
                async for block in response.aiter_raw(BLOCK):
                    if opened.tell() + len(block) > file.size:
                        raise TooMuch
                    opened.write(block)
                    told()
            told()
            return
    raise httpx.TooManyRedirects("too many redirects")


def size(path: Path) -> int:
    """How many bytes of a file are there."""
    return path.stat().st_size if path.exists() else 0


def _check_way(first: "URL", url: "URL") -> None:
    ours = (first.host, first.port or _HTTPS)
    if url.scheme != "https" or (url.host, url.port or _HTTPS) != ours:
        raise Strayed


def _goes_on(response: "Response", there: int) -> bool:
    """Whether what comes is the rest; if not, it is the whole.

    Raises:
        TooMuch: It is some other part.
    """
    if response.status_code != HTTPStatus.PARTIAL_CONTENT:
        return False
    if not response.headers.get("Content-Range", "").startswith(f"bytes {there}-"):
        raise TooMuch
    return True


@contextmanager
def _growing(path: Path, there: int) -> Iterator[BinaryIO]:
    """The file after its first `there` bytes; removed if too much comes."""
    try:
        with path.open("ab" if there else "wb") as opened:
            yield opened
    except TooMuch:  # once it is closed: Windows removes no file that is open
        path.unlink()
        raise
