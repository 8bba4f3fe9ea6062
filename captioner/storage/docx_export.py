"""Word documents (.docx) with times, gaps, marks and the account."""

from io import BytesIO
from typing import TYPE_CHECKING

from captioner.core.export.outline import Entry, accounts, entries, heading
from captioner.core.export.wish import Style
from captioner.core.file_kinds import Part
from captioner.core.transcript import Transcript

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_USUAL = Style()
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def docx(transcript: Transcript, style: Style = _USUAL) -> bytes:
    """A heading, one paragraph an utterance, and a table of the account."""
    from docx import Document  # takes a quarter of a second and is rarely wanted

    document = Document()
    title, *notes = heading(transcript)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title[:255], "Captioner", ""
    properties.created = properties.modified = transcript.wall_clock(0)
    document.add_heading(title, level=1)
    for note in notes:
        document.add_paragraph(note)
    end = document.element.body.sectPr
    for entry in entries(transcript):
        end.addprevious(_paragraph(entry, times=Part.TIMES in style.parts))
    if style.account:
        document.add_heading("Account", level=2)
        table = document.add_table(rows=0, cols=2)
        for label, length in accounts(transcript):
            left, right = table.add_row().cells
            left.text, right.text = label, length
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _paragraph(entry: Entry, *, times: bool) -> "BaseOxmlElement":
    """An entry as Word's own elements.

    python-docx adds a run letter by letter and looks through the whole document for each
    paragraph: eight hours take it twelve seconds.
    """
    from docx.oxml.parser import OxmlElement

    paragraph = OxmlElement("w:p")
    pieces = [(f"{entry.time}  ", "w:b")] if times else []
    if entry.speaker:
        pieces.append((f"{entry.speaker}: ", ""))
    pieces.append((entry.text, "" if entry.said else "w:i"))
    for text, style in pieces:
        run = OxmlElement("w:r")
        if style:
            properties = OxmlElement("w:rPr")
            properties.append(OxmlElement(style))
            run.append(properties)
        letters = OxmlElement("w:t", {_SPACE: "preserve"})
        letters.text = text
        run.append(letters)
        paragraph.append(run)
    return paragraph
