"""Learn the network on the sides of acts with PyTorch; never used when reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

import numpy as np
import torch
from torch import Tensor, nn

from dosye.entities.learn_recurrent import Course, descend, drawn_batches, numbered
from dosye.entities.learn_vectors import first_tables
from dosye.entities.recurrent import written_names
from dosye.events.find import drafts_of
from dosye.events.learn import Article, is_hit, matched, side_example
from dosye.events.looks import FARTHEST, FIELDS, RULING_VERB, TIME, Look, Names, Spot, look_at, word_names
from dosye.events.scene import scenes_of
from dosye.events.sides import view_in

UNITS, HIDDEN, KEYS = 96, 128, 64
WIDTHS = (64, 48, 24, 24, 24, 16)  # numbers that tell a word, by field
MARKS, TYPES, LINES, KINDS, FAR = 16, 24, 24, 8, 16
LEAST = 4  # times that a name must be seen
COURSE = Course(rounds=4, last=0, rate=0.0015, smaller=1.0, held=0.999)
LEFT_OUT, WORDS_LEFT_OUT = 0.4, 0.2
_WORDS_AT_ONCE = 3000
_ASKED = {"GPE": 1, "PLACE": 1, TIME: 2}  # may be a place, is a time


@dataclass(frozen=True, slots=True)
class Example:
    """An act told by the annotation: its row of words, and what each spot is to it.

    `sides`: 0 neither, 1 actor, 2 recipient; `right`: whether it is the place of the act, of a time its time.
    """

    look: Look
    words: list[Names]
    sides: list[int]
    right: list[bool]


def examples_of(article: Article) -> Iterator[Example]:
    """Return the acts of an article whose words were found and near which any entity stands."""
    scenes = scenes_of(article.context)
    drafts = drafts_of(article.context, scenes)
    names = {scene.index: word_names(scene) for scene in scenes}
    for n, event in matched(article, drafts).items():
        c = drafts[n].candidate
        if not is_hit(drafts[n], event):
            continue
        side = side_example(article, c, event, scenes, view_in(c, scenes))
        last = scenes[c.sent - 1] if c.sent else None
        look = look_at(c, scenes[c.sent], last, [bearing.choice for bearing in side.bearings])
        before = names[look.before.index][look.skipped :] if look.before is not None else []
        sides = [1 if a else 2 if r else 0 for a, r in zip(side.actors, side.recipients, strict=True)]
        times = [time.value == event.time for time, _, _ in scenes[c.sent].times]
        if look.spots:
            sides += [0] * len(times)
            yield Example(
                look, [*before, *names[c.sent][look.start : look.stop]], sides, [*side.places, *times]
            )


Places = dict[str, dict[str, int]]


def vocabularies(examples: Sequence[Example]) -> Places:
    """Number the names that are seen often enough, from 1 on."""
    found: Places = {}
    for n in range(FIELDS):
        found[f"names{n}"] = numbered((word[n] for e in examples for word in e.words), LEAST)
    found["type_names"] = numbered((e.look.type for e in examples), 1)
    found["line_names"] = numbered((e.look.line for e in examples), LEAST)
    found["kind_names"] = numbered((spot.kind for e in examples for spot in e.look.spots), 1)
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    """An example in numbers: words (n, FIELDS), marks (n,), act (4,), spots (n_spots, 4), what is asked."""

    words: np.ndarray
    marks: list[int]
    act: tuple[int, int, int, int]
    spots: list[tuple[int, int, int, int]]
    sides: list[int]
    right: list[bool]
    asked: list[int]


def _row(e: Example, places: Mapping[str, Mapping[str, int]]) -> _Row:
    look = e.look
    words = [[places[f"names{n}"].get(name, 0) for n, name in enumerate(word)] for word in e.words]
    act = (
        look.first,
        look.verb,
        places["type_names"].get(look.type, 0),
        places["line_names"].get(look.line, 0),
    )
    spots = [_spot(s, places["kind_names"]) for s in look.spots]
    asked = [_ASKED.get(spot.kind, 0) for spot in look.spots]
    return _Row(np.array(words), look.marks, act, spots, e.sides, e.right, asked)


def _spot(spot: Spot, kinds: Mapping[str, int]) -> tuple[int, int, int, int]:
    return spot.first, spot.last, kinds.get(spot.kind, 0), spot.far + FARTHEST


class _Net(nn.Module):
    """The network that `dosye.events.network` reads with."""

    def __init__(self, places: Places, sents: Sequence[Sequence[Sequence[str]]]) -> None:
        super().__init__()
        self.tables = first_tables([places[f"names{n}"] for n in range(FIELDS)], WIDTHS, sents)
        self.marks = nn.Embedding(RULING_VERB + 1, MARKS)
        self.types = nn.Embedding(len(places["type_names"]) + 1, TYPES)
        self.lines = nn.Embedding(len(places["line_names"]) + 1, LINES)
        self.kinds = nn.Embedding(len(places["kind_names"]) + 1, KINDS)
        self.far = nn.Embedding(2 * FARTHEST + 1, FAR)
        width = sum(WIDTHS) + MARKS + TYPES
        self.onward = nn.LSTM(width, UNITS, batch_first=True)
        self.back = nn.LSTM(width, UNITS, batch_first=True)
        self.hidden = nn.Linear(8 * UNITS + TYPES + LINES + KINDS + FAR, HIDDEN)
        self.rivals = nn.Linear(HIDDEN, 2 * KEYS + HIDDEN, bias=False)
        self.out = nn.Linear(2 * HIDDEN, 5)
        self.drop = nn.Dropout(LEFT_OUT)

    def forward(self, batch: _Batch) -> Tensor:
        words = batch.words
        if self.training:
            gone = torch.rand(words.shape[:2]) < WORDS_LEFT_OUT
            words = words.clone()
            words[..., : FIELDS - 2][gone] = 0
        types = self.types(batch.acts[:, 2])
        told = [table(words[..., n]) for n, table in enumerate(self.tables)]
        given = [self.marks(batch.marks), types[:, None].expand(-1, words.shape[1], -1)]
        row = self.drop(torch.cat([*told, *given], -1))
        turned = batch.turned[..., None]
        onward, _ = self.onward(row)
        back, _ = self.back(row.gather(1, turned.expand(-1, -1, row.shape[2])))
        states = torch.cat([onward, back.gather(1, turned.expand(-1, -1, UNITS))], -1)
        return self._scores(batch, states, types)

    def _scores(self, batch: _Batch, states: Tensor, types: Tensor) -> Tensor:
        act, first, last, kind, far = batch.spots.T
        seen = [states[act, first], states[act, last]]
        seen += [states[act, batch.acts[act, 0]], states[act, batch.acts[act, 1]]]
        seen += [types[act], self.lines(batch.acts[act, 3]), self.kinds(kind), self.far(far)]
        hidden = self.drop(torch.relu(self.hidden(self.drop(torch.cat(seen, -1)))))
        at = _held(act, len(batch.acts))
        ask, offer, told = self.rivals(_padded(hidden, act, at, len(batch.acts))).split(
            [KEYS, KEYS, HIDDEN], -1
        )
        likeness = ask @ offer.transpose(1, 2) / KEYS**0.5
        nobody = torch.arange(ask.shape[1]) >= torch.bincount(act, minlength=len(ask))[:, None]
        weights = likeness.masked_fill(nobody[:, None], -torch.inf).softmax(-1)
        scores: Tensor = self.out(torch.cat([hidden, (weights @ told)[act, at]], -1))
        return scores


def _held(act: Tensor, n: int) -> Tensor:
    """The place of each entity among those of its act; `act`: (n_entities,), in order."""
    counts = torch.bincount(act, minlength=n)
    return torch.arange(len(act)) - torch.repeat_interleave(counts.cumsum(0) - counts, counts)


def _padded(rows: Tensor, act: Tensor, at: Tensor, n: int) -> Tensor:
    """Rows of entities by act and place, (n, most, d)."""
    found = torch.zeros(n, int(at.max()) + 1, rows.shape[1])
    return found.index_put((act, at), rows)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Acts side by side.

    words (n, longest, FIELDS), marks and turned (n, longest), acts (n, 4), spots (n_spots, 5),
    sides, right and asked (n_spots,).
    """

    words: Tensor
    marks: Tensor
    turned: Tensor
    acts: Tensor
    spots: Tensor
    sides: Tensor
    right: Tensor
    asked: Tensor


