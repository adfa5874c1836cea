"""Questions about a word form are answered once, and never for another form."""

from dosye.language.ckb import analyse, once
from dosye.language.ckb.once import Recent, once_a_form
from dosye.language.ckb.records import Analysis, Token, TokenKind


def test_once_a_form_asks_once_whatever_the_place() -> None:
    asked = []

    @once_a_form
    def lemma(token: Token) -> str:
        asked.append(token.norm)
        return token.analyses[0].lemma

    first, *_, last = analyse("شار گەورەیە و شار جوانە. شار")[0].tokens[:1] + analyse("ئەو شار")[0].tokens
    assert lemma(first) == lemma(last)
    assert asked == ["شار"]


def test_once_a_form_tells_analyses_apart(monkeypatch) -> None:
    monkeypatch.setattr(once, "_HALF", 2)

    @once_a_form
    def pos(token: Token) -> str:
        return token.analyses[0].pos

    for number in range(9):
        for kind in ("NOUN", "VERB"):
            token = Token(number, number + 1, "x", "x", TokenKind.WORD, (), (Analysis("x", kind),))
            assert pos(token) == kind


def test_recent_keeps_what_is_asked_for_and_lets_go_of_the_rest(monkeypatch) -> None:
    monkeypatch.setattr(once, "_HALF", 2)
    recent: Recent[str, int] = Recent()
    for number in range(9):
        recent.put(f"other{number}", number)
        assert (recent.get("often") or recent.put("often", 7)) == 7
    assert (recent.get("often"), recent.get("other0"), recent.get("other8")) == (7, None, 8)
