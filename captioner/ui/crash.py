"""When Captioner itself has a fault: one box, once, and captions go on if they can."""

import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QSize, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit

from captioner.ui.language import tr
from captioner.ui.parts.fitted import column_in, grown, stand_below
from captioner.ui.parts.labels import label

_TOLERATED = (
    "does not support propagateSizeHints",
    "does not support raise",
    "GetApplicationBusAddress",  # screen readers ask; Qt 6.11 has no answer and needs none
)


_SCREEN_GONE = "connection broke"
"""Said of X11 and Wayland alike, right before Qt leaves by `exit`."""


class Crashes:
    """Gathers faults from the five places where they can surface.

    Args:
        show: Shows a report; called at most once.
        screen_gone: Called when the screen is gone and Qt is about to end the process.
    """

    def __init__(
        self, show: Callable[[str], None], screen_gone: Callable[[], None] = lambda: None
    ) -> None:
        self._show = show
        self._screen_gone = screen_gone
        self._shown = False

    def install(self) -> None:
        """Listen to uncaught errors of slots, threads, collected objects and Qt itself.

        The fifth place, the loop, hands them to `loop_failed`.
        """
        sys.excepthook = self._uncaught
        threading.excepthook = lambda args: self.report(args.exc_value)
        sys.unraisablehook = lambda args: self.report(args.exc_value)
        qInstallMessageHandler(self._qt_message)

    def loop_failed(self, context: dict[str, object]) -> None:
        """A callback of the loop failed."""
        error = context.get("exception")
        self.report(error if isinstance(error, BaseException) else None, str(context["message"]))

    def report(self, error: BaseException | None, what: str = "") -> None:
        """Write a fault to the terminal, and show the first one."""
        if isinstance(error, KeyboardInterrupt | SystemExit):
            return
        text = what if error is None else "".join(traceback.format_exception(error))
        sys.stderr.write(f"captioner: {text}\n")
        in_window = threading.current_thread() is threading.main_thread()
        if in_window and not self._shown and QGuiApplication.instance() is not None:
            self._shown = True
            self._show(text)

    def _qt_message(self, kind: QtMsgType, _: QMessageLogContext, text: str) -> None:
        if _SCREEN_GONE in text and threading.current_thread() is threading.main_thread():
            self._screen_gone()
        elif kind is not QtMsgType.QtDebugMsg and not any(part in text for part in _TOLERATED):
            sys.stderr.write(f"captioner: Qt: {text}\n")

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        del kind, trace
        self.report(error)


def show_box(text: str, kept: str) -> None:
    """Show what went wrong, to be copied into a report; the program goes on behind it.

    Args:
        text: What went wrong.
        kept: What is true of the words so far; "" if there are none.
    """
    box = QDialog()
    box.setWindowTitle(tr("Captioner has a fault"))
    column = column_in(box)
    said = f"{tr('Something in Captioner went wrong.')} {kept}".strip()
    column.addWidget(label(said, wrap=True))
    details = QPlainTextEdit(text)
    details.setReadOnly(True)
    details.setAccessibleName(tr("Details"))
    column.addWidget(details)
    buttons = QDialogButtonBox()
    copy = buttons.addButton(tr("Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(box.reject)
    stand_below(box, buttons)
    box.resize(grown(box, QSize(560, 320)))
    box.finished.connect(box.deleteLater)
    box.open()
    _open_boxes.append(box)


_open_boxes: list[QDialog] = []
"""Held, because a dialog without a parent is collected with its last reference."""
