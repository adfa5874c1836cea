"""Exports open where they are meant to be opened, hold what they say, and go round."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pyarrow.parquet as pq
import pytest
from followthemoney import model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from dosye.codec import reading_from_json
from dosye.dossier import Dossier, Filters, open_dossier
from dosye.errors import QueryError
from dosye.knowledge import load_knowledge
from dosye.records import EntityId, Event, EventId, EventType, Modality, Reading
from dosye.views.cli import app
from dosye.views.export import FORMATS, export
from dosye.views.export.events import OURS, POLECAT, write_polecat
from dosye.views.export.source import Source, cow_numbers, polities
from dosye.views.export.tables import TABLES, codebook, columns_of
from tests.dossier.test_ask import readings
from tests.dossier.test_write import make

EVERYTHING = Filters()
RUN = CliRunner()


def visited() -> list[Reading]:
    """Readings in which the visitor has a host, and one in which somebody resigns."""
    a, b, c = readings()
    host = replace(a.events[0], recipients=(EntityId("e2"),))
    gone = Event(EventId("v2"), EventType.APPOINT, "resign", c.events[0].trigger, (EntityId("e3"),))
    named = Event(EventId("v3"), EventType.APPOINT, "elect", c.events[0].trigger, (EntityId("e3"),))
    return [replace(a, events=(host,)), b, replace(c, events=(*c.events, gone, named))]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "a.dosye"
    with open_dossier(path, create=True) as opened:
        opened.add(visited())
    return path


@pytest.fixture
def dossier(path: Path) -> Iterator[Dossier]:
    with open_dossier(path) as opened:
        yield opened


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_records_load_back_as_they_were(dossier: Dossier, tmp_path: Path) -> None:
    export(dossier, "record", tmp_path / "r.jsonl", EVERYTHING)
    assert [reading_from_json(line) for line in lines(tmp_path / "r.jsonl")] == visited()


def test_plover_lines_have_type_quad_and_evidence(dossier: Dossier, tmp_path: Path) -> None:
    done = export(dossier, "plover", tmp_path / "p.jsonl", EVERYTHING)
    told = lines(tmp_path / "p.jsonl")
    assert done.counts == {"acts": 3, "left out": 1}
    visit = next(line for line in told if line["date"] == "2020-08-20")
    assert (visit["event"], visit["quad_code"], visit["event_scale"]) == (["CONSULT"], 1, 2.5)
    assert visit["text"] == "سەردانی"
    assert sorted(str(line["event"]) for line in told) == ["['AGREE']", "['CONSULT']", "['RETREAT']"]


def test_polecat_has_its_forty_columns_in_order_and_ours_after(dossier: Dossier, tmp_path: Path) -> None:
    assert len(POLECAT) == 40
    export(dossier, "polecat", tmp_path / "p.tsv", EVERYTHING)
    rows = [line.split("\t") for line in (tmp_path / "p.tsv").read_text(encoding="utf-8").splitlines()]
    assert rows[0] == [*POLECAT, *OURS]
    assert {len(row) for row in rows} == {40 + len(OURS)}
    visit = dict(zip(rows[0], rows[1], strict=True))
    assert visit["Actor Name"] == "Mustafa al-Kadhimi"
    assert (visit["Event Date"], visit["Tellings"]) == ("2020-08-20", "2")
    assert visit["Actor COW"] == "645"
    assert "prime minister" in visit["Actor Title"].split(", ")
    assert (visit["Contexts"], visit["City"]) == ("executive", "Washington")
    assert "Mustafa al-Kadhimi" in visit["Story People"].split("; ")


def test_every_country_of_the_tables_has_a_polity_and_no_number_stands_for_two_states() -> None:
    known = load_knowledge()
    countries = {key for key, line in known.places.items() if line.kind == "country"}
    # no states, or none any more
    assert countries - polities().keys() == {"northern-cyprus", "soviet-union"}
    numbers = [number for number in cow_numbers().values() if number]
    assert len(numbers) == len(set(numbers))
    assert (cow_numbers()["IRQ"], cow_numbers()["SYR"]) == ("645", "652")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(max_size=20), mode=st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_no_cell_can_break_the_lines_of_polecat(title: str, mode: str, tmp_path: Path) -> None:
    reading = make("x", name="مستەفا کازمی", time="2020-08-20")
    reading = replace(
        reading,
        publisher=title.encode("utf-8", "ignore").decode(),
        events=(replace(reading.events[0], mode=mode),),
    )
    target = tmp_path / "x.tsv"
    with open_dossier(tmp_path / "x.dosye", create=True) as dossier, dossier.engine.connect() as connection:
        dossier.add([reading])
        write_polecat(Source(dossier, connection, EVERYTHING), target)
    rows = target.read_text(encoding="utf-8").split("\n")
    assert len(rows) == 3
    assert rows[1].count("\t") == rows[0].count("\t")


def test_followthemoney_takes_every_entity_and_finds_every_end(dossier: Dossier, tmp_path: Path) -> None:
    export(dossier, "ftm", tmp_path / "f.jsonl", EVERYTHING)
    told = lines(tmp_path / "f.jsonl")
    ids = {line["id"] for line in told}
    for line in told:
        entity = model.get_proxy(line, cleaned=False)
        entity.schema.validate({"properties": line["properties"]})
        for prop, value in entity.itervalues():
            assert prop.type.name != "entity" or value in ids
    event = next(line for line in told if line["schema"] == "Event" and "startDate" in line["properties"])
    assert event["properties"]["startDate"] == ["2020-08-20"]
    assert {line["schema"] for line in told} >= {"Article", "Person", "Event", "Note"}


def test_graphml_opens_in_networkx_with_signed_edges(dossier: Dossier, tmp_path: Path) -> None:
    export(dossier, "graphml", tmp_path / "g.graphml", EVERYTHING)
    graph = nx.read_graphml(tmp_path / "g.graphml")
    edge = next(iter(graph.edges(data=True)))
    assert (edge[0], edge[1], edge[2]["kind"], edge[2]["sign"]) == (
        "mustafa-al-kadhimi",
        "washington",
        "CONSULT",
        1,
    )


@pytest.mark.parametrize("table", TABLES)
def test_csv_and_parquet_hold_the_same_and_the_codebook_has_every_column(
    dossier: Dossier, table: str, tmp_path: Path
) -> None:
    counts = export(dossier, "csv", tmp_path / "csv", EVERYTHING).counts
    export(dossier, "parquet", tmp_path / "pq", EVERYTHING)
    with (tmp_path / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    stored = pq.read_table(tmp_path / "pq" / f"{table}.parquet")
    assert stored.column_names == columns_of(table)
    assert stored.num_rows == len(rows) == counts[table]
    plain = [{k: "" if v is None else str(v) for k, v in row.items()} for row in stored.to_pylist()]
    assert plain == rows


def test_codebook_explains_no_column_twice_and_all_codes(dossier: Dossier, tmp_path: Path) -> None:
    export(dossier, "csv", tmp_path / "csv", EVERYTHING)
    with (tmp_path / "csv" / "codebook.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["table"] for row in codebook()} == set(TABLES)
    assert {row["meaning"] for row in rows if row["column"] == "Modality"} == {m.value for m in Modality}


def test_kurdistan_region_is_a_polity_of_its_own_and_iraq_for_states(tmp_path: Path) -> None:
    reading = make("k", name="مەسرور بارزانی", time="2020-08-20")
    with open_dossier(tmp_path / "k.dosye", create=True) as dossier:
        dossier.add([reading])
        export(dossier, "plover", tmp_path / "k.jsonl", EVERYTHING)
    (line,) = lines(tmp_path / "k.jsonl")
    actor = line["actor"][0]  # type: ignore[index]
    assert (actor["code"], actor["polity"]) == ("IRQ", "IRQ-KRI")


def test_checksum_is_the_same_each_time(dossier: Dossier, tmp_path: Path) -> None:
    for format_ in FORMATS:
        first = export(dossier, format_, tmp_path / f"1{format_}", EVERYTHING)
        second = export(dossier, format_, tmp_path / f"2{format_}", EVERYTHING)
        assert first.counts == second.counts
        assert list(first.checksums.values()) == list(second.checksums.values())


def test_export_command_filters_and_says_what_it_wrote(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    done = RUN.invoke(
        app, ["export", str(path), "--to", "plover", "--out", str(out), "--modality", "planned"]
    )
    assert done.exit_code == 0, done.output
    assert "1 acts" in done.output
    assert "o.jsonl" in done.output


@pytest.mark.parametrize("format_", FORMATS)
def test_act_told_after_the_days_asked_for_is_exported_with_its_article(format_: str, tmp_path: Path) -> None:
    late = replace(
        make("late", name="مستەفا کازمی", time="2020-08-20"), published="2020-09-01", publisher="Hewal"
    )
    days = Filters(since="2020-08-19", until="2020-08-21")
    with open_dossier(tmp_path / "a.dosye", create=True) as opened:
        opened.add([late])
        done = export(opened, format_, tmp_path / "out", days)
    assert done.counts.get("acts", 1) == 1
    if format_ == "csv":
        assert [row["id"] for row in table(tmp_path / "out" / "documents.csv")] == ["late"]
    if format_ == "record":
        assert done.counts == {"records": 0}  # it appeared on another day


def test_ids_in_a_cell_are_those_of_the_table_of_actors(tmp_path: Path) -> None:
    """Ids made of the names of files hold spaces."""
    found = replace(
        make("my first article", name="ئەحمەد مەحموود", time="2020-08-20"), published="2020-08-20"
    )
    both = replace(found.events[0], actors=(EntityId("e1"), EntityId("e3")))
    with open_dossier(tmp_path / "a.dosye", create=True) as opened:
        opened.add([replace(found, events=(both,))])
        export(opened, "csv", tmp_path / "out", EVERYTHING)
    known = {row["id"] for row in table(tmp_path / "out" / "actors.csv")}
    (act,) = table(tmp_path / "out" / "acts.csv")
    ids = act["actors"].split("|")
    assert len(ids) == 2
    assert known.issuperset(ids)
    assert any(" " in id_ for id_ in ids)


def test_actor_narrows_statements_and_ties_too(dossier: Dossier, tmp_path: Path) -> None:
    everything = export(dossier, "csv", tmp_path / "all", EVERYTHING).counts
    none_speak = export(dossier, "csv", tmp_path / "one", Filters(actor="washington")).counts
    assert everything["statements"] == 3
    assert none_speak["statements"] == 0


def test_export_goes_to_standard_output(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = RUN.invoke(app, ["export", str(path), "--to", "plover", "--out", "-"])
    assert [json.loads(line)["event"] for line in done.stdout.splitlines()]
    assert "acts" in done.stderr
    folder = RUN.invoke(app, ["export", str(path), "--to", "csv", "--out", "-"])
    assert folder.exit_code == 2
    assert "give a path" in folder.stderr
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over_a_dossier(path: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.dosye"
    mine.write_bytes(path.read_bytes())
    for command in (
        ["export", str(path), "--to", "polecat", "--out", str(mine)],
        ["system", str(path), "--html", str(mine)],
        ["judge", str(path), "--export", str(mine)],
        ["audit", str(path), "--verdicts", str(mine)],
    ):
        done = RUN.invoke(app, command)
        assert done.exit_code != 0
        assert str(mine) in str(done.exception)
        assert mine.read_bytes() == path.read_bytes()


def test_unknown_format_is_refused(dossier: Dossier, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="csv, ftm"):
        export(dossier, "xlsx", tmp_path / "x", EVERYTHING)
