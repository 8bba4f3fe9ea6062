"""What the network's own failures mean to the user."""

import socket
import ssl
from collections.abc import Mapping
from dataclasses import replace

from websockets.exceptions import ConnectionClosed, InvalidStatus, ProxyError

from captioner.core.errors import CaptionerError, NetworkError
from captioner.engines.assemblyai.codes import Answer, from_close, from_http

_LONGEST_WAIT_S = 300.0
_BODY = 2_000
_CUT = 1006  # RFC 6455's code for a connection that ended without one

_CLOCK = "Check this computer's date and time."
_ADDRESS = "Check the server's address."
_FOREIGN = Answer(NetworkError, "The server's certificate belongs to another server.", _ADDRESS)
_TOO_EARLY = Answer(NetworkError, "The server's certificate is not valid yet.", _CLOCK)
_EXPIRED = Answer(NetworkError, "The server's certificate has expired.", _CLOCK)
_OPENSSL = {9: _TOO_EARLY, 10: _EXPIRED, 62: _FOREIGN, 64: _FOREIGN}  # X509_V_ERR_…
_WINDOWS = {0x800B0101: _EXPIRED, 0x800B010F: _FOREIGN}  # CERT_E_EXPIRED, also before its time
_MACOS = {-67818: _EXPIRED, -67819: _TOO_EARLY, -67602: _FOREIGN}  # errSec…
_CERTIFICATES = {**_OPENSSL, **_WINDOWS, **_MACOS}
"""The result of a verification, by whoever verifies on this system → what it means."""

_UNTRUSTED = Answer(
    NetworkError,
    "This computer does not trust the server's certificate.",
    "For a private server, name its certificate file in the settings.",
)
_NO_TLS = Answer(NetworkError, "The secure connection failed.", _ADDRESS)

SIGN_IN_WAIT_S = 30.0
"""A network that wants a sign-in shows a certificate of its own: one more try after this."""


def from_exception(error: Exception) -> CaptionerError:
    """The error for whatever went wrong on the way to or from the service."""
    match error:
        case CaptionerError():
            return error
        case ConnectionClosed():
            close = error.rcvd or error.sent
            return from_close(close.code, close.reason) if close else from_close(_CUT)
        case ssl.SSLError():
            return _insecure(error)
        case InvalidStatus(response=response):
            return from_http(
                response.status_code,
                bytes(response.body or b"")[:_BODY].decode(errors="replace"),
                retry_after_s(response.headers),
            )
        case _:
            return _network_error(error)


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """When a server wants to be asked again, if it says so in seconds; 300 s at most."""
    text = headers.get("Retry-After", "")
    return min(float(text), _LONGEST_WAIT_S) if text.isascii() and text.isdigit() else None


def _network_error(error: Exception) -> NetworkError:
    match error:
        case TimeoutError():
            return NetworkError("The service does not answer.")
        case socket.gaierror():
            return NetworkError(
                "The service's name cannot be looked up.", "Check your network.", passes=True
            )
        case ConnectionRefusedError():
            return NetworkError("The service cannot be reached.")
        case ProxyError() | ImportError():
            return NetworkError(
                "The network's proxy does not let Captioner through.", "Check its settings."
            )
        case OSError():
            return NetworkError("The connection to the service was cut.")
        case _:
            return NetworkError(
                "Something else than the service answered.",
                "Check the server's address and your network.",
            )


def _insecure(error: ssl.SSLError) -> CaptionerError:
    answer = _NO_TLS
    if isinstance(error, ssl.SSLCertVerificationError):
        answer = _CERTIFICATES.get(error.verify_code, _UNTRUSTED)
    return replace(answer, tries=1).error(SIGN_IN_WAIT_S)
