"""Turns a transcript into text files."""

from captioner.core.export.formats import FORMATS, Format

__all__ = ["FORMATS", "Format"]
