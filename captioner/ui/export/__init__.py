"""Exporting from a window: what of a session, as what, and where to."""
