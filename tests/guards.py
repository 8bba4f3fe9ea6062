"""How long tests wait before they say that something hangs."""

HANG_S = 120.0
"""Ten times and more what anything that is waited for takes on a loaded machine."""
