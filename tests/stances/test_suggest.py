from dosye.knowledge import load_knowledge
from dosye.pipeline import prepare
from dosye.records import DocId, Document
from dosye.stances.suggest import suggest_issues

FOR = "پەرلەمان پشتگیری لە پڕۆژەی بەنداوی نوێ دەکات."
AGAINST = "جووتیاران پڕۆژەی بەنداوی نوێ ڕەت دەکەنەوە."


def test_topic_with_words_on_both_sides_is_suggested_once() -> None:
    documents = [Document(DocId(str(n)), text) for n, text in enumerate((FOR, AGAINST, FOR))]
    contexts = [prepare(document, load_knowledge())[0] for document in documents]
    found = suggest_issues(contexts)
    assert len(found) == 1
    assert (found[0].articles, found[0].supported, found[0].opposed) == (3, 2, 1)


def test_topic_that_everybody_backs_is_not_suggested() -> None:
    documents = [Document(DocId(str(n)), FOR) for n in range(3)]
    assert suggest_issues([prepare(d, load_knowledge())[0] for d in documents]) == ()
