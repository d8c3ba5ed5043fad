"""Lemma rules: how a form becomes its lemma, as one of a few hundred classes (edit scripts).

A rule is "case|cut|add": case is `l` (lower the form first) or `k` (keep it); `cut` characters are taken off
the end; `add` is put there. Irregular forms whose rule would cut the whole word spell the lemma ("=go").
(After the edit scripts of Chrupała 2006 and UDPipe, reduced to suffixes, which English needs.)
"""

from __future__ import annotations


def lemma_rule(form: str, lemma: str) -> str:
    """The simplest rule that turns the form into the lemma."""
    case = "k" if form.startswith(lemma[:1]) and _shared(form, lemma) >= _shared(form.lower(), lemma) else "l"
    base = form if case == "k" else form.lower()
    if base == form and case == "l":
        case = "k"
    shared = _shared(base, lemma)
    if shared == 0 and lemma:
        return f"={lemma}"
    return f"{case}|{len(base) - shared}|{lemma[shared:]}"


def apply_rule(form: str, rule: str) -> str:
    if rule.startswith("="):
        return rule[1:]
    case, cut, add = rule.split("|", 2)
    base = form if case == "k" else form.lower()
    return base[: len(base) - int(cut)] + add if int(cut) <= len(base) else base


def _shared(a: str, b: str) -> int:
    count = 0
    while count < min(len(a), len(b)) and a[count] == b[count]:
        count += 1
    return count
