"""The window of all sessions."""
