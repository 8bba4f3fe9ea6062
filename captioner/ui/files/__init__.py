"""Recordings: captioned from the window, one after another."""
