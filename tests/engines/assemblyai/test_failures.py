import errno
import socket
import ssl

import pytest
from websockets.datastructures import Headers
from websockets.exceptions import (
    ConnectionClosedError,
    InvalidMessage,
    InvalidStatus,
    ProxyError,
)
from websockets.frames import Close
from websockets.http11 import Response

from captioner.core.errors import KeyRefused, NetworkError, ServiceError
from captioner.engines.assemblyai.failures import from_exception, retry_after_s


@pytest.mark.parametrize(
    ("error", "title"),
    [
        (TimeoutError(), "The service does not answer."),
        (socket.gaierror(socket.EAI_NONAME, "?"), "The service's name cannot be looked up."),
        (ConnectionRefusedError(), "The service cannot be reached."),
        (ConnectionResetError(), "The connection to the service was cut."),
        (OSError(errno.ENETUNREACH, "?"), "The connection to the service was cut."),
        (ssl.SSLError(1, "?"), "The secure connection failed."),
        (ProxyError("?"), "The network's proxy does not let Captioner through."),
        (ImportError("python-socks"), "The network's proxy does not let Captioner through."),
        (InvalidMessage("?"), "Something else than the service answered."),
    ],
)
def test_what_the_network_says_is_the_networks_fault(error: Exception, title: str) -> None:
    told = from_exception(error)
    assert type(told) is NetworkError
    assert told.title == title
    assert told.retry


@pytest.mark.parametrize(
    ("code", "title"),
    [
        (10, "The server's certificate has expired."),
        (62, "The server's certificate belongs to another server."),
        (0x800B0101, "The server's certificate has expired."),
        (0x800B010F, "The server's certificate belongs to another server."),
        (0x800B0109, "This computer does not trust the server's certificate."),
        (-67818, "The server's certificate has expired."),
        (-67819, "The server's certificate is not valid yet."),
        (-67602, "The server's certificate belongs to another server."),
        (-67843, "This computer does not trust the server's certificate."),
    ],
)
def test_a_refused_certificate_is_told_on_every_system(code: int, title: str) -> None:
    error = ssl.SSLCertVerificationError("?")
    error.verify_code = code
    assert from_exception(error).title == title


def test_an_error_that_is_already_for_the_user_stays_as_it_is() -> None:
    error = KeyRefused("The key was refused.", "Check it.")
    assert from_exception(error) is error


def test_a_close_is_judged_by_its_code() -> None:
    refused = ConnectionClosedError(Close(1008, "Invalid API key"), None)
    assert type(from_exception(refused)) is KeyRefused


def test_an_end_without_a_close_is_a_cut() -> None:
    assert type(from_exception(ConnectionClosedError(None, None))) is NetworkError


def test_a_message_that_this_side_found_too_long_is_the_services_fault() -> None:
    assert type(from_exception(ConnectionClosedError(None, Close(1009, "")))) is ServiceError


def test_an_answer_in_place_of_the_upgrade_is_judged_by_its_status() -> None:
    response = Response(401, "Unauthorized", Headers(), b"")
    assert type(from_exception(InvalidStatus(response))) is KeyRefused


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("7", 7), ("0", 0), ("99999", 300), ("soon", None), ("-1", None), ("²", None)],
)
def test_when_to_come_back_is_a_number_of_seconds(text: str, seconds: float | None) -> None:
    assert retry_after_s({"Retry-After": text}) == seconds


def test_a_server_need_not_say_when_to_come_back() -> None:
    assert retry_after_s({}) is None
