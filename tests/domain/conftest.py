"""Hypothesis draws the same examples on every run, and no slow machine fails one."""

from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")
