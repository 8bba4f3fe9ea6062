"""Certificates made for the purpose, and a server that shows them."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from captioner.core.errors import CaptionerError, NetworkError, UsageError
from captioner.core.settings import Settings
from captioner.engines.assemblyai import tls
from tests.engines.assemblyai.driving import V3, drive
from tests.scripted_server import scripted_server
from tests.sessions import Sound, words
from tests.systems import strangers_are_refused

SCRIPT = words("Can you hear me?", 210, ends_turn=True)


def server_context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ours.pem"
    authority.cert_pem.write_to_path(path)
    return str(path)


async def finals(certificate: trustme.LeafCert, ca_file: str = "") -> tuple[str, ...]:
    async with scripted_server(SCRIPT, tls=server_context(certificate)) as server:
        one = drive(V3, server.url, (Sound(2000),), Settings(ca_file=ca_file))
        return (await one.run()).finals


async def error_for(certificate: trustme.LeafCert, ca_file: str = "") -> CaptionerError:
    with pytest.raises(CaptionerError) as failed:
        await finals(certificate, ca_file)
    return failed.value


async def test_the_users_own_file_is_trusted(authority: trustme.CA, ca_file: str) -> None:
    assert await finals(authority.issue_cert("localhost"), ca_file) == ("Can you hear me?",)


async def test_what_the_system_trusts_is_trusted(
    authority: trustme.CA, ca_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", ca_file)
    assert await finals(authority.issue_cert("localhost")) == ("Can you hear me?",)


@strangers_are_refused
async def test_a_stranger_is_not_trusted(authority: trustme.CA) -> None:
    error = await error_for(authority.issue_cert("localhost"))
    assert error.title == "This computer does not trust the server's certificate."


@strangers_are_refused
async def test_nor_is_another_stranger_than_the_one_in_the_users_file(ca_file: str) -> None:
    error = await error_for(trustme.CA().issue_cert("localhost"), ca_file)
    assert error.title == "This computer does not trust the server's certificate."


@strangers_are_refused
async def test_an_expired_certificate_says_so(authority: trustme.CA, ca_file: str) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    certificate = authority.issue_cert(
        "localhost", not_before=yesterday - timedelta(days=1), not_after=yesterday
    )
    error = await error_for(certificate, ca_file)
    assert error.title == "The server's certificate has expired."
    assert error.advice == "Check this computer's date and time."


@strangers_are_refused
async def test_a_certificate_from_tomorrow_says_so(authority: trustme.CA, ca_file: str) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    certificate = authority.issue_cert(
        "localhost", not_before=tomorrow, not_after=tomorrow + timedelta(days=1)
    )
    error = await error_for(certificate, ca_file)
    assert error.title == "The server's certificate is not valid yet."


@strangers_are_refused
async def test_a_certificate_of_another_name_says_so(authority: trustme.CA, ca_file: str) -> None:
    error = await error_for(authority.issue_cert("captions.example.org"), ca_file)
    assert error.title == "The server's certificate belongs to another server."


@strangers_are_refused
async def test_a_bad_certificate_is_tried_once_more_after_a_while(authority: trustme.CA) -> None:
    error = await error_for(authority.issue_cert("localhost"))
    assert isinstance(error, NetworkError)
    assert (error.tries, error.retry_after_s) == (1, 30)


async def test_a_server_without_tls_is_no_secure_server() -> None:
    async with scripted_server(SCRIPT) as server:
        one = drive(V3, server.url.replace("ws:", "wss:"))
        with pytest.raises(NetworkError) as failed:
            await one.run()
    assert failed.value.title == "The secure connection failed."


def test_names_and_certificates_are_always_checked(ca_file: str) -> None:
    for context in (tls.context(), tls.context(ca_file)):
        assert context.verify_mode is ssl.CERT_REQUIRED
        assert context.check_hostname
        assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


@pytest.mark.parametrize("content", [None, "", "not a certificate"])
def test_a_certificate_file_that_is_none_says_so(content: str | None, tmp_path: Path) -> None:
    path = tmp_path / "file.pem"
    if content is not None:
        path.write_text(content)
    with pytest.raises(UsageError, match="certificate file cannot be used"):
        tls.context(str(path))


async def test_a_secure_connection_goes_through_the_environments_proxy(
    authority: trustme.CA, ca_file: str, unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy it names is not there, so nothing else can have been asked."""
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{unused_tcp_port}")
    error = await error_for(authority.issue_cert("localhost"), ca_file)
    assert error.title == "The service cannot be reached."


async def test_this_computer_is_never_reached_through_a_proxy(
    unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "ws_proxy", "all_proxy", "socks_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{unused_tcp_port}")
    async with scripted_server(SCRIPT) as server:
        said = await drive(V3, server.url, (Sound(2000),)).run()
    assert said.finals == ("Can you hear me?",)


async def test_a_proxy_that_refuses_says_so(
    authority: trustme.CA, ca_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    async with scripted_server() as no_proxy:
        monkeypatch.setenv("https_proxy", no_proxy.http_url)
        error = await error_for(authority.issue_cert("localhost"), ca_file)
    assert error.title == "The network's proxy does not let Captioner through."
