"""CHANGES: what a person can do. Each takes `tx`; only long work takes `database` and opens a write() a chunk."""
