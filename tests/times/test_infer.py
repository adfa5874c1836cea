from dosye.knowledge.records import ActorLine, Knowledge, OfficeLine, RoleLine
from dosye.language.ckb import analyse
from dosye.records import DocId, Document, EntityType
from dosye.times import find_times


def knowledge() -> Knowledge:
    minister = ActorLine(
        "mustafa-al-kadhimi", EntityType.PERSON, "مستەفا کازمی", "", "Mustafa al-Kadhimi",
        "IRQ", "GOV", "", "", "", "", "", True, "test:1",
    )  # fmt: skip
    term = RoleLine(minister.key, "prime minister", "iraq", "2020-05-07", "2022-10-27", True, "test:1")
    office = OfficeLine("سەرۆکوەزیران", "prime minister", "head_of_government", "test:1")
    return Knowledge(actors={minister.key: minister}, roles=(term,), offices=(office,), version="test")


def inferred(text: str) -> str | None:
    return find_times(Document(DocId("d"), text), analyse(text), knowledge()).published_inferred


def test_undated_article_gets_the_month_that_its_hundred_days_lead_to() -> None:
    text = (
        "مستەفا کازمی سەرۆکوەزیرانی عێراق سەد ڕۆژ لە دەسەڵاتدا تەواو کرد. "
        "گفتوگۆکان لە حوزەیرانی ڕابردوو دەستیان پێکرد."
    )
    assert inferred(text) == "2020-08-01/2020-08-31"


def test_article_without_dated_facts_stays_undated() -> None:
    assert inferred("کۆبوونەوەکە لە هەولێر بەڕێوەچوو.") is None


def test_undated_article_resolves_months_in_its_window() -> None:
    text = (
        "مستەفا کازمی سەرۆکوەزیرانی عێراق سەد ڕۆژ لە دەسەڵاتدا تەواو کرد. "
        "گفتوگۆکان لە حوزەیرانی ڕابردوو دەستیان پێکرد."
    )
    values = [t.value for t in find_times(Document(DocId("d"), text), analyse(text), knowledge()).times]
    assert values == ["P100D", "2020-06"]


def test_dated_article_has_nothing_inferred() -> None:
    document = Document(DocId("d"), "مستەفا کازمی سەرۆکوەزیرانی عێراق هات.", "2021-01-05")
    assert find_times(document, analyse(document.text), knowledge()).published_inferred is None


def test_today_with_its_date_is_the_day_of_the_article() -> None:
    text = "ئێوارەی ئەمڕۆ یەکشەممە، 28ـی ئەیلوولی 2025، لیژنەکە کۆبووەوە. دوێنێ گفتوگۆ کرا."
    found = find_times(Document(DocId("d"), text), analyse(text), knowledge())
    assert found.published_inferred == "2025-09-28/2025-09-28"
    assert found.inferred == "2025-09-28"
    assert [t.value for t in found.times] == ["2025-09-28TEV", "2025-09-27"]


def test_date_without_today_is_not_the_day_of_the_article() -> None:
    assert inferred("لە 28ـی ئەیلوولی 2025 لیژنەکە کۆبووەوە.") is None


def test_today_makes_a_known_month_exact_but_no_other_month() -> None:
    text = "ئەمڕۆ 28ـی ئەیلوولی 2025 لیژنەکە کۆبووەوە. دوێنێ گفتوگۆ کرا."
    values = {
        month: find_times(Document(DocId("d"), text, month), analyse(text), knowledge()).times[-1].value
        for month in ("2025-09", "2024-03")
    }
    assert values == {"2025-09": "2025-09-27", "2024-03": "PAST_REF"}
