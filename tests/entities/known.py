"""A small world for the tests of entities: a few lines of each table."""

from __future__ import annotations

from dosye.knowledge.records import ActorLine, AliasLine, Knowledge, OfficeLine, PlaceLine, RoleLine
from dosye.records import EntityType


def actor(key: str, kind: str, name: str, english: str, polity: str = "IRQ-KRI") -> ActorLine:
    return ActorLine(
        key, EntityType(kind), name, "", english, polity, "GOV", "", "", "", "", "", True, "test:1"
    )


def place(key: str, kind: str, name: str, english: str, within: str = "") -> PlaceLine:
    return PlaceLine(key, EntityType.GPE, kind, name, "", english, within, None, None, "", True, "test:1")


def knowledge() -> Knowledge:
    actors = [
        actor("masrour-barzani", "PERSON", "مەسرور بارزانی", "Masrour Barzani"),
        actor("nechirvan-barzani", "PERSON", "نێچیرڤان بارزانی", "Nechirvan Barzani"),
        actor("mustafa-al-kadhimi", "PERSON", "مستەفا کازمی", "Mustafa al-Kadhimi", "IRQ"),
        actor("krg", "ORG", "حکومەتی هەرێمی کوردستان", "Kurdistan Regional Government"),
        actor("pmf", "ORG", "حەشدی شەعبی", "Popular Mobilization Forces", "IRQ"),
    ]
    places = [
        place("iraq", "country", "عێراق", "Iraq"),
        place("kurdistan-region", "region", "هەرێمی کوردستان", "Kurdistan Region", "iraq"),
        place("erbil", "city", "هەولێر", "Erbil", "kurdistan-region"),
    ]
    roles = (
        RoleLine("mustafa-al-kadhimi", "prime minister", "iraq", "2020-05-07", "2022-10-27", True, "test:1"),
        RoleLine("masrour-barzani", "prime minister", "kurdistan-region", "2019-07-10", "", True, "test:1"),
    )
    offices = (
        OfficeLine("سەرۆکوەزیران", "prime minister", "head_of_government", "test:1"),
        OfficeLine("وتەبێژ", "spokesperson", "spokesperson", "test:1"),
        OfficeLine("بەرپرس", "official", "other", "test:1"),
    )
    aliases = (
        AliasLine("masrour-barzani", "بارزانی", "surname", "test:1"),
        AliasLine("nechirvan-barzani", "بارزانی", "surname", "test:1"),
        AliasLine("mustafa-al-kadhimi", "کازمی", "surname", "test:1"),
    )
    return Knowledge(
        actors={a.key: a for a in actors},
        places={p.key: p for p in places},
        aliases=aliases,
        roles=roles,
        offices=offices,
        version="test",
    )


KNOWLEDGE = knowledge()
