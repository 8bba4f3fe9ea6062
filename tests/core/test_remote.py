"""What `captioner remote` can say."""

from captioner.core.remote import REMOTE_COMMANDS


def test_each_word_is_one_word_of_a_shell_and_there_once() -> None:
    assert len(set(REMOTE_COMMANDS)) == len(REMOTE_COMMANDS)
    assert all(word.replace("-", "").isalpha() for word in REMOTE_COMMANDS)
