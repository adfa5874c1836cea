"""Tell facts in plain English and in Central Kurdish, from their parts; never a translation by machine."""

from dosye.dossier.say.facts import (
    Said,
    say_act,
    say_condition,
    say_relation,
    say_stance,
    say_statement,
)
from dosye.dossier.say.messages import message, value_name
from dosye.dossier.say.times import say_day, say_time

__all__ = [
    "Said",
    "message",
    "say_act",
    "say_condition",
    "say_day",
    "say_relation",
    "say_stance",
    "say_statement",
    "say_time",
    "value_name",
]