def _batch(rows: Sequence[_Row]) -> _Batch:
    longest = max(len(row.marks) for row in rows)
    words = np.zeros((len(rows), longest, FIELDS), dtype=np.int64)
    marks, turned = np.zeros((2, len(rows), longest), dtype=np.int64)
    for n, row in enumerate(rows):
        size = len(row.marks)
        words[n, :size], marks[n, :size] = row.words, row.marks
        turned[n, :size] = np.arange(size - 1, -1, -1)
        turned[n, size:] = np.arange(size, longest)
    spots = [(n, *spot) for n, row in enumerate(rows) for spot in row.spots]
    sides, right, asked = (torch.tensor([x for row in rows for x in part(row)]) for part in _PARTS)
    acts = [row.act for row in rows]
    return _Batch(
        torch.from_numpy(words), torch.from_numpy(marks), torch.from_numpy(turned),
        torch.tensor(acts), torch.tensor(spots), sides, right.float(), asked,
    )  # fmt: skip


_PARTS = (attrgetter("sides"), attrgetter("right"), attrgetter("asked"))


def _cost(scores: Tensor, batch: _Batch) -> Tensor:
    """How wrong the scores are, each of the three questions weighing by how often it is asked."""
    sides = nn.functional.cross_entropy(scores[:, :3], batch.sides, reduction="none")
    asked = batch.asked.clamp(min=1)
    right = scores.gather(1, asked[:, None] + 2)[:, 0]
    others = nn.functional.binary_cross_entropy_with_logits(right, batch.right, reduction="none")
    is_time = batch.asked == _ASKED[TIME]
    total: Tensor = (sides * ~is_time + others * (batch.asked > 0)).sum() / len(scores)
    return total


