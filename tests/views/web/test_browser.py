"""The page in a real browser: every page, both languages, by pointer and by keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.views.web.conftest import Served

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((path for name in NAMES if (path := shutil.which(name))), "")
AXE = Path(__file__).parents[2] / "vendor" / "axe.min.js"
PAGES = (
    "", "timeline", "timeline?since=2020-06-20&until=2020-07-05", "night?day=2020-06-25&step=4",
    "actors", "network", "issues", "articles", "map", "overview", "whatif?if=whatif:1",
    "review", "search?q=Kadhimi", "actor?id=mustafa-al-kadhimi", "read?doc=a-2020-06-26",
    "read?doc=hostile%3Cb%3E", "review?actor=mustafa-al-kadhimi",
)  # fmt: skip
SERIOUS = ("serious", "critical")
LAPTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="no Chromium is installed; on Debian: apt install chromium"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


# what is out of view has no layout yet, and a late font moves what is measured
SHOW_ALL = """() => {
  document.querySelectorAll("main *").forEach(e => { e.style.contentVisibility = "visible"; });
  document.body.getBoundingClientRect();
  return document.fonts.ready.then(() => true);
}"""


class Visit:
    """One tab, with what it asked for and what it complained about."""

    def __init__(self, context: BrowserContext, served: Served) -> None:
        self.served = served
        self.tab: Page = context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.tab.on("request", lambda request: self.asked.append(request.url))
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.tab.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)

    def go(self, path: str) -> Page:
        self.tab.goto(f"{self.served.address}{path}")
        return self.tab

    def strangers(self) -> list[str]:
        """Requests that left the page's own origin."""
        own = (self.served.address + "/", "data:", f"blob:{self.served.address}/")
        return [url for url in self.asked if not url.startswith(own)]


@pytest.fixture
def visit(browser: Browser, page: Served) -> Iterator[Visit]:
    context = browser.new_context(viewport=LAPTOP, reduced_motion="reduce")
    yield Visit(context, page)
    context.close()


@pytest.fixture
def own_visit(browser: Browser, own_page: Served) -> Iterator[Visit]:
    context = browser.new_context(viewport=LAPTOP, reduced_motion="reduce")
    yield Visit(context, own_page)
    context.close()


def barriers(tab: Page) -> list[str]:
    """What axe finds serious, as rule and place."""
    tab.evaluate(SHOW_ALL)
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = tab.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", tags)
    return [
        f"{v['id']}: {node['target']} {node['html'][:120]}"
        for v in found["violations"]
        if v["impact"] in SERIOUS
        for node in v["nodes"][:3]
    ]


@pytest.mark.parametrize(
    ("lang", "scheme"), [("en", "light"), ("ckb", "dark"), ("ckb", "light"), ("en", "dark")]
)
def test_every_page_stands_without_barrier_error_or_stranger(
    browser: Browser, page: Served, lang: str, scheme: str
) -> None:
    context = browser.new_context(viewport=LAPTOP, color_scheme=scheme, reduced_motion="reduce")
    visit = Visit(context, page)
    # the other pair of language and scheme is walked for its colours on the pages that have most of them
    pages = (
        PAGES
        if (lang, scheme) in (("en", "light"), ("ckb", "dark"))
        else ("", "read?doc=a-2020-06-26", "review")
    )
    for path in pages:
        tab = visit.go(f"/{lang}/{path}")
        tab.wait_for_load_state("load")
        tab.wait_for_function("() => !document.querySelector('#network[hidden]')")
        assert barriers(tab) == [], path
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert tab.title() != "taken"
    assert visit.complaints == []
    assert visit.strangers() == []
    context.close()


def test_phone_shows_every_page_without_sideways_scrolling(browser: Browser, page: Served) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    visit = Visit(context, page)
    for path in PAGES:
        tab = visit.go(f"/ckb/{path}")
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), path
    context.close()


