"""The checksum of the models' vendor."""

from captioner.core.crc32c import crc32c


def test_the_check_value_of_the_standard_comes_out() -> None:
    assert crc32c(b"123456789") == 0xE3069283


def test_pieces_give_the_same_as_the_whole() -> None:
    assert crc32c(b"56789", crc32c(b"1234")) == crc32c(b"123456789")


def test_nothing_is_zero() -> None:
    assert crc32c(b"") == 0
