"""Pictures: well-formed, labelled, and safe for text from right to left."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from dosye.scenarios import LeverKind, Question, parse_question, run
from dosye.views.pictures import draw_all, draw_levers, draw_models
from dosye.views.pictures.svg import Letters, Picture, Side, runs_right_to_left, shorten

SVG = "{http://www.w3.org/2000/svg}"
KURDISH = "حکوومەتی هەرێمی کوردستان"


@pytest.fixture(scope="module")
def question() -> Question:
    text = f"""
issue = "forces"
title = "Forces stay & train <or leave>"
[scale]
low = 0
high = 100
low_means = "کشانەوەی تەواو"
high_means = "all stay"
[[actor]]
key = "krg"
name = "{KURDISH}"
position = [60, 80, 100]
salience = 0.8
capability = 2
[[actor]]
key = "militias"
position = [0, 10, 30]
salience = 0.9
capability = 3
[[actor]]
key = "premier"
position = 45
salience = 0.6
capability = 3
"""
    return parse_question(text, source="forces.toml")


def test_every_picture_is_well_formed_and_has_a_title(question: Question) -> None:
    pictures = draw_all(run(question, draws=30))
    assert {"models.svg", "actors.svg", "levers-range.svg", "rounds-spatial.svg"} <= set(pictures)
    for picture in pictures.values():
        root = ET.fromstring(picture)
        title = root.find(f"{SVG}title")
        assert title is not None
        assert (title.text or "").startswith("Forces stay & train <or leave>")


def test_kurdish_names_are_set_from_right_to_left(question: Question) -> None:
    root = ET.fromstring(draw_all(run(question, draws=0))["actors.svg"])
    labels = {node.text: node for node in root.iter(f"{SVG}text")}
    assert labels[KURDISH].get("direction") == "rtl"
    assert labels["premier"].get("direction") is None


def test_label_ends_where_the_eye_expects_it_in_both_directions() -> None:
    picture = Picture(100, 100, "x")
    for text in ("abc", KURDISH):
        picture.label(50, 50, text, letters=Letters(side=Side.RIGHT))
    anchors = [node.get("text-anchor") for node in ET.fromstring(picture.to_svg()).iter(f"{SVG}text")]
    assert anchors == ["end", "start"]


def test_direction_is_that_of_the_first_letter() -> None:
    assert runs_right_to_left("2020 " + KURDISH)
    assert not runs_right_to_left("KDP (پارتی)")
    assert not runs_right_to_left("123")


def test_long_labels_are_cut() -> None:
    assert shorten("a" * 100, width=100, size=10).endswith("\u2026")
    assert shorten("short", width=100, size=10) == "short"


def test_undefined_model_says_why_in_the_picture(question: Question) -> None:
    assert "no reference point" in draw_models(run(question, draws=0))


def test_levers_without_effect_say_so(question: Question) -> None:
    alone = run(question, draws=0, model="compromise", without=["krg", "militias"])
    assert "nothing here moves the outcome" in draw_levers(alone, LeverKind.RANGE)
