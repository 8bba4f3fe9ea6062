"""What a recording is told by."""

import pytest

from captioner.core.recordings import SOUNDS, VIDEOS, is_video


@pytest.mark.parametrize("name", ["talk.mp4", "Talk of the week.MKV"])
def test_a_video_is_told_by_its_name(name: str) -> None:
    assert is_video(name)


@pytest.mark.parametrize("name", ["talk.wav", "mp4.wav", "mp4", ""])
def test_what_is_named_otherwise_is_none(name: str) -> None:
    assert not is_video(name)


def test_no_ending_is_that_of_both() -> None:
    assert not set(SOUNDS) & set(VIDEOS)
