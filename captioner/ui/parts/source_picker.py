"""The choice of what is captioned, with a level beside it that shows what has sound now."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from captioner.core.audio import Level
from captioner.core.sources import BOTH, MEETING, MICROPHONE, SourceInfo, SourceKind
from captioner.core.watch import SOUND_DB
from captioner.ui.language import tr
from captioner.ui.parts.drop_down import DropDown
from captioner.ui.parts.icons import icon
from captioner.ui.parts.labels import in_tooltip
from captioner.ui.parts.level_bars import LevelBars

_ICONS = {
    SourceKind.MEETING: "meeting",
    SourceKind.MICROPHONE: "microphone",
    SourceKind.BOTH: "both",
    SourceKind.FILE: "file",
}
_PICTURE = Qt.ItemDataRole.UserRole + 1
"""The role of the icon's name; the id of the source is the item's own data."""


def source_text(info: SourceInfo) -> str:
    """What a source is called on screen."""
    if info.id == BOTH:
        return tr("Meeting and microphone")
    if info.id == MEETING:
        return tr("Meeting audio (what you hear)")
    if info.id == MICROPHONE and info.label != info.kind.value:
        return tr("Microphone: {name}").format(name=_which(info.label))
    if info.id != MICROPHONE and info.kind is SourceKind.MEETING:
        return tr("What plays on {name}").format(name=info.label)
    return tr(info.label) if info.is_role else info.label


def _which(microphone: str) -> str:
    """Windows says what a device is before which: “Microphone (USB Audio)”."""
    before = tr(SourceKind.MICROPHONE.value) + " ("
    if not (microphone.startswith(before) and microphone.endswith(")")):
        return microphone
    return microphone.removeprefix(before).removesuffix(")")


def _icon(picture: str) -> QIcon:
    return icon(picture, QIcon.Mode.Selected)


class SourceBox(DropDown):
    """The list of sources."""

    opened = Signal()
    closed = Signal()

    def showPopup(self) -> None:
        """Say that the list is in sight."""
        self.opened.emit()
        super().showPopup()

    def hidePopup(self) -> None:
        """Say that the list is gone."""
        super().hidePopup()
        self.closed.emit()


class SourcePicker(QWidget):
    """A list and bars."""

    chosen = Signal(str)
    list_opened = Signal()
    list_closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.box = SourceBox()
        self.box.call(tr("What is captioned"))
        self.box.setMinimumContentsLength(12)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setIconSize(QSize(20, 20))
        self.box.activated.connect(self._choose)
        self.box.opened.connect(self.list_opened)
        self.box.closed.connect(self.list_closed)
        self.bars = LevelBars()
        row.addWidget(self.box, 1)
        row.addWidget(self.bars)
        self.sources: tuple[SourceInfo, ...] = ()

    def show_sources(self, sources: tuple[SourceInfo, ...], current: str) -> None:
        """List the sources; one that is chosen but gone is listed as such."""
        self.sources = sources
        self.box.clear()
        for info in sources:
            row = self._add(_ICONS[info.kind], source_text(info), info.id)
            self.box.setItemData(
                row, in_tooltip(tr(info.unavailable or info.caution)), Qt.ItemDataRole.ToolTipRole
            )
            self._enable(row, on=not info.unavailable)
        if current not in {info.id for info in sources}:
            name = current.partition(":")[2] or current
            self._add("warning", tr("{name} (not connected)").format(name=name), current)
        self.choose(current)

    def _add(self, picture: str, text: str, source_id: str) -> int:
        """Add a line; which it is."""
        self.box.addItem(_icon(picture), text, source_id)
        row = self.box.count() - 1
        self.box.setItemData(row, picture, _PICTURE)
        return row

    def changeEvent(self, event: QEvent) -> None:
        """The icons have the colour of the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            for row in range(self.box.count()):
                self.box.setItemIcon(row, _icon(self.box.itemData(row, _PICTURE)))

    def choose(self, current: str) -> None:
        """This source is captioned."""
        self.box.setCurrentIndex(self.box.findData(current))

    def _enable(self, row: int, *, on: bool) -> None:
        model = self.box.model()
        if isinstance(model, QStandardItemModel):
            model.item(row).setEnabled(on)

    def show_level(self, source_id: str, level: Level) -> None:
        """A source is this loud: move the bars, or say so in the open list."""
        if source_id == self.box.currentData():
            self.bars.show_level(level)
        row = self.box.findData(source_id)
        info = next((info for info in self.sources if info.id == source_id), None)
        if info is None or row < 0:
            return
        text = source_text(info)
        if level.rms_db > SOUND_DB:
            text = tr("{name} · has sound now").format(name=text)
        if row != self.box.currentIndex() and self.box.itemText(row) != text:
            self.box.setItemText(row, text)

    def restore_names(self) -> None:
        """The list is closed: names alone are enough."""
        for info in self.sources:
            self.box.setItemText(self.box.findData(info.id), source_text(info))

    def _choose(self, row: int) -> None:
        self.chosen.emit(str(self.box.itemData(row)))
