"""Which files a desktop offers to open with Captioner, and the file dialogue lists first.

Any other file is read as well, where its sound can be.
"""

SOUNDS = ("aac", "aiff", "amr", "flac", "m4a", "mp3", "oga", "ogg", "opus", "wav", "wma")
VIDEOS = ("avi", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "ogv", "ts", "webm", "wmv")


def is_video(name: str) -> bool:
    """Whether the file's name is that of a video, beside which players look for subtitles."""
    _, dot, ending = name.lower().rpartition(".")
    return bool(dot) and ending in VIDEOS
