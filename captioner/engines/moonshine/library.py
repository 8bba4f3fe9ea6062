"""The vendor's library, for one stream of sound read by a model that was downloaded.

A thin typed wrapper over `moonshine-voice`. Its own Python layer copies sound through
lists; here numpy's memory is handed over as it is. The package and numpy are imported
when a recogniser is made, because the program's start must not wait for them.

The library cuts sound into lines with a voice detector and recognises the open line
anew at every pass, so a pass costs about as much as the open line is long.
"""

import ctypes
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from captioner.core.audio import BYTES_PER_SAMPLE, RATE, to_floats
from captioner.core.errors import EngineError, EngineUnavailable, ModelMissing
from captioner.core.pauses import HOP
from captioner.core.sentence import Sentence
from captioner.core.utterance import Line

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

_LONGEST_LINE_S = 15
_SILENCE = 9 * HOP
"""What its voice detector adds to a line: it averages over half a second."""

_LEAST = 1024
"""Samples after a restart that are needed for a pass: the model breaks on less than 895."""


class Library:
    """One loaded model with one running stream. Owned by one thread.

    Raises:
        EngineUnavailable: The library is not there for this machine, or does not load.
        ModelMissing: The folder holds no model that the library can read.
    """

    cuts_long_lines = False

    def __init__(self, folder: Path, arch: int) -> None:
        try:
            from moonshine_voice.errors import MoonshineError
            from moonshine_voice.moonshine_api import ModelArch
            from moonshine_voice.transcriber import Transcriber
        except (ImportError, OSError) as error:
            raise EngineUnavailable(
                "This model needs a library that is not made for this computer.",
                "Choose another model in the settings.",
            ) from error
        options = {
            "return_audio_data": "false",
            "transcription_interval": "0",
            "vad_max_segment_duration": str(_LONGEST_LINE_S * 1.5),  # it cuts at two thirds
        }
        try:
            self._transcriber = Transcriber(folder, ModelArch(arch), options=options)
        except MoonshineError as error:
            raise ModelMissing(
                Sentence("The model in {folder} is missing or damaged.", folder=folder),
                "Run the set-up again, or choose another model in the settings.",
            ) from error
        self._origin = self._added = 0
        self._error: type[Exception] = MoonshineError
        self._stream = self._transcriber.create_stream()
        self._stream.start()

    def prefer(self, terms: Sequence[str]) -> None:
        """Nothing: these models cannot be biased."""

    def add(self, sound: "NDArray[float32]") -> None:
        """As `Recogniser` says."""
        pointer = sound.ctypes.data_as(ctypes.POINTER(ctypes.c_float))
        # The library's Python layer has no public way to pass memory by pointer.
        self._check(
            self._transcriber._lib.moonshine_transcribe_add_audio_to_stream(  # noqa: SLF001
                self._transcriber._handle,  # noqa: SLF001
                self._stream._handle,  # noqa: SLF001
                pointer,
                len(sound),
                RATE,
                0,
            )
        )
        self._added += len(sound)

    def read(self) -> list[Line]:
        """As `Recogniser` says."""
        if self._added < _LEAST:
            return []
        try:
            transcript = self._stream.update_transcription(0)
        except self._error as error:
            raise _broken() from error
        return self._lines(transcript, silence=_SILENCE)

    def restart(self, position: int) -> list[Line]:
        """As `Recogniser` says."""
        if 0 < self._added < _LEAST:
            self.add(to_floats(bytes((_LEAST - self._added) * BYTES_PER_SAMPLE)))
        try:
            transcript = self._stream.stop()
            lines = self._lines(
                transcript, silence=0
            )  # before the start, which frees what it points to
            self._stream.start()
        except self._error as error:
            raise _broken() from error
        self._origin, self._added = position, 0
        return lines

    def read_again(self, start: int, end: int) -> Line | None:  # noqa: ARG002 - the base's signature
        """None: the library keeps no sound."""
        return None

    def close(self) -> None:
        """Free the model's memory; nothing may be called after it."""
        self._stream.close()
        self._transcriber.close()

    def _lines(self, transcript: object, silence: int) -> list[Line]:
        return [
            Line(
                id=line.line_id,
                texts=tuple(line.text.split()),
                start=self._origin + round(line.start_time * RATE),
                end=self._origin + round((line.start_time + line.duration) * RATE),
                complete=line.is_complete,
                silence=silence if line.is_complete else 0,
            )
            for line in getattr(transcript, "lines", ())
        ]

    def _check(self, status: int) -> None:
        if status < 0:
            raise _broken()


def _broken() -> EngineError:
    return EngineError("The embedded recogniser failed.", "Start captions again.")
