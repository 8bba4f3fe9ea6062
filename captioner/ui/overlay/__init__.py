"""The caption window."""
