"""PAPER: one file a kind of document, drawn with reportlab from frozen values; no database here."""
