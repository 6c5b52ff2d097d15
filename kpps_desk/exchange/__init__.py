"""FILES: spreadsheets in and out, and the seal on a certificate; no database here."""
