"""The sentence of each kind of fact, from its parts, in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dosye.dossier.say.english import agreement, capital, is_plural, is_point, with_article
from dosye.dossier.say.messages import acts, has_message, izafe, join_names, message
from dosye.dossier.say.times import say_time
from dosye.knowledge import load_knowledge

Names = Mapping[str, Mapping[str, str]]
"""Actor id -> language -> name."""


@dataclass(frozen=True, slots=True)
class Said:
    """The parts of an act, as ids of actors and plain values."""

    type: str
    mode: str | None
    modality: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None = None
    time: str | None = None
    counts: Mapping[str, int] | None = None


def say_act(act: Said, names: Names, lang: str, *, bare: bool = False) -> str:
    """Return the sentence of an act; `bare` leaves out place, time and counts."""
    act = _to_the_place(act)
    parts = _act_parts(act, names, lang)
    sentence = " ".join(message(_pattern(act, parts, lang), lang, **parts).split())
    end = message(f"act.end.{act.modality}", lang)
    if bare:
        return sentence + end
    if act.place and act.place not in act.recipients:
        at = "place.at" if is_point(names[act.place]["en"]) else "place"
        sentence += message(at, lang, place=name_of(act.place, names, lang))
    when = say_time(act.time, lang)
    sentence += (" " if lang == "en" else "، ") + when if when else ""
    return capital(sentence + _counts(act.counts or {}, lang)) + end


def _to_the_place(act: Said) -> Said:
    """Return a visit without a host as a visit to the place."""
    if act.type == "CONSULT" and act.mode == "visit" and act.place and not act.recipients:
        return replace(act, recipients=(act.place,))
    return act


def _act_parts(act: Said, names: Names, lang: str) -> dict[str, str]:
    words = acts().get((act.type, act.mode or "")) or acts()[act.type, ""]
    who, whom = (
        join_names([name_of(a, names, lang) for a in side], lang) for side in (act.actors, act.recipients)
    )
    parts = {"who": who, "whom": whom, "noun": words["ckb"], "to": words["ckb_to"]}
    if lang == "ckb":
        parts |= {f"noun_of_{side}": izafe(words["ckb"], parts[side]) for side in ("who", "whom")}
    parts |= agreement("who", is_plural(act.actors, names)) | agreement(
        "whom", is_plural(act.recipients, names)
    )
    return words | parts


def name_of(actor: str, names: Names, lang: str) -> str:
    """Return an actor's name as it stands in a sentence."""
    if lang != "en":
        return names[actor][lang]
    return with_article(names[actor]["en"], office=bool(names[actor].get("office")))


def _pattern(act: Said, parts: Mapping[str, str], lang: str) -> str:
    """Return the key of the sentence; a Kurdish noun with no word before its object has that as owner."""
    sides = f"{'who' if act.actors else ''}{'whom' if act.recipients else ''}"
    if lang == "ckb" and sides and not parts["to"]:
        return f"act.noun.{'both' if sides == 'whowhom' else sides}"
    form = {"whowhom": "act", "whom": "act.passive", "who": "act.alone", "": "act.nobody"}[sides]
    return f"{form}.{act.modality}"


def _counts(counts: Mapping[str, int], lang: str) -> str:
    told = [message(f"counts.{k}", lang, n=n) for k, n in counts.items() if has_message(f"counts.{k}")]
    return f" ({', '.join(told)})" if told else ""


def say_relation(kind: str, ends: tuple[str, str], label: str | None, names: Names, lang: str) -> str:
    """Return the sentence of a tie; `ends` are subject and object."""
    subject, object_ = (name_of(end, names, lang) for end in ends)
    plural = is_plural(ends[:1], names)
    key = f"rel.{kind}.bare" if kind == "presses" and not label else f"rel.{kind}"
    key = _agreeing(key, ends[0], names, lang)
    told = say_label(_label_of(label, ends[1]), lang)
    forms = agreement("subject", plural) | {"presses": "press" if plural else "presses"}
    forms |= {"member": "are members" if plural else "is a member", "label_of": izafe(told, object_)}
    return capital(message(key, lang, subject=subject, object=object_, label=told, **forms))


def _label_of(label: str | None, body: str) -> str:
    """Return the label of a tie as a state calls it: the foreign minister of one is a secretary of state."""
    own = f"{label}@{body}"
    return own if has_message(f"label.{own}") else label or "?"


def say_label(label: str, lang: str) -> str:
    """Return the label of a tie in words: in Kurdish the word of the table of offices, where it has one."""
    if has_message(f"label.{label}"):
        return message(f"label.{label}", lang)
    position, _, meaning = label.partition(": ")
    if meaning and has_message(f"label.{position}"):  # what a pressure is for or against
        issue = _issues().get(meaning, meaning) if lang == "ckb" else meaning
        return message(f"label.{position}", lang, issue=issue)
    return _offices().get(label.lower(), label) if lang == "ckb" else label


@lru_cache(maxsize=1)
def _offices() -> dict[str, str]:
    """English label of an office -> its Kurdish form, of several with fewest words the tables' first."""
    words: dict[str, str] = {}
    for line in sorted(load_knowledge().offices, key=lambda office: len(office.word.split())):
        words.setdefault(line.label, line.word)
    return words


@lru_cache(maxsize=1)
def _issues() -> dict[str, str]:
    """What `for` means on an issue, in English -> in Kurdish."""
    return {line.meaning: line.name_ckb or line.meaning for line in load_knowledge().issues.values()}


def say_stance(holder: str, meaning: str, position: str, names: Names, lang: str) -> str:
    """Return the sentence of a stance; `meaning` is what `for` means."""
    forms = agreement("holder", is_plural((holder,), names))
    return capital(
        message(
            _agreeing(f"stance.{position}", holder, names, lang),
            lang,
            holder=name_of(holder, names, lang),
            issue=meaning,
            **forms,
        )
    )


def _agreeing(key: str, subject: str, names: Names, lang: str) -> str:
    """Return the key of the Kurdish sentence whose verb agrees with a group; in English its parts do."""
    many = f"{key}.many"
    return many if lang == "ckb" and names[subject].get("group") and has_message(many) else key


def say_statement(
    kind: str,
    chain: tuple[str, str | None],
    names: Names,
    lang: str,
    *,
    told: Sequence[str],
    denied: Sequence[str],
) -> str:
    """Return the sentence of a statement: who, through whom, and the acts that the words tell or deny.

    `chain` is the source and the medium; `told` and `denied` are sentences of acts.
    """
    source, medium = chain
    kind = "deny" if denied else kind
    key = _agreeing(f"said.{kind}" if has_message(f"said.{kind}") else "said.unsure", source, names, lang)
    forms = agreement("who", is_plural((source,), names))
    sentence = capital(message(key, lang, who=name_of(source, names, lang), **forms))
    if medium:
        sentence += message("said.to", lang, medium=name_of(medium, names, lang))
    semicolon = message("semicolon", lang)
    if denied:
        return sentence + message("said.denies", lang, acts=semicolon.join(denied))
    return sentence + (message("said.that", lang, acts=semicolon.join(told)) if told else "")


def say_condition(if_: str, then: str, by: str | None, names: Names, lang: str) -> str:
    """Return the sentence of a condition; `if_` and `then` are told acts or quoted words."""
    sentence = message("if", lang, if_=if_, then=then)
    return sentence + (message("if.by", lang, who=name_of(by, names, lang)) if by else "")
