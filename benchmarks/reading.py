#!/usr/bin/env python3
"""Speed and memory of reading: posts and long articles, store included, by stage, start-up, processes, peers.

Usage: python benchmarks/reading.py [--posts POSTS.jsonl] [--articles FOLDER] [--most N] [--articles-made N]
    [--words-made N] [--read-alone] [--only PART ...]

Parts: start, posts, long, stages, store, jobs, memory, peers. The clock of one process is its processor
time, so that other work on the machine counts less; with several processes it is the time of the wall.
`calm` says how fast the machine was for a fixed loop, 1.0 on an idle core of the machine of the docs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
POSTS = ROOT / "../shared/data/posts.jsonl"
ARTICLES = ROOT / "training" / "articles"
_LOOP_S = 0.110  # what `calm` takes on an idle core of the machine of the docs


def calm() -> float:
    """How fast this machine is now, beside the machine of the docs when idle."""
    begun, total = time.process_time(), 0
    for n in range(2_000_000):
        total += n & 3
    return round(_LOOP_S / (time.process_time() - begun), 2)


def report(part: str, **figures: object) -> None:
    print(json.dumps({"part": part, "calm": calm(), **figures}, ensure_ascii=False), flush=True)


def documents(path: Path, most: int) -> list:
    from dosye.records import DocId, Document
    from dosye.text import find_documents

    if path.is_dir():
        records = [json.loads(file.read_text("utf-8")) for file in sorted(path.glob("*.json"))]
        return [Document(DocId(r["doc_id"]), r["text"], r["published"], r["publisher"]) for r in records]
    return [d for d in find_documents([str(path)]) if isinstance(d, Document)][:most]


def words(found: Iterable) -> int:
    return sum(len(d.text.split()) for d in found)


def rate(count: int, work: Callable[[], object]) -> tuple[int, object]:
    begun = time.process_time()
    result = work()
    return round(count / (time.process_time() - begun)), result


def start(_: argparse.Namespace) -> None:
    """Time of a new process up to the first reading of one article, the compiled files of Python there."""
    code = (
        "import time; t = time.perf_counter(); import dosye; import json, sys;"
        "line = json.loads(open(sys.argv[1], encoding='utf-8').readline());"
        "dosye.read(line['text'], published=line['published']); print(time.perf_counter() - t)"
    )
    command = [sys.executable, "-c", code, str(ROOT / "examples" / "articles.jsonl")]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    walls, inner, spent = [], [], []
    for _ in range(4):
        begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        walls.append(time.perf_counter() - begun)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        inner.append(float(done.stdout))
    least = {"seconds_to_first_reading": min(walls), "without_python": min(inner), "processor": min(spent)}
    report("start", **{name: round(seconds, 2) for name, seconds in least.items()})


def reading(name: str, found: list) -> None:
    from dosye.knowledge import load_knowledge
    from dosye.pipeline import read

    knowledge, count = load_knowledge(), words(found)
    read(found[0], knowledge)
    cold, _ = rate(count, lambda: [read(d, knowledge) for d in found] and None)
    warm, _ = rate(count, lambda: [read(d, knowledge) for d in found] and None)
    report(name, documents=len(found), words=count, cold=cold, warm=warm)


def stages(wanted: argparse.Namespace) -> None:
    """Share of each stage in the time of reading, warm."""
    import cProfile
    import pstats

    from dosye import pipeline
    from dosye.knowledge import load_knowledge

    names = ("analyse", "find_entities", "find_times", "find_events", "find_statements", "attach_tellings")
    names += ("find_relations", "find_stances", "find_conditions", "identify")
    for part, found in (("posts", documents(wanted.posts, 1000)), ("long", documents(wanted.articles, 99))):
        for d in found:
            pipeline.read(d, load_knowledge())
        profile = cProfile.Profile()
        profile.runcall(lambda found=found: [pipeline.read(d, load_knowledge()) for d in found] and None)
        spent = {key[2]: row[3] for key, row in pstats.Stats(profile).stats.items() if key[2] in names}
        total = sum(spent.values())
        report(f"stages of {part}", **{name: round(spent.get(name, 0.0) / total, 3) for name in names})


def store(wanted: argparse.Namespace) -> None:
    """Reading and storing in one process."""
    from dosye.dossier import open_dossier
    from dosye.knowledge import load_knowledge
    from dosye.pipeline import read

    knowledge, found = load_knowledge(), documents(wanted.posts, wanted.most)
    read(found[0], knowledge)
    with tempfile.TemporaryDirectory() as folder, open_dossier(Path(folder) / "a.dosye", create=True) as d:
        readings = [read(doc, knowledge) for doc in found]
        alone, _ = rate(words(found), lambda: d.add(readings))
    with tempfile.TemporaryDirectory() as folder, open_dossier(Path(folder) / "a.dosye", create=True) as d:
        both, _ = rate(words(found), lambda: d.add(read(doc, knowledge) for doc in found))
    report("store", documents=len(found), words=words(found), store_alone=alone, read_and_store=both)


def jobs(wanted: argparse.Namespace) -> None:
    """The command itself with one and two processes, by the wall."""
    for number in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "posts.jsonl"
            lines = wanted.posts.read_text("utf-8").splitlines()[: wanted.most]
            source.write_text("\n".join(lines), "utf-8")
            command = [sys.executable, "-c", "from dosye.views.cli import main; main()", "read", str(source)]
            into = ["--into", f"{folder}/a.dosye", "--jobs", str(number)]
            begun = time.perf_counter()
            subprocess.run([*command, *into], capture_output=True, check=True)
            wall = time.perf_counter() - begun
        report(
            "jobs", processes=number, documents=len(lines), seconds=round(wall, 1), load=os.getloadavg()[0]
        )


def memory(wanted: argparse.Namespace) -> None:
    """The memory (MB held now) after so many short articles, each with a word of its own, read and stored."""
    from dosye.dossier import open_dossier

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.dosye"
        if wanted.read_alone:
            deque(_read(wanted, path), maxlen=0)
            return
        with open_dossier(path, create=True) as dossier:
            dossier.add(_read(wanted, path))


def _read(wanted: argparse.Namespace, path: Path) -> Iterator:
    from dosye.knowledge import load_knowledge
    from dosye.pipeline import read

    knowledge, found, begun = load_knowledge(), documents(wanted.posts, wanted.most), time.process_time()
    count = 0
    for number, document in enumerate(_made(found, wanted), start=1):
        yield read(document, knowledge)
        count += len(document.text.split())
        if number in _SHOWN:
            figures = {"articles": number, "words": count, "held_mb": _held_mb(), "most_mb": _most_mb()}
            figures["dossier_mb"] = path.stat().st_size >> 20 if path.exists() else 0
            report("memory", **figures, seconds=round(time.process_time() - begun))


_SHOWN = (1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 150_000, 200_000)
_LETTERS = "\u0628\u062a\u062f\u0631\u0632\u0633\u0634\u06a9\u06af\u0644\u0645\u0646"


def _made(found: list, wanted: argparse.Namespace) -> Iterator:
    """Articles of the first words of sentences of posts, each with a made-up word, again and again."""
    from dataclasses import replace

    from dosye.language.ckb import find_sentences

    sents = [d.text[s.start : s.end] for d in found for s in find_sentences(d.text)]
    for number in range(wanted.articles_made):
        word, rest = "", number + 1
        while rest:
            rest, letter = divmod(rest, len(_LETTERS))
            word += _LETTERS[letter] + "\u0627"
        text = " ".join((*sents[number % len(sents)].split()[: wanted.words_made], word))
        yield replace(found[number % len(found)], id=f"made-{number}", text=text)


def _held_mb() -> int:
    status = Path("/proc/self/status").read_text("ascii")
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS"))


def _most_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def peers(wanted: argparse.Namespace) -> None:
    """What others need for less on the same texts: words a second of one process."""
    texts = [d.text for d in documents(wanted.posts, wanted.most)]
    count = sum(len(t.split()) for t in texts)
    figures: dict[str, int] = {}
    try:
        import spacy

        nlp = spacy.blank("xx")
        nlp.add_pipe("tok2vec")
        nlp.add_pipe("tagger").add_label("X")
        nlp.initialize()
        figures["spaCy blank xx, tok2vec and tagger untrained"], _ = rate(
            count, lambda: [None for _ in nlp.pipe(texts)]
        )
    except ImportError:
        print("spacy is not installed; left out")
    try:
        from klpt.stem import Stem

        stem = Stem("Sorani", "Arabic")
        figures["KLPT stem.analyze"], _ = rate(
            count, lambda: [stem.analyze(w) for t in texts for w in t.split()]
        )
    except ImportError:
        print("klpt is not installed; left out")
    try:
        import asosoft

        figures["AsoSoft Normalize"], _ = rate(count, lambda: [asosoft.Normalize(t) for t in texts])
    except ImportError:
        print("asosoft is not installed; left out")
    report("peers", words=count, **figures)


PARTS: dict[str, Callable[[argparse.Namespace], None]] = {
    "start": start,
    "posts": lambda wanted: reading("posts", documents(wanted.posts, wanted.most)),
    "long": lambda wanted: reading("long", documents(wanted.articles, 99)),
    "stages": stages,
    "store": store,
    "jobs": jobs,
    "memory": memory,
    "peers": peers,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--posts", type=Path, default=POSTS)
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    parser.add_argument("--most", type=int, default=5000)
    parser.add_argument("--articles-made", type=int, default=200_000, help="of the part memory")
    parser.add_argument("--words-made", type=int, default=99, help="of a sentence in each, at most")
    parser.add_argument("--read-alone", action="store_true", help="store none of these")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=list(PARTS))
    wanted = parser.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does
    for part in wanted.only:
        PARTS[part](wanted)


if __name__ == "__main__":
    main()