def test_fact_leads_to_its_words(visit: Visit) -> None:
    tab = visit.go("/en/timeline")
    quote = tab.locator(".quotes a").first
    words = quote.locator("b").inner_text()
    quote.click()
    expect(tab.locator("#mark")).to_be_in_viewport()
    marked = "".join(tab.locator(".chosen").all_inner_texts())
    assert "".join(words.split())[:40] == "".join(marked.split())[:40]
    assert tab.locator(".text p[dir=auto]").first.evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_picture_of_the_system_leads_to_an_actor_and_back_to_words(visit: Visit) -> None:
    tab = visit.go("/ckb/")
    tab.locator(".drawing a:has(.pill)").first.click()
    expect(tab.locator("article.actor h1")).to_be_visible()
    tab.locator(".quotes a").first.click()
    expect(tab.locator("#mark")).to_be_in_viewport()


def test_reader_links_facts_and_words_by_keyboard_and_pointer(visit: Visit) -> None:
    tab = visit.go("/en/read?doc=a-2020-06-26")
    tab.keyboard.press("j")
    first = tab.locator("[data-fact]").first
    expect(first).to_be_focused()
    lit = tab.locator(".text .lit")
    assert lit.count() > 0
    name = first.get_attribute("data-fact")
    assert all(name in (e.get_attribute("data-links") or "").split() for e in lit.all())
    tab.keyboard.press("j")
    expect(tab.locator("[data-fact]").nth(1)).to_be_focused()
    tab.keyboard.press("k")
    expect(first).to_be_focused()
    tab.keyboard.press("Escape")
    assert tab.locator(".lit").count() == 0
    act = tab.locator(".text .m.act").first
    act.hover()
    assert tab.locator(".told .fact.lit").count() > 0


@pytest.mark.parametrize("spelling", ["مستەفا کازمی", "مسته‌فا كازمي", "Kadhimi"])
def test_search_finds_in_any_spelling_as_one_types(visit: Visit, spelling: str) -> None:
    tab = visit.go("/ckb/")
    tab.keyboard.press("/")
    tab.keyboard.type(spelling)
    found = tab.locator("#found a.actor").first
    expect(found).to_contain_text("کازمی")
    found.click()
    expect(tab.locator("article.actor h1")).to_contain_text("Mustafa al-Kadhimi")


def test_merge_and_undo(own_visit: Visit) -> None:
    tab = own_visit.go("/en/actors?q=Washington")
    expect(tab.locator("tbody a.actor")).to_have_count(1)
    tab.goto(f"{own_visit.served.address}/en/review?actor=washington")
    tab.get_by_label("The same as").fill("United States")
    tab.get_by_role("button", name="Merge").click()
    expect(tab.get_by_role("status").first).to_contain_text("Line 1 is in the log")
    own_visit.go("/en/actors?q=Washington")
    expect(tab.locator("tbody a.actor")).to_have_count(0)
    own_visit.go("/en/review?done=1")
    tab.keyboard.press("z")
    expect(tab.get_by_role("status").first).to_contain_text("Line 1 is undone")
    own_visit.go("/en/actors?q=Washington")
    expect(tab.locator("tbody a.actor")).to_have_count(1)
    assert own_visit.complaints == []


def test_review_is_answered_by_one_key(own_visit: Visit) -> None:
    tab = own_visit.go("/ckb/review")
    waiting = tab.locator("[data-ask]").count()
    first = tab.locator("[data-ask]").first
    expect(first).to_be_focused()
    asked = first.inner_text()
    tab.keyboard.press("s" if first.locator("[data-key=s]").count() else "x")
    expect(tab.get_by_role("status").first).to_be_visible()
    assert len(own_visit.served.dossier.log()) == 1
    assert tab.locator("[data-ask]").count() <= max(waiting, 1)
    if tab.locator("[data-ask]").count():
        assert tab.locator("[data-ask]").first.inner_text() != asked


