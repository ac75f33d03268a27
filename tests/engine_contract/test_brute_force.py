"""Random documents and queries, against the slow and obvious search."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.duties.models import Basis, Role
from indexer.engine.protocol import Filter, SearchRequest, Sort
from indexer.models import ClauseKind, Record
from tests import brute_force, brute_force_counts
from tests.engine_contract.engines import SEGMENTER, Make
from tests.engine_contract.random_corpora import CORPORA, QUERIES


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=CORPORA, data=st.data())
def test_every_engine_agrees_with_the_slow_and_obvious_search(
    make: Make, tmp_path_factory: pytest.TempPathFactory, records: tuple[Record, ...], data: st.DataObject
) -> None:
    engine = make(records, tmp_path_factory.mktemp("random"))
    values = [("document", r.document.id) for r in records] + [("kind", kind.value) for kind in ClauseKind]
    values += [("section", v) for r in records for c in r.clauses for v in brute_force_counts.section_values(r, c)]
    duties = [duty for r in records for c in r.clauses for duty in brute_force_counts.duties(r, c)]
    values += [("role", role.value) for role in Role] + [("basis", basis.value) for basis in Basis]
    values += [item for duty in duties for item in duty.items() if item[0] != "standing"] + [("standing", "objected")]
    values += [
        (f, value) for r in records for f, found in brute_force_counts.document_values(r).items() for value in found
    ]
    for _ in range(8):
        chosen = data.draw(st.lists(st.sampled_from(values).map(lambda v: Filter(*v)), max_size=3).map(tuple))
        request = SearchRequest(data.draw(QUERIES | st.just("")), chosen, Sort.DOCUMENT, limit=1000)
        rows, is_relaxed = brute_force.find(request, records, SEGMENTER)
        result = engine.search(request)
        expected = sorted(clause.id for record, clause in rows if brute_force_counts.passes(chosen, (record, clause)))
        assert sorted(hit.clause.id for hit in result.hits) == expected
        assert result.total == len(expected)
        assert result.relaxed == is_relaxed
        for counted in result.facets:
            shown = {value.value: value.count for value in counted.values if value.count}
            assert shown == brute_force_counts.counts(counted.field, chosen, rows)
            assert {v.value for v in counted.values if v.selected} <= {f.value for f in chosen}
    engine.close()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=CORPORA, query=QUERIES)
def test_a_facet_counts_what_is_found_when_its_value_is_chosen(
    make: Make, tmp_path_factory: pytest.TempPathFactory, records: tuple[Record, ...], query: str
) -> None:
    engine = make(records, tmp_path_factory.mktemp("clicks"))
    counted = {
        Filter(facet.field, value.value): value.count
        for facet in engine.search(SearchRequest(query)).facets
        for value in facet.values
    }
    clicked = {chosen: engine.search(SearchRequest(query, (chosen,), limit=0)).total for chosen in counted}
    assert clicked == counted
    engine.close()
