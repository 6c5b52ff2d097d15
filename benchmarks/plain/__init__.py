"""What one would write first: the baselines. They do less than ours (no checks, no journal) and may not be slowed."""
