"""What the main window says, and the button beside it: the most urgent there is."""

from captioner.core.errors import CaptionerError
from captioner.core.session import State
from captioner.ui.language import tr
from captioner.ui.main.remedies import Remedies
from captioner.ui.model import Model
from captioner.ui.parts.message_strip import MessageStrip
from captioner.ui.parts.status_text import action_text, error_text, window_text


class Messages:
    """Fills the strip of messages.

    Args:
        model: What is told.
        strip: Where it is said.
        remedies: What the buttons do.
    """

    def __init__(self, model: Model, strip: MessageStrip, remedies: Remedies) -> None:
        self._model, self._strip, self._remedies = model, strip, remedies
        self._error: CaptionerError | None = None
        model.now_in_state.connect(self._in_state)
        model.now_told.connect(lambda _: self._say())
        model.failed.connect(self._fail)
        self._say()

    def tell(self, text: str) -> None:
        """Show a message that the user puts away."""
        self._strip.say(text, tr("OK"), self._say)

    def _in_state(self, state: State) -> None:
        if state in (State.STARTING, State.LISTENING):
            self._error = None
        self._say()

    def _fail(self, error: CaptionerError) -> None:
        self._error = error
        self._say()

    def _dismiss(self) -> None:
        self._error = None
        self._say()

    def _say(self) -> None:
        """Show what is most urgent: an error, else the state of captioning."""
        error, status = self._error, self._model.told
        if error is not None:
            text = error_text(error)
            if error.action is None or not self._remedies.helps(error.action):
                self._strip.say(text, tr("OK"), self._dismiss, bad=True)
            else:
                remedy = self._remedies.step(error.action)
                self._strip.say(text, tr(error.action.value), remedy, bad=True)
        elif status is not None:
            if status.action is None or not self._remedies.helps(status.action):
                self._strip.say(window_text(status))
            else:
                step = self._remedies.step(status.action, status)
                self._strip.say(window_text(status), action_text(status), step)
        else:
            self._strip.say("")
