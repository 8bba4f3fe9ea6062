"""Measurements. Each module with `rows` is a section of `python -m bench`."""
