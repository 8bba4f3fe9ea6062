"""The transcript of a session, wherever it is shown."""
