"""Learn the network that labels words with PyTorch; never used when reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import torch
from torch import Tensor, nn

from dosye.entities.learn_recurrent import Course, descend, drawn_batches, numbered
from dosye.entities.learn_vectors import first_tables
from dosye.entities.network import FIELDS, LAYERS, NONE, Names, form_names, tag_name
from dosye.entities.recurrent import written_names
from dosye.entities.training import DROPPED, Labelled, labels_of, lines_of_article
from dosye.knowledge import Knowledge
from dosye.language.ckb.records import Token

UNITS, HIDDEN = 104, 112
WIDTHS = (64, 40, 48, 24, 24, 24, 16, 24)  # numbers that tell a word, by field
LEAST = 8  # times that a name must be seen; each text is seen twice
COURSE = Course(rounds=6, last=3, rate=0.002, smaller=0.5, held=0.999)
LEFT_OUT, WORDS_LEFT_OUT = 0.33, 0.2
WEIGHTS = (1.0, 1.0, 1.0, 0.3)  # of the layers: half of all words are in a statement, few in a name or an act
_WORD_FIELDS = 3  # the first ones, which are left out together
_WORDS_AT_ONCE = 1600
_USUAL = 300  # words that a batch is weighed by
_NEVER = -1  # a label that is not asked for


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence: what its words are told by, and their labels in each layer."""

    words: list[Names]
    labels: tuple[list[str], ...]


def examples_of(article: Labelled, knowledge: Knowledge) -> Iterator[Example]:
    """Yield the sentences of an article, once with few and once with most of its known names left out."""
    for share in DROPPED:
        for line in lines_of_article(article, knowledge, share):
            tags = line.known.table_tags(line.matches, line.tokens)
            words = [
                (*form_names(token, line.known.make_view(token)), tag_name(known))
                for token, known in zip(line.tokens, tags, strict=True)
            ]
            names, roles = (labels_of(line.tokens, article, layer) for layer in LAYERS[:2])
            spans = (article.acts, article.said)
            yield Example(words, (names, roles, *(_spread(line.tokens, told) for told in spans)))


def _spread(tokens: Sequence[Token], spans: Sequence[tuple[int, int, str]]) -> list[str]:
    """Label each token by the last of the spans that it stands in."""
    out = [NONE] * len(tokens)
    for start, end, kind in spans:
        for at, token in enumerate(tokens):
            if token.start < end and start < token.end:
                out[at] = kind
    return out


@dataclass(frozen=True, slots=True)
class _Row:
    """A sentence in numbers: words (n, FIELDS), labels (n_layers, n)."""

    words: np.ndarray
    labels: np.ndarray


class _Net(nn.Module):
    """The network that `dosye.entities.network` reads with."""

    def __init__(
        self, places: Sequence[Vocabulary], labels: Sequence[Vocabulary], sents: Sequence[Sequence[Names]]
    ) -> None:
        super().__init__()
        self.tables = first_tables(places, WIDTHS, sents)
        width = sum(WIDTHS)
        self.both = nn.LSTM(width, UNITS, bidirectional=True, batch_first=True)
        self.hidden = nn.Linear(2 * UNITS + width, HIDDEN)
        self.out = nn.ModuleList(nn.Linear(HIDDEN, len(names)) for names in labels)
        self.drop = nn.Dropout(LEFT_OUT)

    def forward(self, words: Tensor, sizes: Tensor) -> list[Tensor]:
        if self.training:
            gone = torch.rand(words.shape[:2]) < WORDS_LEFT_OUT
            words = words.clone()
            words[..., :_WORD_FIELDS][gone] = 0
        row = self.drop(torch.cat([table(words[..., n]) for n, table in enumerate(self.tables)], -1))
        packed = nn.utils.rnn.pack_padded_sequence(row, sizes, batch_first=True, enforce_sorted=False)
        states, _ = nn.utils.rnn.pad_packed_sequence(
            self.both(packed)[0], batch_first=True, total_length=words.shape[1]
        )
        hidden = torch.relu(self.hidden(self.drop(torch.cat([states, row], -1))))
        return [out(self.drop(hidden)) for out in self.out]


