"""How soon the page shows something and how fast it answers, on a dossier of many articles.

    python benchmarks/page.py posts.dosye

First paint is the browser's own `first-contentful-paint`, from the click to the first words, in a fresh tab
without a cache, the server just started (`cold`) and then again (`warm`). Answers are whole answers over
HTTP on loopback, each address asked several times.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import threading
import time
from pathlib import Path

import httpx
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from dosye.dossier import Dossier, open_dossier
from dosye.views.web import Settings, make_app

PAGES = (
    "",
    "timeline",
    "night",
    "actors",
    "network",
    "issues",
    "articles",
    "map",
    "overview",
    "whatif",
    "review",
)
TIMES = 5
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def serve(dossier: Dossier) -> tuple[uvicorn.Server, str]:
    """Start the page on a free port; return it and its address."""
    config = uvicorn.Config(make_app(dossier, Settings()), port=0, log_level="error", ws="none")
    server = uvicorn.Server(config)
    listener = config.bind_socket()
    threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    return server, f"http://127.0.0.1:{listener.getsockname()[1]}"


def paints(browser: Browser, address: str, lang: str) -> dict[str, float]:
    """Return the first paint of every page in milliseconds."""
    found = {}
    for page in PAGES:
        context = browser.new_context()
        tab = context.new_page()
        tab.goto(f"{address}/{lang}/{page}")
        tab.wait_for_function(f"() => ({PAINT}) !== null")
        found[page or "system"] = tab.evaluate(PAINT)
        context.close()
    return found


def answers(address: str, paths: list[str]) -> dict[str, float]:
    """Return the median answer of every address in milliseconds."""
    found = {}
    with httpx.Client(base_url=address, timeout=60) as client:
        for path in paths:
            took = []
            for _ in range(TIMES):
                start = time.perf_counter()
                client.get(path).raise_for_status()
                took.append((time.perf_counter() - start) * 1000)
            found[path] = statistics.median(took)
    return found


def main(where: str) -> None:
    """Measure one dossier."""
    with open_dossier(where) as dossier:
        actor = next(row.id for row in dossier.actors(limit=20) if row.type == "PERSON")
        doc = str(dossier.documents()[-1]["id"])
        server, address = serve(dossier)
        chromium = shutil.which("chromium") or "chromium"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            browser.new_page().goto("about:blank")
            runs = [("cold", "en"), ("warm", "en"), ("warm", "ckb")]
            shown = {run: paints(browser, address, run[1]) for run in runs}
            browser.close()
        paths = [f"/{lang}/{page}" for lang in ("en", "ckb") for page in PAGES]
        one = [f"actor?id={actor}", f"read?doc={doc}", "search?q=Barzani", "timeline?since=2020-06"]
        took = answers(address, [*paths, *(f"/en/{path}" for path in one)])
        server.should_exit = True
    for run, by_page in shown.items():
        print(f"first paint, {' '.join(run)}: median {statistics.median(by_page.values()):.0f} ms,", end=" ")
        worst = max(by_page, key=by_page.__getitem__)
        print(f"slowest {worst} {by_page[worst]:.0f} ms, system {by_page['system']:.0f} ms")
    print(f"answers: median {statistics.median(took.values()):.0f} ms over {len(took)} addresses")
    for path, ms in sorted(took.items(), key=lambda item: -item[1])[:6]:
        print(f"  {ms:6.0f} ms  {path}")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).exists():
        sys.exit(__doc__)
    main(sys.argv[1])
