"""KTAB's spatial model of politics; see README.md."""
