"""Who speaks, in the captions: shown as the user wants it, and pressed to be named."""

from PySide6.QtCore import QObject, QPoint, QPointF, Signal

from captioner.ui.commands import Commands
from captioner.ui.model import Model
from captioner.ui.overlay.caption_view import CaptionView
from captioner.ui.overlay.holding import Holding
from captioner.ui.overlay.who import Who


class CaptionVoices(QObject):
    """Follows the model; tells a press on a name from a drag and from a hold.

    Args:
        view: The captions.
        holding: Knows how the pointer is pressed.
        commands: Where the settings are.
        model: Who speaks.
    """

    wanted = Signal(str, QPoint)
    """The voice of this label is to be named; near this point of the screen."""

    def __init__(
        self, view: CaptionView, holding: Holding, commands: Commands, model: Model
    ) -> None:
        super().__init__(view)
        self._view, self._holding = view, holding
        self._commands, self._model = commands, model
        self._pressed = ""

    @property
    def who(self) -> Who:
        """Who speaks now, as the settings want it shown."""
        return Who(self._model.cast, self._commands.settings.names_in_captions)

    def press(self, at: QPointF) -> bool:
        """A button went down here; whether that is on a name."""
        self._pressed = self._view.voice_at(at)
        return bool(self._pressed)

    def drags(self) -> bool:
        """The pointer moved; whether what was pressed on a name is a drag after all."""
        if not self._pressed or self._holding.waits:
            return False
        self._pressed = ""
        return True

    def release(self, at: QPoint) -> None:
        """The button went up, at this point of the screen."""
        pressed, self._pressed = self._pressed, ""
        if pressed and not self._holding.on:
            self.wanted.emit(pressed, at)
