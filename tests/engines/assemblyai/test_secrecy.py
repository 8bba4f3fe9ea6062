"""A whole session with everything logged, and a key that must be found nowhere."""

import io
import logging
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from captioner.core.errors import CaptionerError
from captioner.core.secret import Secret
from captioner.core.settings import Settings
from captioner.engines.assemblyai import tokens
from captioner.engines.assemblyai.tokens import Credentials
from tests.engines.assemblyai.driving import BOTH, drive
from tests.engines.assemblyai.test_tls import server_context
from tests.faulty_server import answer, closed, faulty_server
from tests.scripted_server import scripted_server
from tests.sessions import Sound, words

CANARY = "c4n4ry0c4n4ry1c4n4ry2c4n4ry3c4n4"
SCRIPT = words("Can you hear me?", 210, ends_turn=True)


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What is logged by anybody, with DEBUG on for every logger there is, and all to come."""
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    root = logging.getLogger()
    names = (name for name in root.manager.loggerDict)
    loggers = [root, *map(logging.getLogger, (*names, "websockets.client", "httpx", "httpcore"))]
    before = [(logger, logger.level) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    root.addHandler(handler)
    try:
        yield log
    finally:
        root.removeHandler(handler)
        for logger, level in before:
            logger.setLevel(level)


@pytest.mark.parametrize("name", BOTH)
async def test_a_key_is_in_no_log_of_any_library(name: str, written: io.StringIO) -> None:
    async with scripted_server(SCRIPT, key=CANARY) as server:
        settings = Settings(server_url=server.url)
        credentials = Credentials(key=Secret(CANARY))
        await tokens.create(name, settings, credentials, 60)
        said = await drive(name, server.url, (Sound(2000),), key=CANARY).run()
    assert said.finals == ("Can you hear me?",)
    assert written.getvalue(), "nothing was logged, so nothing was shown"
    assert CANARY not in written.getvalue()


async def test_nor_over_tls(written: io.StringIO, tmp_path: Path) -> None:
    authority = trustme.CA()
    ca_file = tmp_path / "ours.pem"
    authority.cert_pem.write_to_path(ca_file)
    context = server_context(authority.issue_cert("localhost"))
    async with scripted_server(SCRIPT, key=CANARY, tls=context) as server:
        settings = Settings(ca_file=str(ca_file))
        await drive("assemblyai", server.url, (Sound(2000),), settings, key=CANARY).run()
    assert CANARY not in written.getvalue()


@pytest.mark.parametrize("name", BOTH)
async def test_nor_when_it_fails(name: str, written: io.StringIO) -> None:
    """Not in the error, nor in the traceback that a crash report would hold."""
    shown = []
    async with faulty_server(SCRIPT) as server:
        server.answers += [answer(401, CANARY), answer(302, location=f"http://x/{CANARY}")]
        for code in (1008, 3006, 4999):
            server.plans.append(closed(code, f"Invalid key {CANARY}", after_frames=1))
        for _ in range(5):
            with pytest.raises(CaptionerError) as failed:
                await drive(name, server.url, (Sound(1000),), key=CANARY).run()
            shown.append(repr(failed.value) + str(failed.value))
            shown.append("".join(traceback.format_exception(failed.value)))
    assert CANARY not in "".join(shown)
    assert CANARY not in written.getvalue()


@pytest.mark.parametrize("name", BOTH)
async def test_a_key_is_never_in_an_address(name: str) -> None:
    async with faulty_server(SCRIPT) as server:
        await drive(name, server.url, key=CANARY).run()
        (request,) = server.requests
    assert CANARY not in str(request.query)