def fit_network(
    examples: Sequence[Example],
    sents: Sequence[Sequence[Names]],
    *,
    seed: int = 1,
    tell: Callable[[str], None] = print,
) -> dict[str, np.ndarray]:
    """Learn the network; the same examples give the same arrays on the same machine.

    Args:
        examples: acts told by the annotation.
        sents: the words of sentences, each once, of which words get their first vectors.
        seed: of the first weights and the order of the acts.
        tell: is told how it goes.

    Returns:
        What `dosye.events.network` loads, by name.
    """
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True)
    draw = np.random.default_rng(seed)
    places = vocabularies(examples)
    rows = [_row(e, places) for e in examples]
    net = _Net(places, sents)

    def batches() -> Iterator[_Batch]:
        for group in drawn_batches([len(row.marks) for row in rows], _WORDS_AT_ONCE, draw):
            yield _batch([rows[n] for n in group])

    descend(net, batches, lambda batch: _cost(net(batch), batch), course=COURSE, tell=tell)
    return _arrays(net, places)


def _arrays(net: _Net, places: Places) -> dict[str, np.ndarray]:
    state = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    found = {f"table{n}": state[f"tables.{n}.weight"] for n in range(FIELDS)}
    found.update((name, state[f"{name}.weight"]) for name in ("marks", "types", "lines", "kinds", "far"))
    ways = ("onward", "back")
    found["input"] = np.concatenate([state[f"{way}.weight_ih_l0"] for way in ways]).T
    found["bias"] = np.concatenate([state[f"{w}.bias_ih_l0"] + state[f"{w}.bias_hh_l0"] for w in ways])
    found["again"] = np.stack([state[f"{way}.weight_hh_l0"].T for way in ways])
    found["hidden"], found["hidden_bias"] = state["hidden.weight"].T, state["hidden.bias"]
    found["rivals"] = state["rivals.weight"].T
    found["out"], found["out_bias"] = state["out.weight"].T, state["out.bias"]
    arrays = {name: np.ascontiguousarray(array, dtype=np.float16) for name, array in found.items()}
    return arrays | {name: written_names(rows) for name, rows in places.items()}


def sentences_of(articles: Iterable[Article]) -> list[list[Names]]:
    """The words of all sentences of several articles."""
    return [word_names(scene) for article in articles for scene in scenes_of(article.context)]


def all_examples(articles: Iterable[Article]) -> list[Example]:
    """The examples of several articles, in their order."""
    return list(chain.from_iterable(map(examples_of, articles)))
