"""CoNLL-U out and in again."""

from __future__ import annotations

import pytest
from any_text import TEXTS
from hypothesis import given, settings

from dosye.errors import DocumentError
from dosye.language.ckb import analyse
from dosye.language.ckb.conllu import from_conllu, to_conllu

TEXT = "هەولێر.. وەزیر لەشارێکەوە هات.\nئێوارە گوتی: «باشە | = ; 50%»"


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_conllu_reads_back_what_it_wrote(text: str) -> None:
    table = to_conllu(text, analyse(text))
    assert to_conllu(text, from_conllu(table)) == table


def test_conllu_keeps_offsets_parts_and_kinds() -> None:
    sents = analyse(TEXT)
    back = from_conllu(to_conllu(TEXT, sents))
    assert [(s.start, s.end, s.kind, s.copy_of) for s in back] == [
        (s.start, s.end, s.kind, s.copy_of) for s in sents
    ]
    ours = [(t.start, t.end, t.norm, t.key, t.kind, t.parts) for s in sents for t in s.tokens]
    assert [(t.start, t.end, t.norm, t.key, t.kind, t.parts) for s in back for t in s.tokens] == ours


def test_conllu_has_ten_columns_and_sentence_notes() -> None:
    table = to_conllu(TEXT, analyse(TEXT))
    assert "# kind = kicker" in table
    rows = [line for line in table.splitlines() if line and not line.startswith("#")]
    assert {len(row.split("\t")) for row in rows} == {10}


def test_conllu_of_another_maker_is_refused_with_its_line() -> None:
    with pytest.raises(DocumentError, match="TokenRange"):
        from_conllu("1\tهات\tهاتن\tVERB\t_\t_\t_\t_\t_\t_\n")
