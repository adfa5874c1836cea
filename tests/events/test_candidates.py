"""Tests of finding the places where the words of an act stand."""

from __future__ import annotations

import pytest

from dosye.events.candidates import find_candidates, light_verbs, read_sentence
from dosye.events.lexicon import compile_lexicon
from dosye.knowledge import load_knowledge
from dosye.language.ckb import analyse


def test_light_verbs_go_with_many_words() -> None:
    assert {"کردن", "دان", "گرتن"} <= light_verbs()
    assert "سووتاندن" not in light_verbs()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("وەزیری نەوت دەستی لە کار کێشایەوە.", "APPOINT"),
        ("وەزیری نەوت دەستی لەکارکێشایەوە.", "APPOINT"),
        ("هێزەکان دەستیان بەسەرداگرت.", "COERCE"),
        ("فڕۆکەکان گوندەکەیان بۆردومانکرد.", "ASSAULT"),
        ("دادگا ئەندامەکەی لەپارتی دەرکرد.", "SANCTION"),
        ("پەرلەمان متمانەی لێسەندەوە.", "APPOINT"),
        ("مامۆستایان لە سلێمانی مانیانگرت.", "PROTEST"),
        ("پۆلیس گەنجەکەی ڕاپێچی زیندان کرد.", "COERCE"),
        ("وەزارەت پارەکەی ڕەوانەی هەرێم کرد.", "AID"),
        ("وەزیرەکە دەستی لە پۆستی خۆی کێشایەوە.", "APPOINT"),
        ("پۆلیس کامێرای پەیامنێرەکەی لێسەند.", "COERCE"),
        ("فڕۆکەکان دوێنێ گوندەکەیان لێدا.", "ASSAULT"),
        ("ئەنجومەنی پارێزگا ڕێبوار تەهای کرد بەپارێزگار.", "APPOINT"),
        ("پۆلیس لە خۆپیشاندانەکەدا چواردە گەنجیان گرتبوون.", "COERCE"),
    ],
)
def test_words_of_an_act_are_found_however_they_are_joined(text: str, line: str) -> None:
    (sent,) = analyse(text)
    found = find_candidates(read_sentence(sent), 0, compile_lexicon(load_knowledge()))
    assert line in {candidate.line.type for candidate in found}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ئەمریکا سزاکانی ئێران هەڵناگرێت.", True),
        ("ئەمریکا سزاکانی ئێران هەڵدەگرێت.", False),
        ("ئەمریکا سزاکانی ئێرانی هەڵنەگرت.", True),
    ],
)
def test_line_with_a_negated_preverb_asks_for_the_negation(text: str, *, told: bool) -> None:
    (sent,) = analyse(text)
    found = find_candidates(read_sentence(sent), 0, compile_lexicon(load_knowledge()))
    assert ("REJECT" in {candidate.line.type for candidate in found}) is told


@pytest.mark.parametrize(
    ("text", "line", "first"),
    [
        ("وەزارەتی دەرەوە باڵیۆزی تورکیای بانگهێشت کرد.", "accuse-balyoz-banghesht-krdn", "بانگهێشت"),
        ("وەزیرەکە سکاڵایەکی لە دژی پارێزگار تۆمار کرد.", "accuse-skala-tomar-krdn", "سکاڵایەکی"),
        ("وەزیرەکە سکاڵایەکی لە دژی پارێزگار تۆمارکردووە.", "accuse-skala-tomar-krdn", "سکاڵایەکی"),
        ("حکومەت هێزەکانی لە سنوور جێگیر کرد.", "mobilize-hez-jegir-krdn", "جێگیر"),
        ("کەناڵەکە وێنەی هێزەکانی لە سنوور بڵاو کردەوە.", "mobilize-hez-blaw-krdnewe", None),
        ("مامۆستایان لەبەردەم بارەگای پارێزگا کۆ بوونەوە.", "protest-leberdem-ko-bunewe", "کۆ"),
        ("فراکسیۆنەکە دژی پڕۆژەکە دەنگی دا.", "reject-dzhi-deng-dan", "دەنگی"),
        ("هێزەکانی سوپا لە باکوورەوە هاتن.", "mobilize-hez-hatn", "هاتن"),
    ],
)
def test_noun_of_a_light_verb_stands_apart_from_the_object(text: str, line: str, first: str | None) -> None:
    (sent,) = analyse(text)
    found = find_candidates(read_sentence(sent), 0, compile_lexicon(load_knowledge()))
    starts = [sent.tokens[c.first].norm for c in found if c.line.key == line]
    assert starts == ([first] if first else [])


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("حکومەت بازرگانەکانی ناچار کرد.", "coerce-nachar-krdn", True),
        ("حکومەت بازرگانەکانی ناچاری کشانەوە کرد.", "coerce-nachar-krdn", True),
        ("حکومەت ناچار لەگەڵ ئەوان ڕێککەوتنی واژۆ کرد.", "coerce-nachar-krdn", False),
        ("پەرلەمان گومانی لێ کرد.", "accuse-guman-lekrdn", True),
        ("سوپا دەستی گرت بەسەر شارەکە.", "coerce-dest-grtn-beser", True),
        ("وەزیرەکە لە سەردانێکی هەولێردا داوای کرد مووچە بنێردرێت.", "request-dawa-krdn", True),
        ("وەزیرەکە لە سەردانێکی هەولێردا داوای کرد مووچە بنێردرێت.", "consult-serdan-krdn", False),
    ],
)
def test_verb_of_a_line_stands_where_its_words_allow(text: str, line: str, *, told: bool) -> None:
    (sent,) = analyse(text)
    read = read_sentence(sent)
    found = find_candidates(read, 0, compile_lexicon(load_knowledge()))
    own = {c.line.key for c in found if c.own}
    assert (line in own) is told


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("حکومەت ڕۆژنامەنووسەکەی خستە زیندان.", "coerce-khstne-zindan"),
        ("پارێزگارەکە دوێنێ بوو بە سەرۆکوەزیران.", "appoint-bun-be-serokweziran"),
        ("خوێندکاران دابەزینە شەقام.", "protest-dabezine-sheqam"),
        ("واشنتن سزای نوێی خستە سەر تاران.", "sanction-szai-nwe-khstne-ser"),
    ],
)
def test_verb_of_a_line_stands_before_where_it_leads(text: str, line: str) -> None:
    (sent,) = analyse(text)
    found = find_candidates(read_sentence(sent), 0, compile_lexicon(load_knowledge()))
    assert line in {candidate.line.key for candidate in found}


def test_verb_that_leads_somewhere_ends_so() -> None:
    (sent,) = analyse("پەرلەمان داوای کرد باڵیۆزەکە بگەڕێتەوە.")
    found = find_candidates(read_sentence(sent), 0, compile_lexicon(load_knowledge()))
    assert "appoint-krdne-balioz" not in {candidate.line.key for candidate in found}


def test_light_verb_goes_with_the_noun_beside_it_and_not_with_its_object() -> None:
    (sent,) = analyse("فراکسیۆنەکە دانیشتنی هەڵبژاردنی سەرۆکی بایکۆت کرد.")
    found = find_candidates(read_sentence(sent), 0, compile_lexicon(load_knowledge()))
    assert {c.line.type for c in found if c.own} == {"PROTEST", "SANCTION"}
