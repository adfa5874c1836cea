from tests.statements.marked import context_of

from dosye.events.scene import scenes_of
from dosye.stances.obeys import find_obeys


def told(text: str) -> list[tuple[str, str, str, str | None]]:
    context, _ = context_of(text)
    return [
        (r.type.value, r.subject, r.object, r.label)
        for scene in scenes_of(context)
        for r in find_obeys(scene)
    ]


def test_who_takes_orders_is_commanded_unless_it_is_denied() -> None:
    text = "[هێزی تایبەت|force|ORG]، کە فەرمان لە [لاهوور شێخ جەنگی|lahur|PERSON] {verb}، هات."
    assert told(text.replace("{verb}", "وەردەگرێت")) == [("commands", "lahur", "force", "actual")]
    assert told(text.replace("{verb}", "وەرناگرێت")) == []


def test_whoever_has_the_command_of_a_force_commands_it_in_name() -> None:
    text = "[مستەفا کازمی|kadhimi|PERSON] فەرماندەیی [هێزە چەکدارەکان|forces|ORG] دەکات."
    assert told(text) == [("commands", "kadhimi", "forces", "formal")]


def test_a_share_of_a_body_is_told_with_is_not_with_some_of() -> None:
    assert told("[هێزەکە|force|ORG]، کە بەشێکە لە [سوپا|army|ORG]، هات.") == [
        ("part_of", "force", "army", None)
    ]
    assert told("[هێزەکە|force|ORG] مووچەی بەشێک لە [سوپا|army|ORG] دەدات.") == []


def test_a_force_under_orders_is_commanded_unless_it_is_denied() -> None:
    text = "[لیوای سی|brigade|ORG] لەژێر فەرمانی [وەزارەتی ناوخۆ|ministry|ORG] {verb}."
    assert told(text.replace("{verb}", "دەمێنێتەوە")) == [("commands", "ministry", "brigade", None)]
    assert told(text.replace("{verb}", "نامێنێتەوە")) == []
