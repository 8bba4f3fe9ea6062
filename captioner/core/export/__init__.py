"""Turns a transcript into text files."""
