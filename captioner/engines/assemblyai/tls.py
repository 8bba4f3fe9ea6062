"""Whom to trust: the system's trust store and, beside it, the user's own certificate file."""

import ssl

import truststore

from captioner.core.errors import UsageError


def context(ca_file: str = "") -> ssl.SSLContext:
    """A client's TLS context: certificate and name are always checked, TLS 1.2 at least.

    Args:
        ca_file: A PEM file with further certificates to trust; "" for none.

    Raises:
        UsageError: The file cannot be read or holds no certificate.
    """
    made = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file:
        try:
            made.load_verify_locations(ca_file)
        except OSError:  # ssl.SSLError is one
            raise UsageError(
                "The certificate file cannot be used.", "Choose a PEM file that can be read."
            ) from None
    return made
