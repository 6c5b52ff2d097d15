"""PAPER: one file a kind of document, drawn with reportlab from frozen values; no database here.

Each kind is a module with SIZE, FACES, three layers (lay(sheet, ground), inscribe(sheet, edition), paint(sheet, one)),
flaws(one) and a SAMPLE, which the tests draw and which a screen shows before there is anything real; DOCUMENTS names
them.
"""

DOCUMENTS = ("certificate",)
