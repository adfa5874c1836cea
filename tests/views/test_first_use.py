"""What somebody meets who uses dosye for the first time, with slips of the hand and in either language."""

import json
import os
import re
import shlex
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from dosye import read
from dosye.dossier import open_dossier, store
from dosye.dossier.say.messages import has_message
from dosye.errors import DosyeError
from dosye.knowledge import load_knowledge
from dosye.views.cli import app
from dosye.views.reference import Command, all_commands

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "articles.jsonl"
LATIN = re.compile(r"[A-Za-z]{3,}")
SLUG_OR_OUTLET = re.compile(r"\([a-z-]+\)|; outlet-[ab] ")


def ask(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def told(*arguments: str | Path) -> str:
    result = ask(*arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("first") / "first.dosye"
    told("read", EXAMPLES, "--into", path)
    return path


@pytest.mark.parametrize(
    "command",
    [
        ["timeline"],
        ["statements"],
        ["network"],
        ["search", "کازمی"],
        ["export", "--to", "polecat", "--out", "none.tsv"],
    ],
    ids=lambda c: c[0],
)
def test_unknown_outlet_is_refused_with_those_that_there_are(first: Path, command: list[str]) -> None:
    verb, *rest = command
    result = ask(verb, first, *rest, "--outlet", "nope")
    assert isinstance(result.exception, DosyeError)
    assert "outlet-a" in str(result.exception)
    assert "outlet-b" in str(result.exception)
    assert ask("timeline", first, "--outlet", "outlet-a").exit_code == 0


def facts_of(*arguments: str | Path) -> list[dict[str, object]]:
    """Return the facts of all sections of an answer."""
    return [
        fact for section in json.loads(told(*arguments, "--json"))["sections"] for fact in section["facts"]
    ]


def test_acts_without_a_date_stand_last_and_by_the_day_of_their_news(first: Path) -> None:
    facts = facts_of("timeline", first)
    undated = [fact["time"] is None for fact in facts]
    reported = [fact["details"]["reported"] for fact in facts if fact["time"] is None]
    assert undated == sorted(undated)
    assert f"Acts without a date ({sum(undated)})" in told("timeline", first)
    assert reported == sorted(reported)
    assert len(set(reported)) > 1


def test_days_that_are_asked_for_take_undated_acts_by_the_day_of_their_news(first: Path) -> None:
    def undated(*days: str) -> list[dict[str, object]]:
        return [fact for fact in facts_of("timeline", first, *days) if fact["time"] is None]

    assert len(undated("--since", "2000-01-01")) == len(undated()) > 0
    june = undated("--since", "2020-06", "--until", "2020-06")
    assert 0 < len(june) < len(undated())
    assert all(str(fact["details"]["reported"]).startswith("2020-06") for fact in june)


def test_statements_stand_in_the_order_of_the_days_they_appeared(tmp_path: Path) -> None:
    articles = "".join(
        f'{{"id": "{id_}", "published": "{day}", "text": "سەدر گوتی: هێزەکانی ئەمریکا دەکشێنەوە."}}\n'
        for id_, day in (("a", "2020-03-02"), ("b", "2020-01-05"), ("c", "2020-02-03"))
    )
    (tmp_path / "a.jsonl").write_text(articles, encoding="utf-8")
    told("read", tmp_path / "a.jsonl", "--into", tmp_path / "x.dosye")
    days = [fact["details"]["reported"] for fact in facts_of("statements", tmp_path / "x.dosye")]
    assert days == ["2020-01-05", "2020-02-03", "2020-03-02"]
    first_two = facts_of("statements", tmp_path / "x.dosye", "--limit", "2")
    assert [fact["details"]["reported"] for fact in first_two] == days[:2]


@pytest.mark.parametrize("verb", ["timeline", "statements", "network"])
def test_span_of_time_that_ends_before_it_begins_is_refused(first: Path, verb: str) -> None:
    result = ask(verb, first, "--since", "2020-07-01", "--until", "2020-06")
    assert isinstance(result.exception, DosyeError)
    assert "2020-07-01" in str(result.exception)
    assert ask(verb, first, "--since", "2020-06-15", "--until", "2020-06").exit_code == 0


def test_outlet_is_not_compared_with_itself(first: Path) -> None:
    result = ask("compare", first, "outlet-a", "outlet-a")
    assert isinstance(result.exception, DosyeError)
    assert "two outlets" in str(result.exception)


def test_comparison_says_which_outlet_tells_alone(first: Path) -> None:
    assert "Told by outlet-a only" in told("compare", first, "outlet-a", "outlet-b")
    assert "تەنها outlet-b گێڕاویەتیەوە" in told("compare", first, "outlet-a", "outlet-b", "--lang", "ckb")


@pytest.mark.parametrize("made", [None, "empty"])
def test_nothing_to_read_is_said_and_leaves_no_dossier(tmp_path: Path, made: str | None) -> None:
    if made:
        (tmp_path / made).mkdir()
    result = ask("read", tmp_path / (made or "nothere"), "--into", tmp_path / "x.dosye")
    assert result.exit_code == 2
    assert "empty" in result.output or "no such file" in result.output
    assert not list(tmp_path.glob("x.dosye*"))


def test_missing_file_beside_one_that_is_there_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("کازمی گەیشتە واشنتن.", encoding="utf-8")
    result = ask("read", tmp_path / "one.txt", tmp_path / "two.txt", "--into", tmp_path / "x.dosye")
    assert result.exit_code == 1
    assert "two.txt" in result.output
    assert "1 article, " in result.output
    assert "1 failure;" in result.output


def test_dossier_inside_the_folder_that_is_read_is_left_out_and_no_failure(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("کازمی گەیشتە واشنتن.", encoding="utf-8")
    for _ in range(2):
        result = ask("read", tmp_path, "--into", tmp_path / "x.dosye", "--again")
        assert result.exit_code == 0, result.output
        assert result.output.count("x.dosye left out") == 1
    assert "0 failures" in ask("failures", tmp_path / "x.dosye").output


def test_dossier_given_as_an_article_is_named_as_what_it_is(tmp_path: Path, first: Path) -> None:
    result = ask("read", first, "--into", tmp_path / "x.dosye")
    assert result.exit_code == 1
    assert "a dossier" in result.output


def test_terminal_in_kurdish_uses_no_english_words(first: Path) -> None:
    system = told("system", first, "--lang", "ckb")
    lines = [line for line in system.splitlines()[1:] if LATIN.search(SLUG_OR_OUTLET.sub("", line))]
    assert not lines
    actors = told("actors", first, "--lang", "ckb", "--limit", "5")
    assert "PERSON" not in actors
    assert "عێراقی فیدراڵ" in actors
    assert told("actor", first, "Mustafa al-Kadhimi", "--lang", "ckb").startswith("مستەفا کازمی")


def test_every_polity_and_camp_of_the_tables_has_a_name_in_both_languages() -> None:
    actors = load_knowledge().actors.values()
    assert {a.polity for a in actors if a.polity and not has_message(f"polity.{a.polity}")} == set()
    assert {a.camp for a in actors if a.camp and not has_message(f"camp.{a.camp}")} == set()


def test_page_of_an_answer_tells_days_in_words(first: Path) -> None:
    page = told("timeline", first, "--html", "-")
    assert not re.search(r"<time>[^<]*\d{4}-", page)
    assert "<time>25 June 2020, night</time>" in page
    assert "<time>شەوی 25ی حوزەیرانی 2020</time>" in told("timeline", first, "--lang", "ckb", "--html", "-")


@pytest.mark.parametrize("line", ["hello", "[1]", '{"kind": "same"}'])
def test_replay_of_what_is_no_log_names_file_and_line(first: Path, tmp_path: Path, line: str) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text(f"\n{line}\n", encoding="utf-8")
    result = ask("judge", first, "--replay", log)
    assert isinstance(result.exception, DosyeError)
    assert "log.jsonl:2" in str(result.exception)


def test_example_of_run_works_on_the_shipped_articles(first: Path) -> None:
    example = next(command.example for command in all_commands() if command.path == "dosye run")
    asked = example.partition("--if ")[2]
    assert " -> " in told("run", first, "--if", asked)


def test_name_with_a_stroke_may_be_asked_about_as_it_is(first: Path) -> None:
    assert told("run", first, "--if", "Kata'ib Hezbollah THREATEN Mustafa al-Kadhimi")


def test_one_of_a_thing_is_told_in_the_singular(tmp_path: Path) -> None:
    with open_dossier(tmp_path / "x.dosye", create=True) as dossier:
        dossier.add([read("کازمی گەیشتە واشنتن.", published="2020-08-18")])
    assert "1 article and 0 judgements" in ask("copy", tmp_path / "x.dosye", tmp_path / "y.dosye").output


def test_denied_act_is_not_denied_twice(first: Path) -> None:
    answer = json.loads(told("timeline", first, "--modality", "denied", "--json"))
    facts = answer["sections"][0]["facts"]
    assert facts
    for fact in facts:
        assert fact["en"].startswith("It is denied that")
        assert "told by" not in fact["en"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["system", "{first}", "--html", "{tmp}/none/page.html"],
        ["brief", "{first}", "Iraq", "--html", "{tmp}"],
        ["judge", "{first}", "--export", "{tmp}/none/log.jsonl"],
        ["export", "{first}", "--to", "polecat", "--out", "{tmp}/none/acts.tsv"],
        ["read", "{examples}", "--json", "{first}/folder"],
    ],
    ids=lambda a: a[0],
)
def test_file_that_cannot_be_written_is_named(first: Path, tmp_path: Path, arguments: list[str]) -> None:
    given = [a.format(first=first, tmp=tmp_path, examples=EXAMPLES) for a in arguments]
    result = ask(*given)
    assert isinstance(result.exception, DosyeError), result.output
    assert given[-1] in str(result.exception)


def test_actor_is_not_shown_between_itself(first: Path) -> None:
    result = ask("between", first, "Iraq", "iraq")
    assert isinstance(result.exception, DosyeError)
    assert "one actor" in str(result.exception)


def test_port_that_no_machine_has_is_refused(first: Path) -> None:
    assert ask("serve", first, "--port", "99999").exit_code == 2


@pytest.mark.parametrize("what", ["", "  ", "nothere.txt"])
def test_explain_refuses_what_is_neither_a_text_nor_a_file(what: str) -> None:
    assert ask("explain", what).exit_code == 2


ASK_READ_ONLY = """
import sys
from dosye.dossier import open_dossier
from dosye.errors import StoreError
with open_dossier(sys.argv[1]) as dossier:
    print(len(dossier.timeline()))
    try:
        dossier.judge("note", dossier.timeline()[0].id, note="seen")
    except StoreError as error:
        print(error)
"""


def test_dossier_that_may_not_be_written_can_be_asked(first: Path, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    shutil.copy(first, shelf / "kept.dosye")
    (shelf / "kept.dosye").chmod(0o444)
    shelf.chmod(0o555)
    command = [sys.executable, "-c", ASK_READ_ONLY, str(shelf / "kept.dosye")]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root may write everywhere, and there is no setpriv to give that up")
        command = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override", *command]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    shelf.chmod(0o755)
    number, refusal = done.stdout.splitlines()
    assert int(number) > 0
    assert "kept.dosye" in refusal
    assert "not changed" in refusal
    assert [p.name for p in shelf.iterdir()] == ["kept.dosye"]


def readme_commands(name: str) -> list[str]:
    """The lines that a README tells to type, but those that install, serve or need one's own files."""
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    lines = [line.split(" #")[0].strip() for block in blocks for line in block.splitlines()]
    skipped = ("dosye serve", "dosye tables", "pip install", "dosye read articles/")
    return [line for line in lines if line and not line.startswith(skipped)]


@pytest.mark.parametrize("name", ["README.md", "README.ckb.md"])
def test_commands_of_the_readme_run_as_they_are_printed(
    first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    shutil.copy(first, tmp_path / "my.dosye")
    monkeypatch.chdir(tmp_path)
    lines = readme_commands(name)
    assert len(lines) > 12
    for line in lines:
        words = shlex.split(line)
        assert words[0] == "dosye"
        result = ask(*words[1:])
        assert result.exit_code == 0, f"{line}: {result.output} {result.exception}"
        assert result.output or "--html" in line


def test_both_readmes_have_the_same_sections_and_figures() -> None:
    english, kurdish = ((ROOT / n).read_text(encoding="utf-8") for n in ("README.md", "README.ckb.md"))
    assert english.count("\n## ") == kurdish.count("\n## ")
    figures = [re.findall(r"0\.\d\d", text[text.index("| 0.") :]) for text in (english, kurdish)]
    assert figures[0] == figures[1]
    assert set(re.findall(r"\]\((docs/[a-z.]+md)", english)) == set(
        re.findall(r"\]\((docs/[a-z.]+md)", kurdish)
    )


ELSEWHERE = (
    "read",
    "load",
    "gather",
    "copy",
    "serve",
    "tables",
    "audit",
)  # ask for files, servers or answers


@pytest.mark.parametrize(
    "command", [c for c in all_commands() if c.path.split()[1] not in ELSEWHERE], ids=lambda c: c.path
)
def test_example_of_a_command_works_on_the_shipped_examples(
    first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    shutil.copy(first, tmp_path / "my.dosye")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    result = ask(*shlex.split(command.example)[1:])
    assert result.exit_code == 0, f"{command.example}: {result.output} {result.exception}"


def test_what_if_is_told_in_kurdish_with_who_says_it(first: Path) -> None:
    sections = json.loads(told("system", first, "--json"))["sections"]
    (what_ifs,) = (section["facts"] for section in sections if section["key"] == "whatif")
    number = next(n for n, fact in enumerate(what_ifs, start=1) if fact["details"]["by"] == "Qais al-Khazali")
    answer = told("run", first, "--if", f"whatif:{number}", "--lang", "ckb")
    assert "ڕوو بدات" in answer
    assert "قەیس خەزعەلی" in answer
    assert not LATIN.search(answer)


def test_half_of_a_what_if_is_quoted_unless_acts_are_most_of_it(first: Path) -> None:
    sections = json.loads(told("system", first, "--json"))["sections"]
    (what_ifs,) = (section["facts"] for section in sections if section["key"] == "whatif")
    quoted = [fact for fact in what_ifs if f"“{fact['details']['then']}”" in fact["en"]]
    assert quoted
    for fact in quoted:
        assert f"«{fact['details']['then']}»" in fact["ckb"]


def test_network_tells_days_in_words(first: Path) -> None:
    lines = told("network", first, "--limit", "5").splitlines()
    assert any(re.search(r"\(\d+×; \d+ [A-Z][a-z]+ 2020 – ", line) for line in lines)


def test_tie_that_a_name_says_already_is_not_told_again(first: Path) -> None:
    assert not re.search(
        r" of (.+) (?:is|are) (?:a member|members|part) of (?:the )?\1\b", told("system", first)
    )


def test_port_that_is_taken_is_refused_with_a_way_out(first: Path) -> None:
    call = "from dosye.views.cli import main; main()"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-c", call, "serve", str(first), "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--port 0" in done.stderr
    assert "Traceback" not in done.stderr


def test_line_says_who_reports_it_and_since_when(first: Path) -> None:
    chain = told("timeline", first, "--actor", "Kata'ib Hezbollah")
    assert re.search(r"attacked Kata'ib Hezbollah .* \[0\.\d\d [A-E]; outlet-a 2020-06-26\]", chain)
    words = told("statements", first, "--actor", "Qais al-Khazali")
    assert re.search(r"Qais al-Khazali said.* \[0\.\d\d; outlet-b 2020-06-27\]", words)


def test_page_of_an_answer_says_how_sure_it_is(first: Path) -> None:
    page = told("timeline", first, "--html", "-")
    assert re.search(r"<small dir=\"ltr\">\[0\.\d\d [A-E]; outlet-[ab] 2020-\d\d-\d\d\]</small>", page)


def test_words_of_others_are_not_those_of_the_actor(first: Path) -> None:
    of_others = told("actor", first, "Donald Trump").split("What others say of it")[1].split("Stances")[0]
    assert "Donald Trump said" not in of_others
    assert "Donald Trump said" in told("statements", first, "--actor", "Donald Trump")


@pytest.mark.parametrize("name", ["Moqtada al-Sadr", "Moktada Sadr", "موقتەدی سەدر"])
def test_name_spelt_another_way_is_told_the_nearest(first: Path, name: str) -> None:
    with pytest.raises(DosyeError, match=r"do you mean Muqtada al-Sadr \(muqtada-al-sadr\)\?"):
        told_or_raise("actor", first, name)


def test_empty_name_means_nobody(first: Path) -> None:
    with pytest.raises(DosyeError, match="the name is empty"):
        told_or_raise("actor", first, " ")


def told_or_raise(*arguments: str | Path) -> str:
    result = ask(*arguments)
    if isinstance(result.exception, DosyeError):
        raise result.exception
    return result.output


def test_outlet_is_found_in_small_and_capital_letters(first: Path) -> None:
    assert told("timeline", first, "--outlet", "OUTLET-A") == told("timeline", first, "--outlet", "outlet-a")
    assert "Told by outlet-b only" in told("compare", first, "Outlet-A", "Outlet-B")


def test_second_text_of_standard_input_does_not_take_the_place_of_the_first(tmp_path: Path) -> None:
    path = str(tmp_path / "x.dosye")
    for text in ("هادی عامری گەیشتە تاران.", "سەدر گەیشتە نەجەف.", "سەدر گەیشتە نەجەف."):
        result = CliRunner().invoke(app, ["read", "-", "--into", path, "--jobs", "1"], input=text)
        assert result.exit_code == 0, result.output
    assert "1 unchanged" in result.output
    assert "Documents (2)" in told("show", path)


def test_mended_file_is_no_failure_any_more(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text("", encoding="utf-8")
    (tmp_path / "in" / "two.txt").write_text("", encoding="utf-8")
    read_in = ("read", tmp_path / "in", "--into", tmp_path / "x.dosye", "--jobs", "1")
    assert ask(*read_in).exit_code == 1
    (tmp_path / "in" / "one.txt").write_text("سەدر گەیشتە نەجەف.", encoding="utf-8")
    assert ask(*read_in).exit_code == 1
    left = told("failures", tmp_path / "x.dosye")
    assert "two.txt: text: the file holds no text" in left
    assert "one.txt" not in left
    wrong = ask("failures", tmp_path / "x.dosye", "--stage", "txt")
    assert "stages where something did: text" in str(wrong.exception)


@pytest.mark.parametrize("first_as", [".", "../in", "in"])
def test_mended_file_is_no_failure_however_its_folder_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first_as: str
) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    into = ("--into", str(tmp_path / "x.dosye"), "--jobs", "1")
    Path("one.txt").write_text("", encoding="utf-8")
    assert ask("read", tmp_path / "in" if first_as == "in" else first_as, *into).exit_code == 1
    assert "one.txt" in told("failures", tmp_path / "x.dosye")
    Path("one.txt").write_text("سەدر گەیشتە نەجەف.", encoding="utf-8")
    told("read", ".", *into)
    assert "one.txt" not in told("failures", tmp_path / "x.dosye")


def test_article_of_a_feed_is_not_read_twice(tmp_path: Path) -> None:
    entries = ("<item><guid>https://example.org/?a=1&amp;b=2</guid>", "<item>")
    body = "<description>سەدر گەیشتە نەجەف.</description></item>"
    feed = "".join(entry + body for entry in entries)
    (tmp_path / "a.rss").write_text(f"<rss version='2.0'><channel>{feed}</channel></rss>", encoding="utf-8")
    read_it = ("read", tmp_path / "a.rss", "--into", tmp_path / "x.dosye", "--jobs", "1")
    assert "2 articles" in told(*read_it)
    assert "2 unchanged since an earlier run" in told(*read_it)
    assert "2 articles" in told(*read_it, "--again")


def test_evidence_of_an_act_stands_in_its_sentence(first: Path) -> None:
    words = told("timeline", first, "--actor", "Donald Trump", "--evidence")
    quoted = [line for line in words.splitlines() if line.startswith("      ")]
    assert quoted
    assert all(re.search(r"\[[^\]]+\]", line) for line in quoted)
    assert any("ترەمپ" in line and "[" in line for line in quoted)
    page = told("timeline", first, "--actor", "Donald Trump", "--html", "-")
    assert re.search(r"<blockquote[^>]*>[^<]+<b>[^<]+</b>", page)


def test_words_of_statements_are_shown_unless_they_are_not_wanted(first: Path) -> None:
    words = "دەستگیرکراوەکان پلانیان هەبوو مووشەک بۆ سەر ناوچەی سەوز بهاوێژن"
    assert words in told("statements", first)
    assert words not in told("statements", first, "--no-evidence")


def test_stances_stand_under_their_issue(first: Path) -> None:
    english = told("stances", first)
    issue = english.index("United States forces stay in Iraq (us-forces-in-iraq)")
    assert english.index("Ali Khamenei is against: United States forces stay in Iraq") > issue
    assert "(us-forces-in-iraq)" in told("stances", first, "--lang", "ckb")


def test_network_tells_one_day_once(first: Path) -> None:
    for lang in ("en", "ckb"):
        spans = re.findall(r"\(\d+[;؛] (.+) – (.+)\)$", told("network", first, "--lang", lang), re.MULTILINE)
        assert all(since != until for since, until in spans)


def test_documents_are_listed_with_outlet_day_and_words(first: Path) -> None:
    assert re.search(r"2020-06-26 +a-2020-06-26: outlet-a.* \(\d+ words\)", told("show", first))
    assert re.search(r"\(\d+ وشە\)", told("show", first, "--lang", "ckb"))
    assert re.search(
        r"Text \(1\)\n  - 2020-06-26  outlet-a, .*a-2020-06-26", told("show", first, "a-2020-06-26")
    )


def test_search_that_finds_nothing_tells_the_nearest_name(first: Path) -> None:
    answer = told("search", first, "Moqtada", "Sadr")
    assert "nothing found" in answer
    assert "do you mean Muqtada al-Sadr (muqtada-al-sadr)?" in answer
    assert "do you mean" not in told("search", first, "Qwertyuiop")


def test_writer_who_waits_in_vain_is_told_that_another_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.dosye"
    told("read", EXAMPLES, "--into", path)
    (tmp_path / "a.txt").write_text("سەدر گەیشتە نەجەف.", encoding="utf-8")
    impatient = [pragma for pragma in store.PRAGMAS if not pragma.startswith("busy_timeout")]
    monkeypatch.setattr(store, "PRAGMAS", (*impatient, "busy_timeout=20"))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = ask("read", tmp_path / "a.txt", "--into", path)
    assert "another program has been writing to it" in str(refused.exception)
    told("read", tmp_path / "a.txt", "--into", path)


def write_rows(path: Path, *texts: str) -> None:
    """Write a table whose rows are numbered from 1, as many programs do."""
    rows = [f"{number},{text}\n" for number, text in enumerate(texts, start=1)]
    path.write_text("id,text\n" + "".join(rows), encoding="utf-8")


def test_article_whose_id_another_bears_is_told_and_can_be_kept(tmp_path: Path) -> None:
    months = tmp_path / "months"
    months.mkdir()
    write_rows(months / "june.csv", "سەدر گەیشتە نەجەف.", "کازمی گەیشتە تاران.")
    write_rows(months / "july.csv", "بارزانی گەیشتە بەغدا.")
    into = tmp_path / "x.dosye"
    lost = told("read", months, "--into", into)
    assert "1 article took the place of another text of the same id: 1" in lost
    assert "--columns id=" in lost
    assert "took the place" in told("read", months / "july.csv", "--into", into)
    assert "took the place" not in told("read", months / "july.csv", "--into", into, "--again")
    kept = told("read", months, "--into", tmp_path / "y.dosye", "--columns", "id=")
    assert "took the place" not in kept
    assert "Documents (3)" in told("show", tmp_path / "y.dosye")


def test_json_lines_without_ids_are_named_by_file_and_line_if_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "سەدر گەیشتە نەجەف."}\n', encoding="utf-8")
    refused = ask("read", path, "--into", tmp_path / "x.dosye")
    assert refused.exit_code == 1
    assert "'id' is missing or empty; name another: --columns id=" in refused.output
    told("read", path, "--into", tmp_path / "x.dosye", "--columns", "id=")
    assert "a:1" in told("show", tmp_path / "x.dosye")


def test_exported_records_are_loaded_again(first: Path, tmp_path: Path) -> None:
    out, again = tmp_path / "all.jsonl", tmp_path / "again.dosye"
    told("export", first, "--to", "record", "--out", out)
    assert "8 records, 8 new" in told("load", out, "--into", again)
    assert told("timeline", again).splitlines()[1:] == told("timeline", first).splitlines()[1:]
    out.write_text(out.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    refused = ask("load", out, "--into", again)
    assert isinstance(refused.exception, DosyeError)
    assert "all.jsonl:9" in str(refused.exception)
