"""Plain text: what was said, and where the user marked it."""

from captioner.core.export.one_line import marked
from captioner.core.transcript import Gap, Mark, Transcript


def plain_text(transcript: Transcript) -> str:
    """Every final's text verbatim, one a line; a mark stands between them in square brackets."""
    return "".join(
        f"[{marked(item)}]\n" if isinstance(item, Mark) else f"{item.text}\n"
        for item in transcript.items()
        if not isinstance(item, Gap)
    )
