"""Recognisers: each turns sound into the events of `captioner.core.events`."""
