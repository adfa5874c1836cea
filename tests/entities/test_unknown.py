from dosye.entities.unknown import as_table, list_unknown
from dosye.knowledge.load import COLUMNS
from dosye.records import DocId, Entity, EntityId, EntityType, Mention, Reading


def reading(name: str, spelling: str, *, key: str | None = None) -> Reading:
    text = f"دوێنێ {spelling} لە هەولێر قسەی کرد"
    at = text.index(spelling)
    entity = Entity(EntityType.PERSON, spelling, "Hersh Qaradaghi", key=key, description="adviser")
    mention = Mention(at, at + len(spelling), EntityType.PERSON, EntityId("e1"))
    return Reading(DocId(name), text, entities={EntityId("e1"): entity}, mentions=(mention,))


def test_name_in_several_articles_is_listed_with_contexts() -> None:
    (unknown,) = list_unknown([reading("a", "هێرش قەرەداغی"), reading("b", "هێرش قەرەداغى")])
    assert (unknown.articles, unknown.mentions) == (2, 2)
    assert "[هێرش قەرەداغی]" in unknown.contexts[0]


def test_name_in_one_article_and_known_name_are_not_listed() -> None:
    readings = [reading("a", "هێرش قەرەداغی"), reading("b", "هێرش قەرەداغی", key="hersh")]
    assert list_unknown(readings) == []
    assert len(list_unknown(readings, at_least=1)) == 1


def test_listed_name_is_ready_for_the_table() -> None:
    lines = as_table(list_unknown([reading("a", "هێرش قەرەداغی"), reading("b", "هێرش قەرەداغی")]))
    cells = dict(zip(COLUMNS["actors"].split(), lines[0].split("\t"), strict=True))
    assert cells["key"] == "hersh-qaradaghi"
    assert (cells["type"], cells["name_ckb"], cells["checked"]) == ("PERSON", "هێرش قەرەداغی", "unchecked")