def test_network_stays_put_and_shows_what_lies_behind_a_line(visit: Visit) -> None:
    tab = visit.go("/en/network")
    places = "document.getElementById('network')._cyreg.cy.nodes().map(n => n.position())"
    tab.wait_for_function("() => document.getElementById('network')?._cyreg?.cy")
    before = tab.evaluate(places)
    tab.evaluate("document.getElementById('network')._cyreg.cy.edges()[0].emit('tap') && 0")
    expect(tab.locator("#behind .fact").first).to_be_visible()
    tab.reload()
    tab.wait_for_function("() => document.getElementById('network')?._cyreg?.cy")
    assert tab.evaluate(places) == before
    shown = "document.getElementById('network')._cyreg.cy.edges().not('.gone').length"
    every = tab.evaluate(shown)
    tab.locator("[data-end=until]").fill("0")
    assert tab.evaluate(shown) < every


def test_timeline_bar_leads_into_its_span(visit: Visit) -> None:
    tab = visit.go("/en/timeline")
    tab.locator(".drawing a:has(.bar)").first.click()
    assert "since=" in tab.url
    assert tab.locator(".crumbs a").count() > 1


SPAN = "() => [document.getElementById('line').dataset.first, document.getElementById('line').dataset.last]"


def ends(visit: Visit) -> tuple[str, str]:
    first, last = visit.tab.evaluate(SPAN)
    return first, last


def changed_from(visit: Visit, before: tuple[str, str]) -> tuple[str, str]:
    """Wait until the line shows another span, and return it."""
    visit.tab.wait_for_function(
        f"before => JSON.stringify(({SPAN})()) !== JSON.stringify(before)", arg=list(before)
    )
    return ends(visit)


@pytest.mark.parametrize("lang", ["en", "ckb"])
def test_timeline_is_zoomed_by_wheel_to_where_the_pointer_is(visit: Visit, lang: str) -> None:
    tab = visit.go(f"/{lang}/timeline")
    before = ends(visit)
    box = tab.locator("#line svg").bounding_box()
    assert box
    early = box["x"] + box["width"] * (0.1 if lang == "en" else 0.9)
    tab.mouse.move(early, box["y"] + 60)
    tab.mouse.wheel(0, -400)
    near = changed_from(visit, before)
    assert near[1] < before[1]
    assert f"since={near[0]}" in tab.url or near[0] == before[0]
    tab.reload()
    assert ends(visit) == near
    tab.mouse.move(early, box["y"] + 60)
    tab.mouse.wheel(0, 900)
    assert changed_from(visit, near)[1] > near[1]
    assert visit.complaints == []


def test_timeline_is_zoomed_by_dragging_and_the_way_back_leads_back(visit: Visit) -> None:
    tab = visit.go("/en/timeline")
    before = ends(visit)
    box = tab.locator("#line svg").bounding_box()
    assert box
    tab.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 80)
    tab.mouse.down()
    tab.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 80, steps=5)
    assert tab.locator("#line .brush").count() == 1
    tab.mouse.up()
    after = changed_from(visit, before)
    assert before[0] < after[0] < after[1] < before[1]
    tab.go_back()
    assert changed_from(visit, after) == before
    assert visit.complaints == []


@pytest.mark.parametrize(("lang", "later"), [("en", "ArrowRight"), ("ckb", "ArrowLeft")])
def test_timeline_is_moved_by_keys(visit: Visit, lang: str, later: str) -> None:
    tab = visit.go(f"/{lang}/timeline")
    whole = ends(visit)
    tab.locator("#line").focus()
    tab.keyboard.press("+")
    near = changed_from(visit, whole)
    assert tab.evaluate("document.activeElement.id") == "line"
    tab.keyboard.press(later)
    moved = changed_from(visit, near)
    assert moved[0] > near[0]
    tab.keyboard.press("0")
    assert changed_from(visit, moved) == whole
    assert visit.complaints == []


