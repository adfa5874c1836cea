import pytest
from tests.statements.marked import context_of

from dosye.events.scene import scenes_of
from dosye.stances.lists import find_listed

MEMBERS = [("member_of", "maliki", "bloc"), ("member_of", "hakim", "bloc")]
NAMES = "[نووری مالیکی|maliki|PERSON] و [عەممار حەکیم|hakim|PERSON]"


def told(text: str) -> list[tuple[str, str, str]]:
    context, _ = context_of(text)
    scenes = scenes_of(context)
    return [(r.type.value, r.subject, r.object) for s in scenes for r in find_listed(scenes, s.index)]


@pytest.mark.parametrize(
    "text",
    [
        f"[هاوپەیمانییەکە|bloc|ORG] لە {NAMES} پێک دێت.",
        f"[هاوپەیمانییەکە|bloc|ORG] لە {NAMES} پێکهاتووە.",
        f"[هاوپەیمانییەکە|bloc|ORG] پێکهاتووە لە {NAMES}.",
        f"[نوێنەرەکان|bloc|GROUP] بریتین لە {NAMES}.",
        f"[چوارچێوەکە|bloc|ORG] ({NAMES}) ڕازی نەبوو.",
        f"[چوارچێوەکە|bloc|ORG]، کە {NAMES} لەخۆ دەگرێت، ڕازی نەبوو.",
        "[نوێنەرەکان|bloc|GROUP] بریتین لە:\n- [نووری مالیکی|maliki|PERSON]، پارێزەر\n"
        "- [عەممار حەکیم|hakim|PERSON]",
    ],
)
def test_those_whom_a_list_names_belong_to_the_body(text: str) -> None:
    assert told(text) == MEMBERS


@pytest.mark.parametrize(
    "text",
    [
        f"[هاوپەیمانییەکە|bloc|ORG] لەگەڵ {NAMES} کۆبووەوە.",
        f"[هاوپەیمانییەکە|bloc|ORG] لە {NAMES} تووڕە بوو.",
        "[پەرلەمان|bloc|ORG] ([ئەنجوومەنی نوێنەران|house|ORG]) کۆبووەوە.",
        f"[هاوپەیمانییەکە|bloc|ORG] پێی وایە {NAMES} ناگەڕێنەوە.",
    ],
)
def test_a_list_alone_makes_nobody_a_member(text: str) -> None:
    assert told(text) == []


def test_parties_in_a_list_are_parts_of_the_alliance() -> None:
    assert told("[هاوپەیمانییەکە|bloc|ORG] لە [فەتح|fatah|ORG] و [بەدر|badr|ORG] پێک دێت.") == [
        ("part_of", "fatah", "bloc"),
        ("part_of", "badr", "bloc"),
    ]
