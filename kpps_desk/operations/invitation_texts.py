"""Compose invitations: the office's wording filled with whom it is for and which session it is about.

What a newcomer gets wrong: filling a text for each person that says nothing of a person. What a session's letters share
is made once a session; only the address, and what names somebody, is made anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kpps_desk import words
from kpps_desk.domain.certificates import ROMAN
from kpps_desk.domain.election import Election, PaperSettings
from kpps_desk.domain.invitations import Guest, Invitation, Summons
from kpps_desk.domain.places import digits, dotted, parent
from kpps_desk.domain.scan_codes import crew_code, person_code
from kpps_desk.domain.wordings import fill
from kpps_desk.queries import areas, wordings
from kpps_desk.queries.calling import Called, Occasion
from kpps_desk.queries.office import Office
from kpps_desk.store.snapshot import Snapshot

_CREW = "Seluruh KPPS dan petugas ketertiban"


def session_tokens(occasion: Occasion, election: Election, paper: PaperSettings, dated: date) -> dict[str, str]:
    """What a wording may say of a session, on a paper of this day."""
    return {
        "acara": occasion.title,
        "gelombang": str(occasion.wave),
        "hari_tanggal": words.weekday_date(occasion.day),
        "waktu": f"pukul {occasion.starts}-{occasion.ends} WIB",
        "tempat": occasion.venue or "tempat yang akan diberitahukan",
        "wilayah": occasion.area,
        "kode": digits(occasion.area_code),
        "bulan_romawi": ROMAN[dated.month - 1],
        "tahun": str(dated.year),
        "pemilihan": election.name,
        "kota": paper.city,
        "tanggal_surat": words.long_date(dated),
        "jabatan_penanda_tangan": paper.signatory_title,
        "nama_penanda_tangan": paper.signatory_name,
    }


class Letters:
    """Writes the letters of one snapshot; `texts` are wordings tried out instead of those that are kept."""

    def __init__(self, db: Snapshot, dated: date, texts: Mapping[str, str] | None = None) -> None:
        self._election, self._offices = areas.election(db), Office(db)
        self._names = areas.names(db)
        self._texts = {**wordings.texts(db, "undangan"), **wordings.texts(db, "siaran"), **(texts or {})}
        self._dated = dated
        self._summons: dict[int, Summons] = {}

    def to_person(self, called: Called, occasion: Occasion) -> Invitation:
        """The letter to one person."""
        kelurahan, kecamatan = self._places(called)
        to = (
            called.name,
            f"{called.role} TPS {called.tps}, Kelurahan {kelurahan}, Kecamatan {kecamatan}",
            "di tempat",
        )
        told = self._of_person(called, occasion)
        label = f"TPS {called.tps} · Kursi {called.seat}"
        return self._letter(occasion, to, told, person_code(called.uid), label)

    def to_crew(self, crew: Sequence[Called], occasion: Occasion) -> Invitation:
        """The letter to a whole crew, with its people listed."""
        first = crew[0]
        kelurahan, kecamatan = self._places(first)
        to = (f"Regu TPS {first.tps}", f"{_CREW}, Kelurahan {kelurahan}, Kecamatan {kecamatan}", "di tempat")
        told = self._of_person(first, occasion) | {"nama": f"Regu TPS {first.tps}", "jabatan": _CREW}
        letter = self._letter(occasion, to, told, crew_code(first.station), f"TPS {first.tps}")
        return letter._replace(guests=tuple(Guest(one.seat, one.name, one.role) for one in crew))

    def message(self, called: Called, occasion: Occasion) -> str:
        """What is sent to one person's phone."""
        return fill(self._texts["siaran.undangan"], self._of_person(called, occasion))

    def kelurahan(self, called: Called) -> str:
        """The name of where this person serves."""
        return self._places(called)[0]

    def _letter(
        self, occasion: Occasion, to: tuple[str, ...], told: Mapping[str, str], code: str, label: str
    ) -> Invitation:
        opening, closing = (fill(self._texts[f"undangan.{part}"], told) for part in ("pembuka", "penutup"))
        return Invitation(self._shared(occasion), to, opening, closing, code, label)

    def _shared(self, occasion: Occasion) -> Summons:
        found = self._summons.get(occasion.id)
        if found is None:
            found = self._summons[occasion.id] = self._summon(occasion)
        return found

    def _summon(self, occasion: Occasion) -> Summons:
        told, paper = self._of_session(occasion), self._offices.paper(occasion.area_code)
        said = {
            part: fill(self._texts[f"undangan.{part}"], told)
            for part in ("nomor", "sifat", "hal", "jabatan", "penanda")
        }
        return Summons(
            paper=_signed(paper, said["jabatan"], said["penanda"]),
            number=said["nomor"],
            nature=said["sifat"],
            subject=said["hal"],
            dated=f"{paper.city}, {told['tanggal_surat']}",
            day=told["hari_tanggal"],
            time=told["waktu"],
            venue=occasion.venue,
            event=occasion.title,
        )

    def _of_session(self, occasion: Occasion) -> dict[str, str]:
        return session_tokens(occasion, self._election, self._offices.paper(occasion.area_code), self._dated)

    def _of_person(self, called: Called, occasion: Occasion) -> dict[str, str]:
        kelurahan, kecamatan = self._places(called)
        return self._of_session(occasion) | {
            "nama": called.name,
            "jabatan": called.role,
            "tps": called.tps,
            "kelurahan": kelurahan,
            "kecamatan": kecamatan,
        }

    def _places(self, called: Called) -> tuple[str, str]:
        code = dotted(called.place[:10])
        return self._names.get(code, ""), self._names.get(parent(code), "")


def _signed(paper: PaperSettings, title: str, name: str) -> PaperSettings:
    """Who the wording says signs; the number belongs to the office's own signatory alone."""
    number = paper.signatory_number if name == paper.signatory_name else ""
    return replace(paper, signatory_title=title, signatory_name=name, signatory_number=number)