def fit_network(
    examples: Sequence[Example], *, seed: int = 1, tell: Callable[[str], None] = print
) -> dict[str, np.ndarray]:
    """Learn the network; the same examples give the same arrays on the same machine.

    Returns:
        What `dosye.entities.network` loads, by name.
    """
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    places, labels = _vocabularies(examples)
    rows = [_row(e, places, labels) for e in examples]
    net = _Net(places, labels, [e.words for e in examples])

    def batches() -> Iterator[tuple[Tensor, Tensor, Tensor]]:
        for group in drawn_batches([len(row.words) for row in rows], _WORDS_AT_ONCE, draw):
            yield _batch([rows[n] for n in group])

    def cost(batch: tuple[Tensor, Tensor, Tensor]) -> Tensor:
        words, sizes, wanted = batch
        return _cost(net(words, sizes), wanted) / _USUAL

    descend(net, batches, cost, course=COURSE, tell=tell)
    return _arrays(net, places, labels)


def _cost(scores: Sequence[Tensor], wanted: Tensor) -> Tensor:
    """How wrong the labels of all layers are, summed over the words; each layer has its weight."""
    total = torch.zeros(())
    for score, labels, weight in zip(scores, wanted, WEIGHTS, strict=True):
        flat = score.reshape(-1, score.shape[-1])
        total = total + weight * nn.functional.cross_entropy(
            flat, labels.reshape(-1), ignore_index=_NEVER, reduction="sum"
        )
    return total


Vocabulary = dict[str, int]


def _vocabularies(examples: Sequence[Example]) -> tuple[list[Vocabulary], list[Vocabulary]]:
    """Number the names that are seen often enough, from 1 on, and the labels of each layer, from 0."""
    places = [numbered((word[n] for e in examples for word in e.words), LEAST) for n in range(FIELDS)]
    seen = [sorted({label for e in examples for label in e.labels[n]}) for n in range(len(LAYERS))]
    return places, [{label: at for at, label in enumerate(names)} for names in seen]


def _row(e: Example, places: Sequence[Mapping[str, int]], labels: Sequence[Mapping[str, int]]) -> _Row:
    words = [[place.get(name, 0) for place, name in zip(places, word, strict=True)] for word in e.words]
    told = [[known[label] for label in row] for known, row in zip(labels, e.labels, strict=True)]
    return _Row(np.array(words, dtype=np.int32).reshape(-1, FIELDS), np.array(told, dtype=np.int64))


def _batch(rows: Sequence[_Row]) -> tuple[Tensor, Tensor, Tensor]:
    """Words (n, longest, FIELDS), their number (n,), labels (n_layers, n, longest)."""
    longest = max(len(row.words) for row in rows)
    words = np.zeros((len(rows), longest, FIELDS), dtype=np.int64)
    labels = np.full((len(LAYERS), len(rows), longest), _NEVER, dtype=np.int64)
    for n, row in enumerate(rows):
        words[n, : len(row.words)] = row.words
        labels[:, n, : len(row.words)] = row.labels
    sizes = torch.tensor([len(row.words) for row in rows])
    return torch.from_numpy(words), sizes, torch.from_numpy(labels)


def _arrays(net: _Net, places: Sequence[Vocabulary], labels: Sequence[Vocabulary]) -> dict[str, np.ndarray]:
    state = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    ways = ("", "_reverse")
    found = {f"table{n}": state[f"tables.{n}.weight"] for n in range(FIELDS)}
    found["input"] = np.concatenate([state[f"both.weight_ih_l0{way}"] for way in ways]).T
    found["bias"] = np.concatenate(
        [state[f"both.bias_ih_l0{w}"] + state[f"both.bias_hh_l0{w}"] for w in ways]
    )
    found["again"] = np.stack([state[f"both.weight_hh_l0{way}"].T for way in ways])
    found["hidden"], found["hidden_bias"] = state["hidden.weight"].T, state["hidden.bias"]
    for n, layer in enumerate(LAYERS):
        found[f"out_{layer}"], found[f"out_{layer}_bias"] = state[f"out.{n}.weight"].T, state[f"out.{n}.bias"]
    arrays = {name: np.ascontiguousarray(array, dtype=np.float16) for name, array in found.items()}
    arrays |= {f"names{n}": written_names(names) for n, names in enumerate(places)}
    return arrays | {f"labels_{layer}": written_names(labels[n]) for n, layer in enumerate(LAYERS)}


def all_examples(articles: Iterable[Labelled], knowledge: Knowledge) -> list[Example]:
    """The examples of several articles, in their order."""
    return list(chain.from_iterable(examples_of(article, knowledge) for article in articles))
