"""Decisions as hypothesis draws them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import settings
from hypothesis import strategies as st

from indexer.decisions.models import Decision, DecisionKind, Part
from indexer.duties.models import Role
from tests.decisions.makers import COMMERCE, DRUG, MARKET, decision, part

unhurried = settings(deadline=None, max_examples=40)
"""For every property here: machines under load are slow, and forty histories find what a hundred do."""

_characters = st.characters(exclude_categories=["Cs"])
_words = st.text(_characters, min_size=1, max_size=12).filter(str.strip)
_identifiers = st.from_regex(r"[a-z0-9][\w.-]{0,12}", fullmatch=True)
_offsets = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_times = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.one_of(st.just(UTC), _offsets))
_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
    max_leaves=4,
)
_unknown_keys = st.sampled_from(["核对", "extra", "was.label", "ticket", "=注"])
_duties = st.sampled_from([Role.LEAD, Role.RESPONSIBLE, Role.COOPERATING])


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Any valid decision, however strange its words."""
    kind = draw(st.sampled_from(list(DecisionKind)))
    own = draw(_identifiers)
    now = draw(st.builds(Part, _words, _words, _duties, st.text(_characters, max_size=8)))
    others = st.lists(_identifiers.filter(lambda other: other != own), max_size=3, unique=True)
    replaced = draw(others.filter(bool) if kind is DecisionKind.WITHDRAW else others)
    was = replace(now, department=now.department + "旧") if kind is DecisionKind.CHANGE else None
    extra = draw(st.dictionaries(_unknown_keys, _json, max_size=2))
    return Decision(
        id=own,
        kind=kind,
        who=draw(_words),
        when=draw(_times).isoformat(),
        why=draw(_words),
        document=draw(_words),
        task=draw(_words),
        text=draw(_words),
        excerpt=draw(_words),
        part=now,
        was=was,
        replaces=tuple(replaced),
        extra=tuple(sorted((key, json.dumps(value)) for key, value in extra.items())),
    )


_few_tasks = st.sampled_from(["market-2023:2.1:aaaaaa", "market-2023:2.2:bbbbbb"])
_few_departments = st.sampled_from([MARKET, DRUG, COMMERCE])


@st.composite
def histories(draw: st.DrawFn) -> list[Decision]:
    """Decisions about a few departments in a few tasks, many at the same time, replacing earlier and later ones at
    random, as clocks that go wrong, merges and editors would have it."""
    count = draw(st.integers(1, 9))
    names = [f"d{number}" for number in range(count)]
    made = []
    for own in names:
        kind = draw(st.sampled_from(list(DecisionKind)))
        others = st.lists(st.sampled_from([*names, "missing"]), max_size=2, unique=True)
        replaced = tuple(other for other in draw(others) if other != own)
        if kind is DecisionKind.WITHDRAW and not replaced:
            kind = DecisionKind.REJECT
        department = draw(_few_departments)
        was = part(draw(_few_departments), Role.LEAD) if kind is DecisionKind.CHANGE else None
        made.append(
            decision(
                own,
                kind,
                department,
                minute=draw(st.integers(0, 3)),
                task=draw(_few_tasks),
                replaces=replaced,
                was=was,
            )
        )
    return made
