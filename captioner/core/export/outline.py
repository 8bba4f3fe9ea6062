"""A transcript as entries with times: what text, Markdown and Word documents all show."""

from collections.abc import Iterator
from dataclasses import dataclass

from captioner.core import ledger
from captioner.core.cast import Cast
from captioner.core.engines import ENGINES
from captioner.core.export.one_line import marked, one_line
from captioner.core.lanes import Lane
from captioner.core.ledger import Ledger
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
    engines: dict[Lane, str] = {}
    cast = Cast.of(transcript)
    for item in transcript.items():
        time = _time(transcript, start_of(item))
        if isinstance(item, Segment):
            engine = engines.setdefault(item.lane, _first(transcript, item))
            if item.engine not in ("", SOUNDS, engine):
                engine = engines[item.lane] = item.engine
                yield Entry(time, f"Recogniser from here: {_engine(engine)}", said=False)
            yield Entry(time, one_line(item.text), one_line(cast.shown(item.label)))
        elif isinstance(item, Gap):
            yield Entry(time, _gap(transcript, item), said=False)
        else:
            yield Entry(time, marked(item), said=False)


def accounts(transcript: Transcript) -> list[tuple[str, str]]:
    """The account of every second of each lane, as rows of label and length."""
    rows = [("Length", ledger.account(transcript).total_ms)]
    for lane, account in ledger.accounts(transcript).items():
        whose = f"{lane.label}: " if lane.label else ""
        rows += [(whose + label, ms) for label, ms in _rows(account)]
    if transcript.session.billed_s:
        rows.append(("Billed connection", round(transcript.session.billed_s * 1000)))
    if transcript.information is not None:
        rows.append(("Sound the service received", round(transcript.information.audio_s * 1000)))
    return [(label, _length(ms)) for label, ms in rows]


def _rows(account: Ledger) -> Iterator[tuple[str, int]]:
    yield "Captioned", account.captioned_ms
    yield "Silent", account.silent_ms
    if account.paused_ms:
        yield "Paused", account.paused_ms
    if account.muted_ms:
        yield "Muted", account.muted_ms
    if account.off_record_ms:
        yield "Off the record", account.off_record_ms
    for reason, ms in account.lost_ms.items():
        yield f"Lost: {one_line(reason)}", ms


def _first(transcript: Transcript, segment: Segment) -> str:
    """The recogniser that a lane began with, which needs no telling."""
    return segment.engine if segment.lane is Lane.YOU else transcript.session.engine


def _gap(transcript: Transcript, gap: Gap) -> str:
    until = _time(transcript, gap.end_ms)
    if gap.kind is GapKind.PAUSED:
        return f"Paused until {until}"
    if gap.kind is GapKind.MUTED:
        return f"Microphone muted until {until}"
    if gap.kind is GapKind.OFF_THE_RECORD:
        return f"Off the record until {until}"
    whose = f" of {gap.lane.label}" if gap.lane.label else ""
    return f"Not captured{whose} until {until}: {one_line(gap.reason)}"


def _engine(name: str) -> str:
    return ENGINES[name].label if name in ENGINES else one_line(name)


def _time(transcript: Transcript, ms: int) -> str:
    return f"{transcript.wall_clock(ms):%H:%M:%S}"


def _length(ms: int) -> str:
    minutes, seconds = divmod(round(ms / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
