"""Headers that are nearly a question's words: how alike they are, and what must be equal all the same.

A misspelt header is likely to be meant; one that says `not`, another number or another row is a different question however
alike the letters are. So likeness counts only where those agree, and a person confirms it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readiness.batch.matching.board import Claim
from readiness.batch.matching.headers import Header, Pair, forms
from readiness.batch.matching.normal_form import accentless, header_form
from readiness.batch.matching.slots import Slot, is_other

LEAST = 0.90
"""How alike a header must be to a question's words."""
LEAD = 0.05
"""By how much it must be more alike than the second best, for the column and for the question."""
WORTH_A_LOOK = 0.8
"""Texts whose lengths alone keep them from being this much alike are not compared."""
UNLIKE = 0.5
"""Below this, words are no version of each other."""
_NEGATIONS = frozenset(
    {
        *("no", "not", "none", "never", "nobody", "nothing", "neither", "nor", "without", "cannot", "except"),
        *("ne", "n", "pas", "non", "aucun", "aucune", "jamais", "sans", "ni", "sauf", "rien"),
    }
)
_PREFIXES = ("un", "dis", "non", "in", "im", "ir", "il", "mis", "de", "des", "me", "mal")
_OPPOSITES = tuple(
    frozenset(pair.split())
    for pair in (
        *("more less", "most least", "best worst", "better worse", "high low", "higher lower", "highest lowest"),
        *("before after", "first last", "internal external", "inside outside", "always never", "over under"),
        *("above below", "long short", "large small", "men women", "daily weekly", "weekly monthly", "monthly yearly"),
        *("daily monthly", "likely unlikely", "likelihood impact", "past next", "increase decrease", "with without"),
        *("strengths weaknesses", "positive negative", "good bad", "easy hard", "new old", "plus moins"),
        *("meilleur pire", "eleve faible", "avant apres", "premier dernier", "interne externe", "toujours jamais"),
        *("dessus dessous", "long court", "grand petit", "hommes femmes", "hausse baisse", "positif negatif"),
        *("avec sans", "bon mauvais", "facile difficile", "passe prochain", "quotidien hebdomadaire"),
    )
)
"""Words of which one turns a question into another one."""


def by_likeness(slots: Sequence[Slot], headers: Sequence[Header], open_slots: Iterable[Slot]) -> list[Claim]:
    """Open columns and open slots that are alike enough, and each clearly the other's best. `slots` are all there are: a
    column more like a question that has its column already is not taken for another."""
    wanted = [slot for slot in open_slots if slot.part in ("whole", "row", "option")]
    if not wanted or not headers:
        return []
    others = [slot for slot in slots if slot.part in ("whole", "row", "option")]
    scores = {(header.position, slot): likeness(header, slot) for header in headers for slot in others}
    claims: list[Claim] = []
    for slot in wanted:
        ranked = sorted(headers, key=lambda header: -scores[header.position, slot])
        header, score = ranked[0], scores[ranked[0].position, slot]
        second = scores[ranked[1].position, slot] if len(ranked) > 1 else 0.0
        rival = max((scores[header.position, other] for other in others if other is not slot), default=0.0)
        if score >= LEAST and score - second >= LEAD and score - rival >= LEAD:
            claims.append(Claim(header=header, slots=(slot,), how="fuzzy", score=score))
    return claims


def likeness(header: Header, slot: Slot) -> float:
    """How alike the header's words are to the slot's, 0..1; 0 where rows, numbers or negations differ."""
    return max((_alike(pair, slot) for pair in header.pairs), default=0.0)


def language_of(header: Header, slot: Slot, otherwise: str) -> str:
    """The language in which the slot's words are most like the header's; `otherwise` where none is more so than it."""
    said = [form for main, _ in header.pairs for form in forms(main)]
    written = dict(slot.main_text.by_language) if slot.main_text is not None else {}
    scores = {
        code: max((alike(form, header_form(words)) for form in said), default=0.0) for code, words in written.items()
    }
    return max((otherwise, *scores), key=lambda code: scores.get(code, 0.0))


def _alike(pair: Pair, slot: Slot) -> float:
    main, sub = pair
    if not main or bool(sub) != bool(slot.subs):
        return 0.0
    same_row = any(header_form(each) in forms(sub) for each in slot.subs) or (slot.catches_other and is_other(sub))
    if sub and not same_row:
        return 0.0
    return max((alike(form, header_form(words)) for words in slot.mains for form in forms(main)), default=0.0)


def alike(one: str, other: str) -> float:
    """How alike two texts in their normal form are; 0 where they cannot mean the same."""
    if 2 * min(len(one), len(other)) < WORTH_A_LOOK * (len(one) + len(other)):
        return 0.0
    from rapidfuzz import fuzz  # 10 ms, and only where something did not match

    score = max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other)) / 100
    return score if score >= LEAST and may_mean_the_same(one, other) else min(score, LEAST - 0.01)


def may_mean_the_same(one: str, other: str) -> bool:
    """Whether numbers and negations agree, and neither says the opposite of the other."""
    first, second = _tokens(one), _tokens(other)
    if _numbers(one) != _numbers(other):
        return False
    if [word for word in first if word in _NEGATIONS] != [word for word in second if word in _NEGATIONS]:
        return False
    only_first, only_second = set(first) - set(second), set(second) - set(first)
    if _negates(only_first, only_second) or _negates(only_second, only_first):
        return False
    return not any(only_first & pair and only_second & pair for pair in _OPPOSITES)


def unlike(header: Header, slot: Slot) -> bool:
    """Whether the header's words bear no likeness to the slot's, in any language."""
    from rapidfuzz import fuzz

    said = {" ".join(filter(None, pair)) for pair in header.pairs}
    meant = {*slot.mains, *slot.subs, *(f"{main} {sub}" for main in slot.mains for sub in slot.subs)}
    return all(fuzz.token_set_ratio(accentless(a), accentless(b)) / 100 < UNLIKE for a in said for b in meant)


def _tokens(text: str) -> list[str]:
    return re.findall(r"[a-z]+", re.sub(r"n't\b", " not", accentless(text)))


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,]\d+)?", text)


def _negates(words: set[str], others: set[str]) -> bool:
    """Whether one of the words is one of the others with `un-`, `dis-`, … before it."""
    return any(word.startswith(prefix) and word[len(prefix) :] in others for word in words for prefix in _PREFIXES)
