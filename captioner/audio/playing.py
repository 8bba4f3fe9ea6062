"""Sound out: a piece of a session, heard again."""

from collections.abc import Callable
from typing import Any

from captioner.audio import faults
from captioner.audio.portaudio_process import codes, exclusive, library, open_streams
from captioner.core.audio import BYTES_PER_SAMPLE, RATE

_LABEL = "the speakers"


class Playing:
    """Mono PCM16 at 16 kHz on the way to the default output; blocks while it opens.

    Args:
        pcm: The sound.
        on_end: Called in PortAudio's thread once all of it was handed over, or it broke.

    Raises:
        AudioError: Nothing can be played.
    """

    def __init__(self, pcm: bytes, on_end: Callable[[], None]) -> None:
        self._left = pcm
        self.closing = False
        with exclusive(_LABEL):
            self._stream = self._opened(on_end)
            open_streams.append(self)

    def close(self) -> None:
        """Be silent at once; safe to call twice."""
        if not self.closing:
            self.closing = True
            self._stream.abort()
            with exclusive(_LABEL):
                self._stream.close()
                if self in open_streams:
                    open_streams.remove(self)

    def interrupt(self) -> None:
        """Devices are listed anew; a piece that is cut short is not begun again."""
        self.closing = True
        self._stream.abort()
        self._stream.close()

    def go_on(self) -> bool:
        """It does not."""
        return False

    def _opened(self, on_end: Callable[[], None]) -> Any:
        sounddevice = library()
        stop = sounddevice.CallbackStop

        def deliver(out: Any, frames: int, _time: object, _status: object) -> None:
            size = frames * BYTES_PER_SAMPLE
            piece, self._left = self._left[:size], self._left[size:]
            out[:] = piece.ljust(size, b"\0")
            if not self._left:
                raise stop

        stream = None
        try:
            stream = sounddevice.RawOutputStream(
                samplerate=RATE,
                channels=1,
                dtype="int16",
                callback=deliver,
                finished_callback=on_end,
            )
            stream.start()
        except sounddevice.PortAudioError as error:
            if stream is not None:
                stream.close()
            raise faults.will_not_play(codes(error)[2]) from error
        return stream
