"""Pure rules and values: no Qt, asyncio, threads, clock, randomness, files or sockets."""
