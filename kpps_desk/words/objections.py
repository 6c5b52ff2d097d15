"""One sentence for each objection to a person; used through `words`.

What a newcomer gets wrong: a sentence of the code alone. Which document or requirement is meant stands after the colon
of the token, and its name is the election's.
"""

from kpps_desk.domain.election import RulePack
from kpps_desk.words.findings import problem

_OF_DOCUMENT = {"document_missing": "{} tidak ada", "document_invalid": "{} tidak sah"}
_OWN = {
    "requirement_unmet": "Syarat tidak terpenuhi: {}",
    "education_low": "Pendidikan di bawah SMA atau sederajat",
    "response_upheld": "Tanggapan masyarakat terbukti",
}


def objection(token: str, rules: RulePack) -> str:
    """`Ijazah SMA atau sederajat tidak ada` of `document_missing:ijazah`; an unknown token as it is."""
    code, _, detail = token.partition(":")
    if code in _OF_DOCUMENT:
        names = {one.code: one.name for one in rules.documents}
        return _OF_DOCUMENT[code].format(names.get(detail, detail or "Dokumen"))
    if code == "requirement_unmet":
        names = {one.code: one.name for one in rules.requirements}
        return _OWN[code].format(names.get(detail, detail))
    return _OWN.get(code) or problem(code) + (" (menurut NIK)" if detail == "nik" else "")
