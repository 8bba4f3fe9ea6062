"""What a session is called: day, time and length."""

from datetime import datetime

from captioner.core.sentence import Sentence

# Not strftime: its names follow the process's locale, which Qt changes.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def opening(started: datetime) -> str:
    """The title of a session that still runs, such as "Tue 24 Nov 10:02"."""
    day = f"{_DAYS[started.weekday()]} {started.day} {_MONTHS[started.month - 1]}"
    return f"{day} {started:%H:%M}"


def title(started: datetime, seconds: float) -> str:
    """The title of a finished session, such as "Tue 24 Nov 10:02, 54 min"."""
    return f"{opening(started)}, {length(seconds)}"


def length(seconds: float) -> Sentence:
    """A length to the second below a minute, above it to the minute: "54 min"."""
    if seconds < 59.5:  # noqa: PLR2004 - what rounds to 60 s is a minute
        return Sentence("{n} s", n=f"{seconds:.0f}")
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return Sentence("{n} min", n=minutes)
    if not minutes:
        return Sentence("{n} h", n=hours)
    return Sentence("{hours} h {minutes} min", hours=hours, minutes=minutes)
