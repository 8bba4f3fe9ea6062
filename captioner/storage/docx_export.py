"""Word documents (.docx) with times, gaps, marks and the account."""

from io import BytesIO

from captioner.core.export.outline import accounts, entries, heading
from captioner.core.transcript import Transcript


def docx(transcript: Transcript) -> bytes:
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
    for entry in entries(transcript):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{entry.time}  ").bold = True
        if entry.speaker:
            paragraph.add_run(f"{entry.speaker}: ")
        paragraph.add_run(entry.text).italic = not entry.said
    document.add_heading("Account", level=2)
    table = document.add_table(rows=0, cols=2)
    for label, length in accounts(transcript):
        left, right = table.add_row().cells
        left.text, right.text = label, length
    file = BytesIO()
    document.save(file)
    return file.getvalue()
