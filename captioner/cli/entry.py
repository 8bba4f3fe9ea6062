"""Where the installed programs begin: imports nothing before it can be interrupted."""

INTERRUPTED = 130
"""The exit status of a program that was ended by the keyboard: 128 and the signal's number."""


def main() -> int:
    """Run the command line, as `captioner.cli.main.main` does."""
    try:
        from captioner.cli import main as command_line

        return command_line.main()
    except KeyboardInterrupt:  # while that was being imported
        return INTERRUPTED


def window() -> int:
    """Open the window with the files that a desktop hands over."""
    try:
        from captioner.cli import main as command_line

        return command_line.window()
    except KeyboardInterrupt:
        return INTERRUPTED
