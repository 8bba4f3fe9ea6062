"""`captioner serve` as a user starts it."""

import asyncio
import json
import socket
import ssl
from pathlib import Path

import pytest
import trustme
import websockets

from tests.cli.program import WAYS_TO_END, ask_to_end, line_of, running
from tests.guards import HANG_S

SCRIPT = '{"word": "Hello.", "start_ms": 0, "end_ms": 90, "ends_turn": true}\n'


@pytest.fixture
def script(tmp_path: Path) -> Path:
    file = tmp_path / "script.jsonl"
    file.write_text(SCRIPT)
    return file


async def refusal(*options: object, **environment: str) -> tuple[int, str]:
    """The status and the sentences of a server that will not start."""
    async with running("serve", *options, **environment) as process, asyncio.timeout(HANG_S):
        _, errors = await process.communicate()
    assert process.returncode is not None
    return process.returncode, errors.decode()


async def heard(url: str, **options: object) -> str:
    """The first finished turn of a session there."""
    async with websockets.connect(f"{url}/v3/ws", proxy=None, **options) as client:
        await client.send(bytes(3200))
        async for message in client:
            said = json.loads(message)
            if said.get("end_of_turn"):
                return str(said["transcript"])
    return ""


@pytest.mark.parametrize("way", WAYS_TO_END)
async def test_it_says_its_url_in_one_line_and_serves_until_it_is_stopped(
    script: Path, way: int
) -> None:
    async with running("serve", "--port", 0, "--script", script) as process:
        line = await line_of(process)
        url = line.split()[-1]
        assert line.rstrip("\r\n") == f"Listening on {url}"
        assert url.startswith("ws://127.0.0.1:")
        assert await heard(url) == "Hello."
        ask_to_end(process.pid, way)
        async with asyncio.timeout(HANG_S):
            rest, errors = await process.communicate()
    assert (process.returncode, rest, errors) == (0, b"", b"")


async def test_it_serves_over_tls_with_a_key(script: Path, tmp_path: Path) -> None:
    authority = trustme.CA()
    pem = tmp_path / "server.pem"
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(str(pem))
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    options = ["--host", "0.0.0.0", "--tls-cert", pem, "--tls-key", pem]
    async with running(
        "serve", "--port", 0, "--script", script, *options, CAPTIONER_SERVER_KEY="s3cret"
    ) as process:
        line = await line_of(process)
        assert line.startswith("Listening on wss://")
        url = f"wss://localhost:{line.rpartition(':')[2].strip()}"
        assert await heard(url, ssl=trusting, additional_headers={"Authorization": "s3cret"})
        with pytest.raises(websockets.ConnectionClosedError, match="1008"):
            await heard(url, ssl=trusting)


async def test_it_will_not_serve_other_machines_in_the_clear(script: Path) -> None:
    status, said = await refusal(
        "--host", "0.0.0.0", "--script", script, CAPTIONER_SERVER_KEY="s3cret"
    )
    assert status == 2
    assert "only over TLS" in said


async def test_it_will_not_demand_a_key_it_does_not_have(script: Path) -> None:
    status, said = await refusal("--require-key", "--script", script)
    assert status == 2
    assert "no key" in said


async def test_a_port_in_use_is_said_so(script: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, said = await refusal("--port", taken.getsockname()[1], "--script", script)
    assert status == 2
    assert "Cannot listen" in said


async def test_a_script_that_makes_no_sense_is_said_so() -> None:
    status, said = await refusal("--port", 0, "--script", __file__)
    assert status == 2
    assert "Line 1" in said