def test_replay_goes_on_and_back_by_keys(visit: Visit) -> None:
    tab = visit.go("/ckb/night?day=2020-06-25")
    now = tab.locator("[aria-current=step] .n")
    expect(now).to_have_text("١")
    tab.keyboard.press("j")
    expect(now).to_have_text("٢")
    tab.keyboard.press("ArrowLeft")
    expect(now).to_have_text("٣")
    tab.keyboard.press("k")
    expect(now).to_have_text("٢")
    assert visit.complaints == []


def test_names_on_the_map_do_not_lie_over_each_other(visit: Visit) -> None:
    for lang in ("en", "ckb"):
        tab = visit.go(f"/{lang}/map?what=articles")
        boxes = tab.locator(".drawing .place-name").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect()).map(b => [b.left, b.top, b.right, b.bottom])"
        )
        assert len(boxes) > 2
        for n, a in enumerate(boxes):
            for b in boxes[n + 1 :]:
                across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
                assert across < 2 or down < 5


def test_picture_is_saved_as_png(visit: Visit) -> None:
    tab = visit.go("/ckb/")
    with tab.expect_download() as download:
        tab.locator("[data-png]").click()
    assert download.value.suggested_filename == "system.png"
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
    assert visit.complaints == []
    assert visit.strangers() == []


def test_theme_is_kept_from_page_to_page(visit: Visit) -> None:
    tab = visit.go("/en/")
    tab.locator("[data-theme-switch]").click()
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"
    visit.go("/ckb/timeline")
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"


def test_page_of_the_other_language_shows_the_same_view(visit: Visit) -> None:
    tab = visit.go("/en/actor?id=mustafa-al-kadhimi")
    tab.locator(".switches a").click()
    expect(tab).to_have_url(f"{visit.served.address}/ckb/actor?id=mustafa-al-kadhimi")
    expect(tab.locator("article.actor h1")).to_be_visible()
    assert tab.evaluate("document.documentElement.dir") == "rtl"


def test_page_chosen_dark_is_printed_with_dark_letters_on_white(visit: Visit) -> None:
    tab = visit.go("/en/timeline")
    tab.evaluate("document.documentElement.dataset.theme = 'dark'")
    look = "() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    assert tab.evaluate(look)[0] == "rgb(233, 230, 223)"
    tab.emulate_media(media="print")
    assert tab.evaluate(look) == ["rgb(30, 33, 36)", "rgb(255, 255, 255)"]
    for hidden in (".top", ".filters", ".ways", ".mend"):
        assert not tab.locator(hidden).first.is_visible()


def test_what_stands_about_an_article_keeps_its_distance_in_both_directions(visit: Visit) -> None:
    gaps = """() => { const [a, b, c] = [...document.querySelector('.meta.apart').children]
        .map(one => one.getBoundingClientRect());
        return [a, b].map((one, n) => Math.max(one.left, [b, c][n].left)
            - Math.min(one.right, [b, c][n].right)); }"""
    for lang in ("en", "ckb"):
        for gap in visit.go(f"/{lang}/articles").evaluate(gaps):
            assert gap >= 8, lang


@pytest.mark.parametrize("lang", ["en", "ckb"])
def test_page_that_is_shown_stands_in_the_row_of_pages_on_a_phone(
    browser: Browser, page: Served, lang: str
) -> None:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    tab = Visit(context, page).go(f"/{lang}/review")
    expect(tab.locator(".top nav [aria-current]")).to_be_in_viewport(ratio=0.9)
    context.close()


@pytest.mark.parametrize("lang", ["en", "ckb"])
def test_table_of_actors_fits_a_phone_and_breaks_no_word(browser: Browser, page: Served, lang: str) -> None:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    tab = Visit(context, page).go(f"/{lang}/actors")
    table = tab.locator(".scroll:has(.list)").first
    assert table.evaluate("box => box.scrollWidth <= box.clientWidth + 1")
    assert (
        tab.locator(".list td").first.evaluate("cell => getComputedStyle(cell).overflowWrap") == "break-word"
    )
    context.close()
