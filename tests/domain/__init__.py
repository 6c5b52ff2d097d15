"""Rules: plain calls and Hypothesis, no database."""
