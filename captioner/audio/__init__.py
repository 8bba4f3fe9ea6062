"""Sound in: devices, files, hot-plug. The owner of sounddevice, av and pulsectl."""
