"""Sessions end to end, in plain asyncio."""
