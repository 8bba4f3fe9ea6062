"""Captioner: what people say, as text on the screen."""

__version__ = "0.1.0"
