"""`python -m benchmarks`: every measure of the design, each beside its baseline measured in the same run.

What a newcomer gets wrong: comparing with a number from another machine or another day. `plain/` holds what one would
write first (a bare insert, a naive page, a proxy model); it runs here and now, and the ratio is what counts. No test
asserts a time.
"""
