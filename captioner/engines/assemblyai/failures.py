"""What the network's own failures mean to the user."""

import socket
import ssl
from collections.abc import Mapping

from websockets.exceptions import ConnectionClosed, InvalidStatus, ProxyError

from captioner.core.errors import CaptionerError, NetworkError
from captioner.engines.assemblyai.codes import from_close, from_http

_AGAIN = "Captioner tries again by itself."
_LONGEST_WAIT_S = 300.0
_BODY = 2_000
_CUT = 1006  # RFC 6455's code for a connection that ended without one

_CERTIFICATES = {
    9: ("The server's certificate is not valid yet.", "Check this computer's date and time."),
    10: ("The server's certificate has expired.", "Check this computer's date and time."),
    62: ("The server's certificate belongs to another server.", "Check the server's address."),
    64: ("The server's certificate belongs to another server.", "Check the server's address."),
}
"""OpenSSL's result of a verification (X509_V_ERR_…) → title and advice."""

_UNTRUSTED = (
    "This computer does not trust the server's certificate.",
    "For a private server, name its certificate file in the settings.",
)
_NO_TLS = ("The secure connection failed.", "Check the server's address.")

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
            return NetworkError(*_words(error))


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """When a server wants to be asked again, if it says so in seconds; 300 s at most."""
    text = headers.get("Retry-After", "")
    return min(float(text), _LONGEST_WAIT_S) if text.isascii() and text.isdigit() else None


def _words(error: Exception) -> tuple[str, str]:
    match error:
        case TimeoutError():
            return "The service does not answer.", _AGAIN
        case socket.gaierror():
            return "The service's name cannot be looked up.", "Check your network."
        case ConnectionRefusedError():
            return "The service cannot be reached.", _AGAIN
        case ProxyError() | ImportError():
            return "The network's proxy does not let Captioner through.", "Check its settings."
        case OSError():
            return "The connection to the service was cut.", _AGAIN
        case _:
            return "Something else than the service answered.", "Check your network."


def _insecure(error: ssl.SSLError) -> NetworkError:
    words = _NO_TLS
    if isinstance(error, ssl.SSLCertVerificationError):
        words = _CERTIFICATES.get(error.verify_code, _UNTRUSTED)
    return NetworkError(*words, retry_after_s=SIGN_IN_WAIT_S, tries=1)
