"""What clauses tell of the sides: names and times shape them, one entity stands in one place."""

from __future__ import annotations

from collections.abc import Callable

from dosye.events.context import Context
from dosye.events.find import drafts_of
from dosye.events.grammar import Grammar, grammar_of
from dosye.events.known import known_of
from dosye.events.scene import Scene, scenes_of
from dosye.records import Entity, EntityId, EntityType, Mention

Make = Callable[..., Context]

TITLED = "مەسرور بارزانی، سەرۆکی حکومەت، داوای لە بەغدا کرد."
TITLES = {"مەسرور بارزانی": "PERSON", "سەرۆکی حکومەت": "ROLE", "بەغدا": "GPE"}


def grammar_for(context: Context, type_: str) -> tuple[Grammar, Scene]:
    scene = scenes_of(context)[0]
    c = next(d.candidate for d in drafts_of(context, [scene]) if d.candidate.line.type == type_)
    return grammar_of(c, scene), scene


def titled(article: Make) -> Context:
    """The same person by name and by office."""
    plain = article(TITLED, TITLES)
    who = EntityId("مەسرور بارزانی")
    mentions = tuple(
        Mention(m.start, m.end, m.type, who if m.type is EntityType.ROLE else m.entity)
        for m in plain.mentions
    )
    entities = {who: Entity(EntityType.PERSON, who), EntityId("بەغدا"): Entity(EntityType.GPE, "بەغدا")}
    return Context(plain.document, plain.sents, mentions, entities, plain.times, plain.knowledge)


def test_what_names_somebody_again_stands_where_the_name_does(article: Make) -> None:
    grammar, scene = grammar_for(titled(article), "REQUEST")
    name, office, asked = (grammar.bonds[s.first] for s in scene.outer)
    assert name == office
    assert (name.role, name.steps) == ("subject", 0)
    assert asked.role.startswith("by:")


def test_known_of_tells_titles_from_other_names(article: Make) -> None:
    same, other = titled(article), article(TITLED, TITLES)
    assert known_of(same.sents[0], same.mentions, ()).asides == ((2, 5),)
    assert known_of(other.sents[0], other.mentions, ()).asides == ()


def test_a_time_before_the_subject_is_not_the_subject(article: Make) -> None:
    text = "مانگی ڕابردوو تورکیا داوای لە بەغدا کرد."
    names = {"تورکیا": "GPE", "بەغدا": "GPE"}
    grammar, scene = grammar_for(article(text, names, {"مانگی ڕابردوو": "2021-02"}), "REQUEST")
    assert grammar.bonds[scene.outer[0].first].role == "subject"
    assert grammar.frame.startswith("M")


def test_a_preposition_with_a_pronoun_is_told(article: Make) -> None:
    grammar, _ = grammar_for(article("بەغدا داوای لێیان کرد بکشێنەوە.", {"بەغدا": "GPE"}), "REQUEST")
    assert [p for p in grammar.pronouns if p.endswith("3Plur")]
