"""Papers that are called after a town."""

import dosye
from dosye.records import EntityType


def test_a_paper_that_begins_with_a_town_is_one_body() -> None:
    text = "واشنتۆن پۆست نووسیویەتی هێرشەکە لە بەغدا بووە."
    reading = dosye.read(text)
    told = [(text[m.start : m.end], m.type) for m in reading.mentions]
    assert told[0] == ("واشنتۆن پۆست", EntityType.ORG)
    assert ("بەغدا", EntityType.GPE) in told
