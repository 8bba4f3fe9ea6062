"""The one way to a translated text."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from captioner.app.resources import resource
from captioner.core.sentence import Sentence

CONTEXT = "Captioner"


def tr(text: str) -> str:
    """`text` in the user's language; English stands in the source.

    Literal texts are collected from the calls, others from the tables of the core and from
    the sentences of errors: see `resources/translations/collect.py`.
    """
    return Sentence(text).translated(_look_up)


def _look_up(template: str) -> str:
    return QCoreApplication.translate(CONTEXT, template) if template else ""


def install_translations(app: QCoreApplication) -> None:
    """Use the translations of the user's language, where there are any.

    Qt's own come with ours or not at all: alone they would put buttons of another language, or
    windows that run from right to left, around English texts.
    """
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (("captioner", str(resource("translations"))), ("qtbase", qt)):
        translator = QTranslator(app)
        if not translator.load(QLocale.system(), name, "_", folder):
            return
        app.installTranslator(translator)
