"""The shell: the same operations as the window's, for scripts and for checking."""

from kpps_desk.cli.main import BUG, CANCELLED, PROBLEM, Glass, main

__all__ = ["BUG", "CANCELLED", "PROBLEM", "Glass", "main"]
