"""A window with one label and nothing behind it, after the imports that its arguments name."""

import importlib
import sys
from contextlib import suppress

from PySide6.QtWidgets import QApplication, QLabel

for module in sys.argv[1:]:
    with suppress(ImportError):
        importlib.import_module(module)

application = QApplication([])
label = QLabel("Nothing behind this")
label.setWindowTitle("bare window")
label.resize(480, 600)
label.show()
application.exec()
