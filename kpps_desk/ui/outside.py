"""Hand a file to the program that this computer opens it with.

What a newcomer gets wrong: a path as text. Spaces, # and % in a folder's name are part of it; QUrl.fromLocalFile knows.
"""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_file(path: Path) -> None:
    """A file, or a folder in the file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
