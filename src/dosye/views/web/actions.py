"""What a reader may change: judge and undo. Everything else on the page only looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dosye.dossier import Dossier
from dosye.errors import QueryError
from dosye.views.web.links import link

Form = Mapping[str, Sequence[str]]
FIELDS = ("type", "mode", "time", "modality", "position", "source", "actors", "recipients", "en", "ckb")


def _one(form: Form, name: str) -> str:
    values = form.get(name, ())
    return values[0].strip() if values else ""


def judge(dossier: Dossier, form: Form, *, lang: str, who: str) -> str:
    """Write a judgement; return where to go on."""
    facts = [fact.removeprefix("actors/") for fact in form.get("fact", ()) if fact.strip()]
    if _one(form, "with"):
        facts.append(dossier.find(_one(form, "with")))
    value = {name: _one(form, name) for name in FIELDS if _one(form, name)}
    number = dossier.judge(_one(form, "kind"), *facts, value=value, note=_one(form, "note"), who=who)
    return link(lang, "review", done=number, at="log")


def undo(dossier: Dossier, form: Form, *, lang: str, who: str) -> str:
    """Undo a line of the log; return where to go on."""
    number = _one(form, "n")
    if not number.isdecimal():
        raise QueryError(f"{number!r} is no line of the log")
    dossier.undo(int(number), who=who)
    return link(lang, "review", undone=number, at="log")


Action = Callable[..., str]
ACTIONS: dict[str, Action] = {"judge": judge, "undo": undo}
