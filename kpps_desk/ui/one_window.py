"""One window a file: opening a workspace that is open already raises the window that has it.

What a newcomer gets wrong: a lock file. It stays behind after a power cut; a local socket dies with its window.
"""

import getpass
import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 500  # milliseconds; the other window answers at once or not at all


def _name(path: Path) -> str:
    return "kpps-desk-" + hashlib.sha256(f"{getpass.getuser()}:{path.resolve()}".encode()).hexdigest()[:24]


def raise_other(path: Path) -> bool:
    """Ask the window that has this file to come forward; False when none has it."""
    socket = QLocalSocket()
    socket.connectToServer(_name(path))
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.disconnectFromServer()
    return True


class Doorbell(QObject):
    """Held by the window of a file; `rung` is called when somebody opens the file again."""

    def __init__(self, path: Path, rung: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._rung = rung
        self._server.newConnection.connect(self._answer)
        if not self._server.listen(_name(path)):
            QLocalServer.removeServer(_name(path))  # left behind by a window that was killed
            self._server.listen(_name(path))

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnectFromServer()
            socket.deleteLater()
            self._rung()

    def close(self) -> None:
        self._server.close()
