#!/usr/bin/env python3
"""Speed of the language stage beside KLPT and AsoSoft, on the same texts in one run, one process.

Usage: python benchmarks/language.py [POSTS.jsonl]   (a JSON line has the field "text")

The clock is the processor time of the process, so that other work on the machine counts less. `cold` is the
first pass over the texts, with empty caches; `warm` a second pass, when each word form has been seen.
"""

from __future__ import annotations

import importlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dosye.language.ckb import analyse, find_sentences, find_tokens, normalise
from dosye.language.ckb.orthography import Normalised

DEFAULT = Path(__file__).resolve().parent.parent / "../shared/data/posts.jsonl"
Step = Callable[[str], object]


def normalise_with_map(text: str) -> tuple[Normalised, tuple[int, int]]:
    norm = normalise(text)
    return norm, norm.raw_range(0, len(norm.text))


def peers() -> dict[str, Step]:
    steps: dict[str, Step] = {}
    try:
        preprocess = importlib.import_module("klpt.preprocess").Preprocess(
            "Sorani", "Arabic", numeral="Latin"
        )
        tokenize = importlib.import_module("klpt.tokenize").Tokenize("Sorani", "Arabic")
        stem = importlib.import_module("klpt.stem").Stem("Sorani", "Arabic")
    except ImportError:
        print("klpt is not installed; left out")
    else:
        steps["KLPT normalize"] = preprocess.normalize
        steps["KLPT sent_tokenize"] = tokenize.sent_tokenize
        steps["KLPT analyze of split words"] = lambda text: [stem.analyze(word) for word in text.split()]
    try:
        asosoft = importlib.import_module("asosoft")
    except ImportError:
        print("asosoft is not installed; left out")
    else:
        steps["AsoSoft Normalize"] = asosoft.Normalize
    return steps


def words_per_second(step: Step, texts: list[str], words: int) -> float:
    begun = time.process_time()
    for text in texts:
        step(text)
    return words / (time.process_time() - begun)


def import_cost() -> tuple[float, float]:
    """Seconds and megabytes that importing and first use take, in a fresh process."""
    code = (
        "import time; begun = time.perf_counter(); import dosye.language.ckb as ckb;"
        "took = time.perf_counter() - begun; import resource; ckb.analyse('\u06a9\u0648\u0631\u062f');"
        "print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    took, memory = out.split()
    return float(took), float(memory)


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    with path.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} texts, {words} words; words a second, cold and warm")
    ours: dict[str, Step] = {
        "dosye normalise": normalise,
        "dosye normalise with its map": normalise_with_map,
        "dosye find_tokens": find_tokens,
        "dosye find_sentences": find_sentences,
        "dosye analyse (tokens, sentences, word forms)": analyse,
    }
    for name, step in (ours | peers()).items():
        cold, warm = (words_per_second(step, texts, words) for _ in range(2))
        print(f"{name:48s} {cold:10,.0f} {warm:10,.0f}", flush=True)
    took, memory = import_cost()
    print(f"import {took:.2f} s; memory after one word {memory:.0f} MB", end="; ")
    print(f"after all texts {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
