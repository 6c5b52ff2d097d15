"""Every trouble that a person can do something about, told in their language.

What a newcomer gets wrong: catching Exception. A Problem is shown as a sentence; anything else is a bug and must
reach the one place that reports bugs (the window's excepthook, the shell's exit code 70).
"""

import errno


class Problem(Exception):  # noqa: N818  many of them are nobody's error
    """`message` says in one Indonesian sentence what is wrong, `hint` what to do next (may be empty)."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class Refused(Problem):
    """A rule says no. Nothing was changed."""


class Invalid(Refused):
    """One field's value can't be accepted; `field` is the column's name, so that a form can point at it."""

    def __init__(self, field: str, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.field = field


class Conflict(Refused):
    """Somebody else changed the same record meanwhile."""


class Gone(Refused):
    """What was asked for isn't there (any more)."""


class Unavailable(Problem):
    """The machine says no (disk full, locked, damaged, open elsewhere): trying again may help."""


_OS_REASONS = {
    errno.ENOSPC: "penyimpanan penuh",
    errno.EDQUOT: "jatah penyimpanan habis",
    errno.EACCES: "tidak ada izin",
    errno.EPERM: "tidak ada izin",
    errno.EROFS: "tempatnya hanya dapat dibaca",
    errno.ENOENT: "foldernya tidak ada",
    errno.ENOTDIR: "foldernya tidak ada",
    errno.EISDIR: "nama itu milik sebuah folder",
    errno.EFBIG: "ukurannya melebihi batas",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
}


def reason(error: OSError) -> str:
    """Why the system refuses a file or folder: the end of a sentence, without a full stop."""
    return _OS_REASONS.get(error.errno or 0, "sedang dipakai program lain atau penyimpanannya bermasalah")


class Cancelled(Exception):  # noqa: N818  the person asked for it
    """The person pressed Cancel; what was finished stays finished."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(done, total)
        self.done = done
        self.total = total

    def __str__(self) -> str:
        if not self.total:  # before anybody knew how much there was
            return "Berhenti sebelum selesai."
        numbers = (f"{n:,}".replace(",", ".") for n in (self.done, self.total))
        return "Berhenti setelah {} dari {}.".format(*numbers)
