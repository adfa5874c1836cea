"""A sentence as the acts see it: where its speaker ends, and whose subject a clause takes up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dosye.events.context import Context
from dosye.events.find import drafts_of
from dosye.events.frames import roles_of
from dosye.events.grammar import grammar_of
from dosye.events.scene import scenes_of
from dosye.events.sides import view_of

Make = Callable[..., Context]

HEADLINE = (
    "بارزانی لە وتارێکدا لەبەردەم ژمارەیەک گەنجی پارێزگای دهۆک؛ بەغدا داوای لە هەولێر کرد نەوت ڕادەست بکات."
)
TOLD = "تورکیا هێزی نارد؛ بەغدا داوای لە ئەنقەرە کرد بکشێتەوە."
NAMES = {"بارزانی": "PERSON", "تورکیا": "GPE", "بەغدا": "GPE", "هەولێر": "GPE", "ئەنقەرە": "GPE"}


@pytest.mark.parametrize(("text", "speaks"), [(HEADLINE, True), (TOLD, False)])
def test_semicolon_ends_a_speaker_only_where_no_verb_stands_before_it(
    article: Make, text: str, speaks: bool
) -> None:
    context = article(text, NAMES)
    scene = scenes_of(context)[0]
    c = next(d.candidate for d in drafts_of(context, [scene]) if d.candidate.line.type == "REQUEST")
    role = roles_of(c, scene)[scene.outer[0].first]
    assert role.rule.startswith("speaker") is speaks


def test_subject_of_the_clause_before_tells_how_it_may_be_taken_up(article: Make) -> None:
    context = article("بەغدا هێزی نارد و کەرکوکی گەمارۆ دا.", {"بەغدا": "GPE", "کەرکوکی": "GPE"})
    scene = scenes_of(context)[0]
    c = next(d.candidate for d in drafts_of(context, [scene]) if d.candidate.line.type == "COERCE")
    view = view_of(c, scene, None)
    bond = grammar_of(c, scene).bonds[scene.outer[0].first]
    assert (bond.role, bond.steps) == ("subject", -1)
    assert any(f.startswith("chain=") for f in view.features[0])
    assert not any(f.startswith("chain=") for f in view.features[1])
