"""What another program can ask of the running window."""

REMOTE_COMMANDS = (
    "start",
    "stop",
    "pause",
    "toggle",
    "mark",
    "show",
    "hide",
    "finish",
    "off-the-record",
    "off-from-now",
    "on-the-record",
    "mute",
    "catch-up",
)
"""The words of `captioner remote`, and of what the desktop's own shortcuts call."""
