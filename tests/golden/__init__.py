"""Frozen results. ``python -m tests.golden.freeze`` writes them anew; the diff is what a change did."""
