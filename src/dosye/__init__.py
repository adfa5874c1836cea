"""From Kurdish news to a sourced model of the political system that it describes."""

from __future__ import annotations

__version__ = "0.1.0"
