"""How a dossier behaves with many articles: adding, searching, asking.

Articles are posts read once and then varied: other actors and places of the tables in the place of those
named, other days. Prints the size, how long 50 posts take to add at a small and at the full size, and the
median time of every question; processor time, so that other work on the machine counts less.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import re
import statistics
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import func, select

from dosye.codec import reading_from_json, reading_to_json
from dosye.dossier import Dossier, Filters, open_dossier, schema
from dosye.errors import RecordError
from dosye.knowledge import Knowledge, load_knowledge
from dosye.pipeline import read
from dosye.records import DocId, Document, Reading

DAY = re.compile(r"\d{4}-\d\d-\d\d")
POSTS = Path("../shared/data/posts.jsonl")


def main() -> None:
    """Build the dossier and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=Path, default=POSTS)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--at", default="benchmark.dosye", help="file, or postgresql://...")
    args = parser.parse_args()
    knowledge = load_knowledge()
    base = list(read_posts(args.posts, knowledge))
    gc.freeze()  # the posts live as long as the run: looking through them again is no part of storing
    chance = random.Random(1)
    articles = vary(base, knowledge, chance, args.articles + 600)
    with open_dossier(args.at, create=True) as dossier:
        words, spent = 0, 0.0
        for first, size in ((0, 1000), (1250, args.articles)):
            number, seconds = fill(dossier, articles, size - first)
            words, spent = words + number, spent + seconds
            each = spent / words * 1e6
            print(
                f"{size:,} articles, {words:,} words, {copies(dossier):,} near-copies, {each:.0f} us a word"
            )
            adding(dossier, articles)
        questions(dossier)


def read_posts(path: Path, knowledge: Knowledge) -> Iterator[Reading]:
    for line in path.read_text(encoding="utf-8").splitlines():
        post = json.loads(line)
        yield read(Document(DocId(post["id"]), post["text"], post["published"], post["publisher"]), knowledge)


def fill(dossier: Dossier, articles: Iterator[Reading], number: int) -> tuple[int, float]:
    """Store articles; return their words and the processor time of storing them."""
    words, spent = 0, 0.0
    for start in range(0, number, 4000):
        part = [next(articles) for _ in range(min(4000, number - start))]
        started = time.process_time()
        dossier.add(part)
        spent += time.process_time() - started
        words += sum(len(reading.text.split()) for reading in part)
    return words, spent


def copies(dossier: Dossier) -> int:
    with dossier.engine.connect() as connection:
        d = schema.documents.c
        query = select(func.count()).select_from(schema.documents).where(d.copy_of.is_not(None))
        return connection.execute(query).scalar_one()


def adding(dossier: Dossier, articles: Iterator[Reading]) -> None:
    times = []
    for _ in range(5):
        part = [next(articles) for _ in range(50)]
        started = time.process_time()
        dossier.add(part)
        times.append(time.process_time() - started)
    print(f"adding 50: {statistics.median(times) * 1000:.0f} ms")


def vary(
    base: Sequence[Reading], knowledge: Knowledge, chance: random.Random, number: int
) -> Iterator[Reading]:
    """Yield readings with other actors, places and days; one in twenty is left as it was, a near-copy."""
    kinds: dict[object, list[str]] = {}
    for line in (*knowledge.actors.values(), *knowledge.places.values()):
        kinds.setdefault(line.type, []).append(line.key)
    for n in range(number + 1):
        reading = chance.choice(base)
        record = reading_to_json(reading) | {"doc_id": f"v{n:06}"}
        if chance.random() > 0.05:
            record = _renamed(record, knowledge, kinds, chance)
        text = json.dumps({k: v for k, v in record.items() if k != "text"}, ensure_ascii=False)
        moved = _shifted(text, timedelta(days=chance.randint(-300, 300)))
        try:
            made = reading_from_json(json.loads(moved) | {"text": record["text"]}, where="benchmark")
        except RecordError:  # a span that ends within a name has no place in the varied text
            made = replace(reading, doc_id=DocId(f"v{n:06}"))
        yield replace(made, reader=reading.reader)


def _shifted(text: str, shift: timedelta) -> str:
    return DAY.sub(lambda m: (date.fromisoformat(m[0]) + shift).isoformat(), text)


def _renamed(record: dict, knowledge: Knowledge, kinds: dict, chance: random.Random) -> dict:
    entities = {key: dict(entity) for key, entity in record["entities"].items()}
    names: dict[str, str] = {}
    for key, entity in entities.items():
        line = knowledge.actors.get(entity.get("key") or "") or knowledge.places.get(entity.get("key") or "")
        if line is None:
            continue
        other = kinds[line.type][int(len(kinds[line.type]) * chance.random() ** 3)]  # few are named often
        new = knowledge.actors.get(other) or knowledge.places[other]
        entity |= {"key": other, "name": new.name_ckb, "name_en": new.name_en}
        names[key] = new.name_ckb
    old, cuts, grown, out, at = record["text"], [0], [0], "", 0
    for m in sorted(record["mentions"], key=lambda m: m["start"]):
        if m["entity"] in names and m["start"] >= at and m["type"] not in ("ROLE", "GROUP"):
            out += old[at : m["start"]] + names[m["entity"]]
            at = m["end"]
            cuts.append(at)
            grown.append(len(out) - at)
    out += old[at:]

    def moved(value: int) -> int:
        return value + grown[bisect_right(cuts, value) - 1]

    return _move(record | {"entities": entities, "text": out}, moved)


def _move(value: object, moved: Callable[[int], int]) -> dict:
    def walk(key: str, x: object) -> object:
        if isinstance(x, bool) or key in ("counts", "confidence"):
            return x
        if isinstance(x, int):
            return moved(x)
        if isinstance(x, list):
            return [walk("", y) for y in x]
        return {k: walk(k, y) for k, y in x.items()} if isinstance(x, dict) else x

    result = walk("", value)
    assert isinstance(result, dict)
    return result


def questions(dossier: Dossier) -> None:
    """Print the median of five runs of every question."""
    busy = dossier.actors(type_="PERSON", limit=2)
    org = dossier.actors(type_="ORG", limit=1)[0]
    a, b = busy[0].id, org.id
    month = Filters(since="2020-10-01", until="2020-10-31", limit=100)
    asked: dict[str, Callable[[], object]] = {
        "search word": lambda: dossier.search("هێرش"),
        "search phrase": lambda: dossier.search('"سەرۆکی حکومەتی هەرێم"'),
        "search beginning": lambda: dossier.search("پێشم*"),
        "search name": lambda: dossier.search(busy[0].name_en),
        "search common word": lambda: dossier.search("لە"),
        "actor": lambda: dossier.actor(a),
        "timeline": lambda: dossier.timeline(month),
        "between": lambda: dossier.between(a, b),
        "network": dossier.network,
        "network of one": lambda: dossier.network(Filters(actor=a)),
        "stances": lambda: dossier.stances(Filters(actor=a)),
        "statements": lambda: dossier.statements(Filters(actor=a, limit=100)),
        "statements about": lambda: dossier.statements(Filters(about=a, limit=50)),
        "compare": lambda: dossier.compare("Rudaw.net", "naliatv"),
        "brief": lambda: dossier.brief(a),
        "system": dossier.system,
        "candidates": dossier.candidates,
    }
    for name, question in asked.items():
        times = []
        for _ in range(5):
            started = time.process_time()
            question()
            times.append(time.process_time() - started)
        print(f"{name}: {statistics.median(times) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
