"""What the status row of the captions says, and what it offers to do."""

from PySide6.QtCore import QObject, QTimer

from captioner.core.session import State
from captioner.core.status import ENDED, Condition
from captioner.core.transcript import Gap
from captioner.ui.commands import Commands
from captioner.ui.language import tr
from captioner.ui.model import Model
from captioner.ui.overlay.caption_view import CaptionView
from captioner.ui.overlay.status_row import OverlayStatus, Step
from captioner.ui.parts.status_text import overlay_text
from captioner.ui.parts.who_listens import in_short

_NOTICE_MS = 4_000
_QUESTION_MS = 10_000


class Telling(QObject):
    """Follows the model.

    Args:
        status: The status row.
        view: The captions, which may be scrolled back.
        commands: What can be done.
        model: What there is to say.
    """

    def __init__(
        self, status: OverlayStatus, view: CaptionView, commands: Commands, model: Model
    ) -> None:
        super().__init__(status)
        self._status, self._view, self._commands, self._model = status, view, commands, model
        self._question: tuple[str, Step, Step] | None = None
        self._notice_ends = QTimer(self, singleShot=True)
        self._notice_ends.timeout.connect(self._end_notice)
        view.scrolled.connect(self._show_new_lines)
        for signal in (model.now_told, model.now_by, model.now_in_state):
            signal.connect(self._tell)
        model.off_record.connect(self._tell_off_record)

    def notice(self, text: str) -> None:
        """Say something for a few seconds."""
        if self._question is None:
            self._status.show_notice(text)
            self._notice_ends.start(_NOTICE_MS)

    def ask(self, text: str, action: str, do: Step, otherwise: Step) -> None:
        """Ask something for a while.

        Args:
            text: What there is to say.
            action: What is offered.
            do: Does it.
            otherwise: Called if nobody wants it.
        """
        self._question = action, do, otherwise
        self._status.show_notice(text)
        self._notice_ends.start(_QUESTION_MS)
        self._offer()

    def _answer(self) -> None:
        if self._question is not None:
            _, do, _ = self._question
            self._question = None
            self._status.show_notice("")
            self._offer()
            do()

    def _offer(self) -> None:
        """Offer what can be done about what is said."""
        over = self._model.state is State.IDLE and self._model.condition in ENDED
        if self._question is not None:
            self._status.offer(self._question[0], self._answer)
        else:
            self._status.offer(tr("Start again") if over else "", self._commands.start)

    def hurried(self) -> None:
        """Lines went by faster than they can be read."""
        self.notice(tr("Late lines went by. Scroll back."))

    def _tell(self, _: object) -> None:
        state, told = self._model.state, self._model.told
        if state is State.STOPPING and self._model.condition not in ENDED:
            self._status.show_text(tr("Saving…"))
        elif told is not None and told.condition is Condition.LISTENING:
            self._status.show_text(in_short(*self._commands.who_listens()))
        else:
            self._status.show_text(overlay_text(told))
        self._status.show_bars(state is not State.IDLE)
        self._offer()

    def _tell_off_record(self, gap: Gap) -> None:
        seconds = round((gap.end_ms - gap.start_ms) / 1000)
        self.notice(tr("Off the record: the last {n} s").format(n=seconds))

    def _show_new_lines(self, count: int) -> None:
        self._status.show_new_lines(count, back=not self._view.live)

    def _end_notice(self) -> None:
        self._status.show_notice("")
        question, self._question = self._question, None
        if question is not None:
            self._offer()
            question[2]()
