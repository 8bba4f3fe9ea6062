"""Times of day in the fields of windows, and the session times they stand for."""

from datetime import datetime, timedelta

from PySide6.QtCore import QTime

_DAY_MS = 86_400_000
_SECOND_MS = 1_000


def clock_of(started: datetime, ms: int) -> QTime:
    """The time of day of a session time, to the second."""
    at = started + timedelta(milliseconds=ms)
    return QTime(at.hour, at.minute, at.second)


def since_start(started: datetime, clock: QTime) -> int:
    """The session time of a time of day; one before the start is that of the next day."""
    began = QTime(started.hour, started.minute, started.second, started.microsecond // 1000)
    ms = clock.msecsSinceStartOfDay() - began.msecsSinceStartOfDay()
    if -_SECOND_MS < ms < 0:  # the second in which it began
        return 0
    return ms % _DAY_MS
