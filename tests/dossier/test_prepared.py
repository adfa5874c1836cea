"""What readers make for the store: the same rows as the store would make, whoever shares a name."""

import pickle
from pathlib import Path

from sqlalchemy import select

from dosye.dossier import open_dossier, schema
from dosye.dossier.prepare import prepare
from dosye.dossier.prepared import Prepared
from dosye.dossier.rows import columns_of
from dosye.dossier.store import open_engine, writing
from dosye.knowledge import load_knowledge
from dosye.pipeline import read_text
from dosye.records import Reading

TEXTS = (
    "بەرهەم ساڵح لەگەڵ ڕێبوار شێخانی لە بەغدا کۆبووەوە. شێخانی گوتی کۆبوونەوەکە باش بوو.",
    "ڕێبوار شێخانی لە سلێمانی دەستگیر کرا. پۆلیس گوتی ناوبراو دەستگیر کراوە.",
    "ئەمریکا هێرشی کردە سەر حەشدی شەعبی و سێ کەس کوژران.",
)


def readings() -> list[Reading]:
    days = ("2021-02-03", "2023-07-09", "2024-02-01")
    return [read_text(text, published=day) for text, day in zip(TEXTS, days, strict=True)]


def test_prepared_reading_keeps_the_reading_on_its_way_to_another_process() -> None:
    for reading in readings():
        sent = pickle.loads(pickle.dumps(prepare(reading, load_knowledge())))
        assert isinstance(sent, Prepared)
        assert sent.reading == reading


def test_prepared_rows_follow_who_the_store_finds_an_entity_to_be(tmp_path: Path) -> None:
    ready = [prepare(reading, load_knowledge()) for reading in readings()]
    with open_dossier(tmp_path / "a.dosye", create=True) as dossier:
        assert dossier.add(ready) == len(TEXTS)
        assert dossier.add(ready) == 0
        e, x = schema.entities.c, schema.sides.c
        with dossier.engine.connect() as connection:
            meant = {
                (doc, id_): actor for doc, id_, actor in connection.execute(select(e.doc, e.id, e.actor))
            }
            sides = connection.execute(select(x.doc, x.entity, x.actor)).all()
    assert any(actor.endswith("~2") for actor in meant.values())
    assert any(actor.endswith("~2") for _, _, actor in sides)
    assert all(meant[doc, entity] == actor for doc, entity, actor in sides)


def test_prepared_rows_fill_every_column() -> None:
    for reading in readings():
        for table, rows in prepare(reading, load_knowledge()).rows.items():
            assert {len(row) for row in rows} == {len(columns_of(table))}


def test_who_stores_keeps_fewer_pages_than_who_asks(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "a.dosye", create=True)
    kept = "PRAGMA cache_size"
    with engine.connect() as connection:
        asking = connection.exec_driver_sql(kept).scalar_one()
    with writing(engine) as connection:
        assert abs(connection.exec_driver_sql(kept).scalar_one()) < abs(asking)
    with engine.connect() as connection:
        assert connection.exec_driver_sql(kept).scalar_one() == asking
    engine.dispose()
