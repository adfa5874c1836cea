"""Time expressions: where they stand and what day, length or reference they mean."""

from dosye.times.find import FoundTimes, find_times
from dosye.times.values import Precision, TimeKind, TimeValue, format_value, parse_value

__all__ = ["FoundTimes", "Precision", "TimeKind", "TimeValue", "find_times", "format_value", "parse_value"]
