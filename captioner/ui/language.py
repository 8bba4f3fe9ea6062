"""The one way to a translated text."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from captioner.app.resources import resource

CONTEXT = "Captioner"


def tr(text: str) -> str:
    """`text` in the user's language; English stands in the source.

    Literal texts are collected from the calls, others from the tables of the core: see
    `resources/translations/collect.py`.
    """
    return QCoreApplication.translate(CONTEXT, text)


def install_translations(app: QCoreApplication) -> None:
    """Use the translations of the user's language, where there are any."""
    locale = QLocale.system()
    places = (
        ("captioner", str(resource("translations"))),
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
    )
    for name, folder in places:
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)
