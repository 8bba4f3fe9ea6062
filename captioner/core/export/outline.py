"""A transcript as entries with times: what text, Markdown and Word documents all show."""

from collections.abc import Iterator
from dataclasses import dataclass

from captioner.core.engines import ENGINES
from captioner.core.export.one_line import marked, one_line
from captioner.core.ledger import account
from captioner.core.transcript import SOUNDS, Gap, GapKind, Segment, Transcript, start_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a transcript.

    Attributes:
        time: The time of day, "10:02:05".
        text: What was said, or what there is to know.
        speaker: Who said it, "" if nobody tells.
        said: False for a gap, a mark or a change of recogniser.
    """

    time: str
    text: str
    speaker: str = ""
    said: bool = True


def heading(transcript: Transcript) -> list[str]:
    """What stands above the entries: the title, then a sentence or two."""
    session = transcript.session
    day = transcript.wall_clock(0)
    lines = [
        one_line(session.title),
        f"{day:%Y-%m-%d %H:%M}. Recogniser: {_engine(session.engine)}.",
    ]
    if session.running:
        lines.append("The session is still running.")
    elif not session.ended:
        lines.append("Recovered: Captioner ended unexpectedly; all finished sentences are here.")
    return lines


def entries(transcript: Transcript) -> Iterator[Entry]:
    """Segments, gaps, marks and changes of recogniser in the order of time."""
    engine = transcript.session.engine
    for item in transcript.items():
        time = _time(transcript, start_of(item))
        if isinstance(item, Segment):
            if item.engine not in ("", SOUNDS, engine):
                engine = item.engine
                yield Entry(time, f"Recogniser from here: {_engine(engine)}", said=False)
            yield Entry(time, one_line(item.text), one_line(transcript.speaker(item)))
        elif isinstance(item, Gap):
            yield Entry(time, _gap(transcript, item), said=False)
        else:
            yield Entry(time, marked(item), said=False)


def accounts(transcript: Transcript) -> list[tuple[str, str]]:
    """The account of every second, as rows of label and length."""
    ledger = account(transcript)
    rows = [
        ("Length", ledger.total_ms),
        ("Captioned", ledger.captioned_ms),
        ("Silent", ledger.silent_ms),
    ]
    if ledger.paused_ms:
        rows.append(("Paused", ledger.paused_ms))
    if ledger.off_record_ms:
        rows.append(("Off the record", ledger.off_record_ms))
    rows += [(f"Lost: {one_line(reason)}", ms) for reason, ms in ledger.lost_ms.items()]
    if transcript.session.billed_s:
        rows.append(("Billed connection", round(transcript.session.billed_s * 1000)))
    if transcript.information is not None:
        rows.append(("Sound the service received", round(transcript.information.audio_s * 1000)))
    return [(label, _length(ms)) for label, ms in rows]


def _gap(transcript: Transcript, gap: Gap) -> str:
    until = _time(transcript, gap.end_ms)
    if gap.kind is GapKind.PAUSED:
        return f"Paused until {until}"
    if gap.kind is GapKind.OFF_THE_RECORD:
        return f"Off the record until {until}"
    return f"Not captured until {until}: {one_line(gap.reason)}"


def _engine(name: str) -> str:
    return ENGINES[name].label if name in ENGINES else one_line(name)


def _time(transcript: Transcript, ms: int) -> str:
    return f"{transcript.wall_clock(ms):%H:%M:%S}"


def _length(ms: int) -> str:
    minutes, seconds = divmod(round(ms / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
