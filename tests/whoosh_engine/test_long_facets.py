"""Of many values a facet lists those with most hits, and the chosen ones besides."""

from __future__ import annotations

from pathlib import Path

from indexer.engine.protocol import Filter
from tests import brute_force_counts
from tests.engine_contract.asking import ask
from tests.engine_contract.corpora import many_departments
from tests.engine_contract.engines import Make


def test_fifty_departments_are_listed_and_the_chosen_one(make: Make, tmp_path: Path) -> None:
    record = many_departments()
    engine = make([record], tmp_path)
    (departments,) = (f for f in ask(engine, "").facets if f.field == "department")
    assert len(departments.values) == 50 and departments.left_out == 11
    keys = {brute_force_counts.duties(record, clause)[0]["department"] for clause in record.clauses}
    hidden = sorted(keys - {value.value for value in departments.values})[-1]
    (chosen,) = (f for f in ask(engine, "", Filter("department", hidden)).facets if f.field == "department")
    assert len(chosen.values) == 51 and chosen.left_out == 10
    assert [v.value for v in chosen.values if v.selected] == [hidden]
    engine.close()
