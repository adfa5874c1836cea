"""Read a question from a TOML file; every complaint names the file, the place and the way out."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dosye.errors import ScenarioError
from dosye.scenarios.question import Estimate, Origin, Player, Question, Scale, check_question

Toml = dict[str, object]
QUESTION_KEYS = {"issue", "title", "scale", "reference", "actor"}
SCALE_KEYS = {"low", "high", "low_means", "high_means", "unit"}
ACTOR_KEYS = {"key", "name", "position", "salience", "capability", "evidence"}
RANGE_KEYS = {"value", "low", "high", "evidence"}


@dataclass(frozen=True, slots=True)
class _Place:
    """A table of the file, and how to name it in a complaint."""

    table: Toml
    where: str

    def wrong(self, what: str) -> ScenarioError:
        return ScenarioError(f"{self.where}: {what}")

    def only(self, known: set[str]) -> None:
        for key in self.table:
            if key not in known:
                raise self.wrong(f"unknown key {key!r}; known are {', '.join(sorted(known))}")

    def text(self, key: str, default: str | None = None) -> str:
        value = self.table.get(key, default)
        if value is None:
            raise self.wrong(f'{key} is missing; write {key} = "..."')
        if not isinstance(value, str):
            raise self.wrong(f"{key} must be text in quotes, not {value!r}")
        return value

    def number(self, key: str) -> float:
        return _number(self.table.get(key), self, key)


def read_question(path: Path) -> Question:
    """Read a question; see `docs/scenarios.md` for the form of the file.

    Raises:
        ScenarioError: the file cannot be read, is no TOML, or does not hold a question that can be run.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path}: cannot be read ({error}); give the path of a TOML file") from error
    return parse_question(text, source=str(path))


def parse_question(text: str, *, source: str) -> Question:
    """The question of a TOML text; `source` names it in complaints."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(f"{source}: not TOML: {error}") from error
    place = _Place(table, source)
    place.only(QUESTION_KEYS)
    scale = _parse_scale(place)
    players = _parse_players(place, scale)
    question = Question(
        issue=place.text("issue"),
        title=place.text("title", place.text("issue")),
        scale=scale,
        players=players,
        reference=place.number("reference") if "reference" in table else None,
        source=source,
    )
    check_question(question)
    return question


def _parse_scale(place: _Place) -> Scale | None:
    table = place.table.get("scale")
    if table is None:
        return None
    if not isinstance(table, dict):
        raise place.wrong("scale must be a table; write [scale] with low = 0 and high = 100")
    inner = _Place(table, f"{place.where}: [scale]")
    inner.only(SCALE_KEYS)
    texts = [inner.text(key, "") for key in ("low_means", "high_means", "unit")]
    return Scale(inner.number("low"), inner.number("high"), *texts)


def _parse_players(place: _Place, scale: Scale | None) -> tuple[Player, ...]:
    rows = place.table.get("actor", [])
    if not isinstance(rows, list):
        raise place.wrong("actors are written as [[actor]], with two brackets")
    capabilities = [_parse_capability(place, row, number) for number, row in enumerate(rows, start=1)]
    widest = _widest([known for known in capabilities if known is not None])
    return tuple(
        _parse_player(_actor_place(place, row, number), scale, known or widest)
        for number, (row, known) in enumerate(zip(rows, capabilities, strict=True), start=1)
    )


def _actor_place(place: _Place, row: object, number: int) -> _Place:
    if not isinstance(row, dict):
        raise place.wrong(f"actor {number} must be a table; write [[actor]]")
    name = row.get("key", row.get("name", ""))
    return _Place(row, f"{place.where}: actor {number}" + (f" ({name})" if name else ""))


def _parse_capability(place: _Place, row: object, number: int) -> Estimate | None:
    """None where the file does not say."""
    return _parse_estimate(_actor_place(place, row, number), "capability", lambda: None)


def _widest(known: list[Estimate]) -> Estimate:
    """What an unsaid capability may be: anything between the smallest and largest; 1 where none is said."""
    if not known:
        return Estimate(1.0, 1.0, 1.0, Origin.UNKNOWN)
    values = sorted(estimate.value for estimate in known)
    middle = values[len(values) // 2]
    return Estimate(middle, values[0], values[-1], Origin.UNKNOWN)


def _parse_player(place: _Place, scale: Scale | None, capability: Estimate) -> Player:
    place.only(ACTOR_KEYS)
    low, high = (scale.low, scale.high) if scale else (0.0, 1.0)
    key = place.text("key", None if "name" not in place.table else place.text("name"))

    def anywhere() -> Estimate:
        return Estimate((low + high) / 2, low, high, Origin.UNKNOWN)

    def any_share() -> Estimate:
        return Estimate(0.5, 0.0, 1.0, Origin.UNKNOWN)

    position = _parse_estimate(place, "position", anywhere)
    salience = _parse_estimate(place, "salience", any_share)
    assert position is not None
    assert salience is not None
    return Player(key, place.text("name", key), position, salience, capability)


def _parse_estimate(place: _Place, key: str, unsaid: Callable[[], Estimate | None]) -> Estimate | None:
    """A number, [low, best, high], {value, low, high, evidence}, or "unknown" (also if it is missing)."""
    value = place.table.get(key, "unknown")
    if value == "unknown":
        return unsaid()
    shared = _parse_evidence(place)
    try:
        if isinstance(value, list):
            return _from_list(value, place, key, shared)
        if isinstance(value, dict):
            return _from_table(_Place(value, f"{place.where}: {key}"), shared)
        exact = _number(value, place, key)
        return Estimate(exact, exact, exact, Origin.GIVEN, shared)
    except ScenarioError as error:
        if str(error).startswith(place.where):
            raise
        raise place.wrong(f"{key}: {error}") from error


def _from_list(value: list[object], place: _Place, key: str, evidence: tuple[str, ...]) -> Estimate:
    if len(value) != 3:
        raise place.wrong(f"{key} has {len(value)} numbers; write low, best, high")
    low, best, high = (_number(item, place, key) for item in value)
    return Estimate(best, low, high, Origin.GIVEN, evidence)


def _from_table(place: _Place, shared: tuple[str, ...]) -> Estimate:
    place.only(RANGE_KEYS)
    best = place.number("value")
    low = place.number("low") if "low" in place.table else best
    high = place.number("high") if "high" in place.table else best
    return Estimate(best, low, high, Origin.GIVEN, _parse_evidence(place) or shared)


def _parse_evidence(place: _Place) -> tuple[str, ...]:
    items = place.table.get("evidence", [])
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise place.wrong('evidence must be a list of texts, as in evidence = ["a1:120-180"]')
    return tuple(items)


def _number(value: object, place: _Place, key: str) -> float:
    if value is None:
        raise place.wrong(f"{key} is missing; write {key} = 0")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise place.wrong(f"{key} must be a number, not {value!r}")
    return float(value)
