from dataclasses import replace

import pytest
from known import KNOWLEDGE, actor

from dosye.entities.link import Linker, holds, lands_of
from dosye.entities.names import Name
from dosye.knowledge.records import RoleLine
from dosye.records import DocId, Document, EntityType

BARZANIS = (
    Name("masrour-barzani", EntityType.PERSON, "surname"),
    Name("nechirvan-barzani", EntityType.PERSON, "surname"),
)


def linker(text: str = "", published: str = "2021-02-16") -> Linker:
    return Linker(Document(DocId("d"), text, published), KNOWLEDGE)


def test_namesake_whom_the_article_names_is_meant() -> None:
    link = linker()
    link.note([Name("nechirvan-barzani", EntityType.PERSON, "main")])
    assert link.choose(BARZANIS) == "nechirvan-barzani"


def test_namesakes_alike_stay_unlinked() -> None:
    rivals = {k: actor(k, "PERSON", f"عەلی {k}", k) for k in ("ali-one", "ali-two")}
    knowledge = replace(KNOWLEDGE, actors={**KNOWLEDGE.actors, **rivals})
    names = [Name(k, EntityType.PERSON, "short") for k in rivals]
    assert Linker(Document(DocId("d"), ""), knowledge).choose(names) is None


def test_unknown_name_has_no_line() -> None:
    assert linker().choose([]) is None


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2020-05-07", True),
        ("2020-05", True),
        ("2020-04-30", False),
        ("2022-10-28", False),
        ("2021", True),
        ("", False),
    ],
)
def test_office_is_held_between_its_dates(day: str, held: bool) -> None:
    assert (
        holds(RoleLine("a", "prime minister", "iraq", "2020-05-07", "2022-10-27", True, "t:1"), day) is held
    )


def test_place_lies_in_the_land_around_it() -> None:
    assert lands_of(KNOWLEDGE)["erbil"] == ("kurdistan-region",)
    assert lands_of(KNOWLEDGE)["pmf"] == ("iraq",)
