"""Median voters, weighted and not; see README.md."""
