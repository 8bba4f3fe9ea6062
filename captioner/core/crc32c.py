"""CRC-32C (Castagnoli), the checksum that the models' vendor gives: RFC 3720, appendix B.4."""

_REVERSED_POLYNOMIAL = 0x82F63B78


def _table() -> tuple[int, ...]:
    entries = list(range(256))
    for _ in range(8):
        entries = [e >> 1 ^ (_REVERSED_POLYNOMIAL if e & 1 else 0) for e in entries]
    return tuple(entries)


_TABLE = _table()


def crc32c(data: bytes, before: int = 0) -> int:
    """The checksum of `data`; `before` is that of what came before it."""
    crc = before ^ 0xFFFFFFFF
    table = _TABLE
    for byte in data:
        crc = table[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF
