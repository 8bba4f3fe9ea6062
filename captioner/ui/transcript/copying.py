"""What of a transcript goes to the clipboard: a line, or what is selected, with times or not."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtGui import QTextCursor

from captioner.core.cast import Cast
from captioner.core.transcript import Item
from captioner.ui.transcript.entry import entry_of

_LEAD = 2
"""An entry begins with its time, and a dash."""


def line_text(item: Item, started: datetime, cast: Cast, *, times: bool) -> str:
    """An entry as text."""
    runs = entry_of(item, started, cast).runs
    return "".join(text for text, _ in (runs if times else runs[_LEAD:]))


def selected_text(
    chosen: QTextCursor, items: Sequence[Item], started: datetime, cast: Cast, *, times: bool
) -> str:
    """What is selected, line by line; a line of which a part is selected has its time too."""
    document, lines = chosen.document(), []
    begin, end = chosen.selectionStart(), chosen.selectionEnd()
    block = document.findBlock(begin)
    while block.isValid() and block.position() < end:
        number, text = block.blockNumber(), block.text()
        low = max(begin - block.position(), 0)
        high = min(end - block.position(), len(text))
        if number < len(items):
            runs = entry_of(items[number], started, cast).runs
            lead = "".join(text for text, _ in runs[:_LEAD])
            part = text[max(low, len(lead)) : high]
            if part:
                lines.append(f"{lead}{part}" if times else part)
        elif high > low:
            lines.append(text[low:high])
        block = block.next()
    return "\n".join(lines)
