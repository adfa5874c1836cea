"""Chains: what the articles themselves say would follow, link by link, each with its words."""

from dosye.scenarios.chains.agents import Branch, Link, LinkKind, Node, Run
from dosye.scenarios.chains.model import follow_back, follow_on
from dosye.scenarios.chains.pattern import find_start
from dosye.scenarios.chains.replay import Replay, replay_night

__all__ = [
    "Branch",
    "Link",
    "LinkKind",
    "Node",
    "Replay",
    "Run",
    "find_start",
    "follow_back",
    "follow_on",
    "replay_night",
]
