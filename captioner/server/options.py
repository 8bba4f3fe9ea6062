"""Where a server may listen, and what it must demand there."""

import ipaddress
import os
import socket
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from captioner.core.errors import UsageError
from captioner.core.secret import SERVER_KEY
from captioner.core.sentence import Sentence
from captioner.server.guard import is_origin

LAST_PORT = 65_535
KEY_VARIABLE = SERVER_KEY
SESSIONS = 64
MOST_SESSIONS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to serve.

    Attributes:
        host: The name or address to listen on.
        port: The port, 0 for any free one.
        key: What clients must show, "" if none is needed.
        tls: What proves this server to clients, None for plain connections.
        sessions: How many sessions there may be at once.
        origins: The web pages that may come in.
    """

    host: str
    port: int
    key: str
    tls: ssl.SSLContext | None
    sessions: int = SESSIONS
    origins: tuple[str, ...] = ()


def check_options(
    *,
    host: str,
    port: int,
    certificate: tuple[Path | None, Path | None] = (None, None),
    require_key: bool = False,
    key_file: Path | None = None,
) -> Options:
    """The options, if they are safe together.

    Other machines are served only over TLS and only with a key; this machine's own
    programs need neither unless `require_key`.

    Args:
        host: The name or address to listen on.
        port: The port, 0 for any free one.
        certificate: The files of the certificate chain and of its private key.
        require_key: Whether clients on this machine must show the key too.
        key_file: Where the key stands, instead of the environment.

    Raises:
        UsageError: They are not safe, or a file cannot be used.
    """
    if not 0 <= port <= LAST_PORT:
        raise UsageError(
            Sentence("There is no port {port}.", port=port),
            Sentence("Choose {low} to {high}.", low=0, high=LAST_PORT),
        )
    tls = _tls(*certificate)
    needs_key = require_key
    if not _is_loopback(host):
        needs_key = True
        if tls is None:
            raise UsageError(
                "Other machines are served only over TLS.", "Add --tls-cert FILE --tls-key FILE."
            )
    key = _key(key_file) if needs_key else ""
    if needs_key and not key:
        raise UsageError(
            "There is no key for clients to show.",
            Sentence("Set {name}, or use --key-file FILE.", name=KEY_VARIABLE),
        )
    return Options(host=host, port=port, key=key, tls=tls)


def admitting(options: Options, *, sessions: int, origins: Sequence[str]) -> Options:
    """The options with so many sessions at once, and with the web pages that may come in.

    Args:
        options: All others.
        sessions: At most so many.
        origins: As `https://captions.example`.

    Raises:
        UsageError: They cannot be.
    """
    if not 1 <= sessions <= MOST_SESSIONS:
        raise UsageError(
            Sentence("There cannot be {number} sessions at once.", number=sessions),
            Sentence("Choose {low} to {high}.", low=1, high=MOST_SESSIONS),
        )
    for origin in origins:
        if not is_origin(origin):
            raise UsageError(
                Sentence("“{origin}” is not the origin of a web page.", origin=origin),
                "Write it as https://captions.example, without a path.",
            )
    return replace(options, sessions=sessions, origins=tuple(origins))


def _is_loopback(host: str) -> bool:
    found = []
    if host:  # without one, all of this machine would be listened on
        with suppress(OSError, UnicodeError):
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    if not found:
        raise UsageError(
            Sentence("There is no host “{host}” to listen on.", host=host),
            "Use 127.0.0.1 or an address of this machine.",
        )
    return all(ipaddress.ip_address(str(address[0])).is_loopback for *_, address in found)


def _tls(certificate: Path | None, key: Path | None) -> ssl.SSLContext | None:
    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        raise UsageError("A certificate and its key belong together.", "Give both files.")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError):
        raise UsageError(
            Sentence(
                "The certificate {certificate} with the key {key} cannot be used.",
                certificate=certificate,
                key=key,
            ),
            "Check that both are PEM files and belong together.",
        ) from None
    return context


def _key(file: Path | None) -> str:
    if file is None:
        return os.environ.get(KEY_VARIABLE, "").strip()
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeError):
        raise UsageError(
            Sentence("The key file {file} cannot be read.", file=file), "Check its name."
        ) from None
