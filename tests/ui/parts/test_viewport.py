import subprocess
import sys

from PySide6.QtWidgets import QPlainTextEdit

from captioner.ui.parts.viewport import viewport_of


def test_it_is_the_viewport(qtbot):
    area = QPlainTextEdit()
    qtbot.addWidget(area)
    assert viewport_of(area) is area.viewport()


def test_no_other_class_of_widgets_is_made_for_it():
    program = (
        "from PySide6 import QtWidgets\n"
        "from captioner.ui.parts.viewport import viewport_of\n"
        "app = QtWidgets.QApplication(['captioner', '-platform', 'offscreen'])\n"
        "area = QtWidgets.QPlainTextEdit()\n"
        "viewport_of(area)\n"
        "area.viewport()\n"
        "print('QListView' in vars(QtWidgets))\n"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert said.stdout == "False\n"
