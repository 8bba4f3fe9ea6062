"""Plain text: what was said, and where the user marked it."""

from captioner.core.export.one_line import marked
from captioner.core.export.timed_text import rows
from captioner.core.export.wish import Style
from captioner.core.file_kinds import Part
from captioner.core.transcript import Gap, Mark, Transcript

_VERBATIM = frozenset({Part.MARKS})
_USUAL = Style(parts=_VERBATIM)


def plain_text(transcript: Transcript, style: Style = _USUAL) -> str:
    """Every final's text verbatim, one a line; a mark stands between them in square brackets.

    With times, names or gaps it is one row for each of them.
    """
    if not style.parts <= _VERBATIM:
        return "".join(f"{row}\n" for row in rows(transcript, style))
    return "".join(
        f"[{marked(item)}]\n" if isinstance(item, Mark) else f"{item.text}\n"
        for item in transcript.items()
        if not isinstance(item, Gap)
    )
