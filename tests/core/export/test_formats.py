from captioner.core.export.formats import checked
from captioner.core.export.wish import Wish
from tests.transcripts import MEETING


def test_subtitles_are_checked_and_no_other_format() -> None:
    found = checked("srt", MEETING, Wish())
    assert found is not None
    assert found.cues > 0
    assert checked("txt", MEETING, Wish()) is None
