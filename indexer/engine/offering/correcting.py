"""“您是不是要找”: what a query with a slip may have meant, from the words of the index, each run of it read anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.engine.offering.run_readings import RunReading, of_characters, of_evident, of_sound
from indexer.engine.query.amounts import amounts
from indexer.engine.query.lexer import quoted_spans
from indexer.engine.query.special_numbers import find_numbers
from indexer.engine.stored.vocabulary import Vocabulary
from indexer.folding import fold
from indexer.simplified import simplified

_LONGEST_QUERY = 80
_NUMBER = "#"
_RUNS = re.compile(r"(?P<han>[\u3400-\u9fff]{2,})|(?P<sound>[a-z]+(?:[ '’]+[a-z]+)*)")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another query, and what is different in it, run by run."""

    query: str
    readings: tuple[RunReading, ...]


def corrections(query: str, vocabularies: Sequence[Vocabulary], *, evident: bool = False) -> list[Proposal]:
    """Other queries that ``query`` may have meant, the likeliest first. What stands in quotation marks stays, and so
    do numbers and amounts: 第三十八条 is no slip for 第十八条. ``evident``: only what is evidently meant, in runs of
    characters that fall apart."""
    if len(query) > _LONGEST_QUERY:
        return []
    typed = simplified(query)
    quoted = quoted_spans(typed)
    folded = fold(typed)
    changed: list[list[RunReading]] = []
    borders: list[tuple[int, int]] = []
    for run in _RUNS.finditer(_without_numbers(folded.text)):
        start, end = folded.span(*run.span())
        if any(start < last and first < end for first, last in quoted) or typed[start:end] in ("AND", "OR", "NOT"):
            continue
        if run["sound"]:
            others = [] if evident else of_sound(run.group(), vocabularies)
        else:
            others = (of_evident if evident else of_characters)(run.group(), vocabularies)
        if others:
            changed.append(others)
            borders.append((start, end))
    distinct = {proposal.query: proposal for proposal in reversed(list(_proposals(typed, borders, changed)))}
    return [proposal for other, proposal in reversed(distinct.items()) if other not in (query, typed)]


def _proposals(
    typed: str, borders: Sequence[tuple[int, int]], changed: Sequence[Sequence[RunReading]]
) -> Iterator[Proposal]:
    """The query with the best readings of its runs, with the second best, and so on; a run that has no more keeps its
    last."""
    for choice in range(max(map(len, changed), default=0)):
        text, at = "", 0
        chosen = tuple(others[min(choice, len(others) - 1)] for others in changed)
        for (start, end), reading in zip(borders, chosen, strict=True):
            text += typed[at:start] + reading.meant
            at = end
        yield Proposal(text + typed[at:], chosen)


def _without_numbers(text: str) -> str:
    """The text as long as it was, with a mark in the place of each number and amount."""
    for start, end, _ in [*find_numbers(text), *amounts(text)]:
        text = text[:start] + _NUMBER * (end - start) + text[end:]
    return text
