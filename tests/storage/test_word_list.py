from pathlib import Path

import pytest

from captioner.core.errors import UsageError
from captioner.storage.word_list import MOST_BYTES, read


def test_each_line_is_a_term_trimmed_and_once(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes("\ufeffKrabby   Patty\r\n\r\n  naïve & co\nKrabby Patty\n".encode())
    assert read(path) == ("Krabby Patty", "naïve & co")


def test_what_is_no_list_of_words_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "words.bin"
    path.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(UsageError, match="no text"):
        read(path)
    path.write_bytes(b"a\n" * (MOST_BYTES // 2 + 1))
    with pytest.raises(UsageError, match="too long"):
        read(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read(tmp_path)
