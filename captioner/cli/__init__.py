"""The composition root and one small file per command."""
