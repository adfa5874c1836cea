"""The compromise model; see README.md."""
