"""JSON: everything there is, for programs."""

import json

from captioner.core import ledger
from captioner.core.events import Word
from captioner.core.export.wish import Style
from captioner.core.ledger import Ledger
from captioner.core.transcript import Segment, Session, Transcript

_USUAL = Style()


def json_text(transcript: Transcript, style: Style = _USUAL) -> str:
    """One object; times are ms of the session's audio, names as in `captioner caption --json`."""
    content: dict[str, object] = {
        "session": _session(transcript.session),
        "segments": [_segment(transcript, segment) for segment in transcript.segments],
        "gaps": [
            {
                "start_ms": gap.start_ms,
                "end_ms": gap.end_ms,
                "kind": gap.kind.value,
                "reason": gap.reason,
                **({"lane": gap.lane.value} if gap.lane.value else {}),
            }
            for gap in transcript.gaps
        ],
        "marks": [{"at_ms": mark.at_ms, "note": mark.note} for mark in transcript.marks],
    }
    if style.account:
        content["account"] = _account(ledger.account(transcript))
    if style.account and len(transcript.lanes) > 1:
        content["lanes"] = {
            lane.value: _account(account) for lane, account in ledger.accounts(transcript).items()
        }
    if transcript.information is not None:
        content["information"] = {
            "audio_s": transcript.information.audio_s,
            "session_s": transcript.information.session_s,
        }
    parts = (f"{_dumped(name)}: {_part(part)}" for name, part in content.items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _account(account: Ledger) -> dict[str, object]:
    return {
        "total_ms": account.total_ms,
        "captioned_ms": account.captioned_ms,
        "silent_ms": account.silent_ms,
        "paused_ms": account.paused_ms,
        **({"muted_ms": account.muted_ms} if account.muted_ms else {}),
        "off_record_ms": account.off_record_ms,
        "lost": [{"reason": reason, "ms": ms} for reason, ms in account.lost_ms.items()],
    }


def _part(part: object) -> str:
    """A list with one entry a line: indenting all of it takes ten times as long."""
    if isinstance(part, list) and part:
        return "[\n" + ",\n".join(map(_dumped, part)) + "\n]"
    return _dumped(part)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _session(session: Session) -> dict[str, object]:
    return {
        "id": session.id,
        "title": session.title,
        "started": session.started,
        "seconds": session.seconds,
        "engine": session.engine,
        "finals": session.finals,
        "ended": session.ended,
        "billed_s": session.billed_s,
    }


def _segment(transcript: Transcript, segment: Segment) -> dict[str, object]:
    return {
        "turn": segment.turn,
        "start_ms": segment.start_ms,
        "end_ms": segment.end_ms,
        "text": segment.text,
        **({"heard": segment.heard} if segment.heard else {}),
        **({"lane": segment.lane.value} if segment.lane.value else {}),
        "speaker": transcript.speaker(segment),
        "engine": segment.engine,
        "words": [_word(word) for word in segment.words],
    }


def _word(word: Word) -> dict[str, object]:
    return {
        "text": word.text,
        "start_ms": word.start_ms,
        "end_ms": word.end_ms,
        "confidence": word.confidence,
        "boosted": word.boosted,
    }
