"""Sound in, with its holes: sources, one session's feed, standing by, sleep."""
