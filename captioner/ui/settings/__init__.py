"""The settings window, made from the declarations in the core."""
