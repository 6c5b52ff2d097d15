"""Qt's own words in Indonesian: buttons of boxes and file dialogs, menus of text fields. Qt ships no Indonesian.

What a newcomer gets wrong: translating a button where it is used. Qt's texts are in resources/i18n/qt_id.ts; after a
change of it run `pyside6-lrelease resources/i18n/qt_id.ts`.
"""

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from kpps_desk import settings


def install(app: QApplication) -> QTranslator:
    """From now on Qt speaks Indonesian in this application, numbers and dates too."""
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
    translator = QTranslator(app)
    if translator.load(str(settings.resources() / "i18n" / "qt_id.qm")):
        app.installTranslator(translator)
    return translator
