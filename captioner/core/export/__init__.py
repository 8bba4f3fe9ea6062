"""Turns a transcript into text files; `formats` has all of them."""
