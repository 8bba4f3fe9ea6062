"""Plain text: what was said and nothing else."""

from captioner.core.transcript import Transcript


def plain_text(transcript: Transcript) -> str:
    """Every final's text verbatim, one a line."""
    return "".join(f"{segment.text}\n" for segment in transcript.segments)
