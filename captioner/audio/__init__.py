"""Sound in: devices, files, hot-plug. The owner of sounddevice, soundfile and pulsectl."""
