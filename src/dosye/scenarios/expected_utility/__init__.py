"""The expected utility model of Scholz, Calbert & Smith 2011; see README.md."""
