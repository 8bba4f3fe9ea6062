"""Where the server may listen, and what it demands there."""

import socket
from pathlib import Path

import pytest
import trustme

from captioner.core.errors import UsageError
from captioner.server.options import KEY_VARIABLE, check_options


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    issued = trustme.CA().issue_cert("captioner.example")
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    issued.cert_chain_pems[0].write_to_path(str(chain))
    issued.private_key_pem.write_to_path(str(key))
    return chain, key


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "localhost"])
def test_this_machine_is_served_without_a_key_and_without_tls(host: str) -> None:
    options = check_options(host=host, port=0)
    assert (options.key, options.tls) == ("", None)


def test_a_key_that_is_there_is_not_demanded_on_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "s3cret")
    assert check_options(host="127.0.0.1", port=0).key == ""


def test_it_is_demanded_there_with_require_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "s3cret")
    assert check_options(host="127.0.0.1", port=0, require_key=True).key == "s3cret"


def test_the_key_may_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "other")
    file = tmp_path / "key"
    file.write_text("s3cret\n")
    options = check_options(host="127.0.0.1", port=0, require_key=True, key_file=file)
    assert options.key == "s3cret"


@pytest.mark.parametrize("content", ["", " \n"])
def test_an_empty_key_is_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "key"
    file.write_text(content)
    with pytest.raises(UsageError, match="no key"):
        check_options(host="127.0.0.1", port=0, require_key=True, key_file=file)


def test_a_key_is_never_demanded_without_having_one() -> None:
    with pytest.raises(UsageError, match="no key"):
        check_options(host="127.0.0.1", port=0, require_key=True)


def test_a_key_file_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        check_options(host="127.0.0.1", port=0, require_key=True, key_file=tmp_path)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_other_machines_are_not_served_without_tls(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "s3cret")
    with pytest.raises(UsageError, match="only over TLS"):
        check_options(host=host, port=0)


def test_a_name_that_stands_for_this_machine_and_for_another_address_is_not_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 0)) for ip in ("127.0.0.1", "192.0.2.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(UsageError, match="only over TLS"):
        check_options(host="desk", port=0)


def test_other_machines_are_not_served_without_a_key(certificate: tuple[Path, Path]) -> None:
    with pytest.raises(UsageError, match="no key"):
        check_options(host="0.0.0.0", port=0, certificate=certificate)


def test_other_machines_are_served_over_tls_with_a_key(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "s3cret")
    options = check_options(host="0.0.0.0", port=8765, certificate=certificate)
    assert options.key == "s3cret"
    assert options.tls is not None


def test_a_certificate_needs_its_key(certificate: tuple[Path, Path]) -> None:
    chain, key = certificate
    for half in ((chain, None), (None, key)):
        with pytest.raises(UsageError, match="belong together"):
            check_options(host="127.0.0.1", port=0, certificate=half)


def test_a_certificate_that_cannot_be_used_is_said_so(
    certificate: tuple[Path, Path], tmp_path: Path
) -> None:
    chain, _ = certificate
    for wrong in (chain, tmp_path / "none"):
        with pytest.raises(UsageError, match="cannot be used"):
            check_options(host="127.0.0.1", port=0, certificate=(chain, wrong))


@pytest.mark.parametrize("host", ["nobody.invalid", "x" * 64, ""])
def test_a_host_that_is_none_is_said_so(host: str) -> None:
    with pytest.raises(UsageError, match="no host"):
        check_options(host=host, port=0)


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_port_that_is_none_is_said_so(port: int) -> None:
    with pytest.raises(UsageError, match="no port"):
        check_options(host="127.0.0.1", port=port)
