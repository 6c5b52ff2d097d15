"""Tests mirror the package; names are sentences of behaviour."""
