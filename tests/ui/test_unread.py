import linecache
import subprocess
import sys

from captioner.ui.unread import sources_unread


def test_no_source_is_read_meanwhile_and_all_are_afterwards() -> None:
    linecache.clearcache()
    with sources_unread():
        assert linecache.getlines(__file__) == []
    assert linecache.getlines(__file__)


def test_the_window_reads_next_to_no_source_when_it_is_imported() -> None:
    program = (
        "import linecache\n"
        "from captioner.ui.unread import sources_unread\n"
        "with sources_unread():\n"
        "    from captioner.ui import application\n"
        "print(sum(len(entry[2]) for entry in linecache.cache.values() if len(entry) == 4))\n"
    )
    lines = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert int(lines) < 1000
