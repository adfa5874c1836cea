"""Time expressions: where they stand and what day, length or reference they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dosye.lazy import make_loader

if TYPE_CHECKING:
    from dosye.times.find import FoundTimes, find_times
    from dosye.times.values import Precision, TimeKind, TimeValue, format_value, parse_value

__all__ = ["FoundTimes", "Precision", "TimeKind", "TimeValue", "find_times", "format_value", "parse_value"]

# where each public name lives: loaded when first asked for, a question needs few of them
_HOMES = {
    "FoundTimes": "dosye.times.find",
    "Precision": "dosye.times.values",
    "TimeKind": "dosye.times.values",
    "TimeValue": "dosye.times.values",
    "find_times": "dosye.times.find",
    "format_value": "dosye.times.values",
    "parse_value": "dosye.times.values",
}

__getattr__ = make_loader(__name__, _HOMES)
