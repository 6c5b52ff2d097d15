"""PAPER: one file a kind of document, drawn with reportlab from frozen values; no database here.

Three ways to make one. A certificate is drawn by whatever domain.designs.Design is chosen (design_*.py), in layers that
streaming writes. Of the sign-in sheet, read by machine, the places are given by domain.sign_in_sheets; identity cards
have ten places on a sheet. Texts and tables (annex, minutes, data sheet): SIZE,
FACES and section(value, size), made of boxes; flow turns them into pages. Each has a SAMPLE, which the tests draw and
which a screen shows before there is anything real; DOCUMENTS names them.
"""

FLOWING = (
    "annex",
    "announcement",
    "replacement_minutes",
    "oath_minutes",
    "oath_text",
    "integrity_pact",
    "data_sheet",
    "invitation",
    "receipt_list",
    "call_list",
    "name_proof",
    "number_register",
    "revocation_sheet",
    "assignment",
    "recap",
    "evidence_cover",
    "evidence_contents",
    "evidence_crews",
    "evidence_list",
    "evidence_scan",
    "evidence_index",
)
DOCUMENTS = ("certificate", "sign_in_sheet", "id_card", *FLOWING)
