"""Nash bargaining on a line; see README.md."""
