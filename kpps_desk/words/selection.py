"""Words of the administrative check and of leaving: papers, judgements, responses, reasons; used through `words`.

What a newcomer gets wrong: one word for "missing" and "not looked for yet". The first is somebody's finding, the second
says nothing about a person.
"""

from kpps_desk.domain.leaving import Reason

_LEAVING = {
    Reason.DIED: "meninggal dunia",
    Reason.UNABLE: "berhalangan tetap",
    Reason.RESIGNED: "mengundurkan diri",
    Reason.DISMISSED: "diberhentikan",
    Reason.MOVED: "pindah kursi",
    Reason.MERGED: "catatan digabung",
    Reason.WITHDRAWN: "dikeluarkan dari daftar",
    Reason.RELEASED: "kembali menjadi cadangan",
}
_PAPERS = {"": "Ada, belum diperiksa", "sah": "Sah", "tidak": "Tidak sah"}
_RESPONSES = {"": "Belum diputuskan", "terbukti": "Terbukti", "tidak terbukti": "Tidak terbukti"}


def leaving(reason: str) -> str:
    """`mengundurkan diri`: why somebody left, as it stands within a sentence; a text of one's own as it is.

    What was added after a colon stays: `kembali menjadi cadangan: tukar TPS`.
    """
    code, colon, more = reason.partition(": ")
    return f"{_LEAVING[Reason(code)]}{colon}{more}" if code in set(Reason) else reason


def paper_state(known: bool, received: bool, verdict: str) -> str:
    """How a document of the checklist stands: `known` once somebody looked for it."""
    if not known:
        return "Belum diketahui"
    if verdict == "tidak":
        return _PAPERS[verdict]
    return _PAPERS[verdict] if received else "Tidak ada"


def requirement_state(met: bool | None) -> str:
    """How a judged requirement stands; None: nobody has judged it."""
    return {True: "Terpenuhi", False: "Tidak terpenuhi", None: "Belum dinilai"}[met]


def response_verdict(verdict: str) -> str:
    return _RESPONSES[verdict]
