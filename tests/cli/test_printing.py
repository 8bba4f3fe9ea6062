import pytest

from captioner.cli.printing import TextPrinter
from captioner.core.errors import EngineError, StorageError


def test_what_is_wrong_with_the_disk_is_said_while_captions_go_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    printer = TextPrinter(print)
    printer.error(StorageError("The file was moved.", "Look for it."))
    printer.error(EngineError("The recogniser broke.", "It is said at the end."))
    assert capsys.readouterr().err == "captioner: The file was moved. Look for it.\n"
