"""The API keeps the promises of its own description, whatever it is asked."""

from __future__ import annotations

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from webapp.api.operations import OPERATIONS, PREFIX

IDS = {
    "clause": ["lighting:2.1:eteij6", "library:2.2:aaaaaa", "lighting:2.1:2pcy7v", "lighting:2.2:eteij6"],
    "document": ["lighting", "library", "liaoning-2019-quality-improvement"],
}
"""Identifiers that exist or once did, tried beside those that are made up."""
PATHS = [PREFIX + operation.rule.replace("<path:", "{").replace(">", "}") for operation in OPERATIONS]


@pytest.fixture(scope="module")
def description(app: Flask) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_wsgi(f"{PREFIX}/openapi.json", app)


ASKED = [(path, GenerationMode.POSITIVE) for path in [*PATHS, f"{PREFIX}/openapi.json"]]
ASKED += [(path, GenerationMode.NEGATIVE) for path, found in zip(PATHS, OPERATIONS, strict=True) if found.parameters]


@pytest.mark.parametrize(("path", "mode"), ASKED, ids=str)
def test_every_answer_is_as_described(description: schemathesis.BaseSchema, path: str, mode: GenerationMode) -> None:
    """All checks of schemathesis: no fault of the server, only described statuses and media types, answers that fit
    their schema, wrong parameters refused. A well-formed query may still be a slip (``AND``), hence one check less."""

    @seed(20260101)
    @settings(max_examples=30, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=description[path]["GET"].as_strategy(generation_mode=mode), data=st.data())
    def answers_as_described(case: Case, data: st.DataObject) -> None:
        for name in set(case.path_parameters or ()) & set(IDS):
            case.path_parameters[name] = data.draw(st.sampled_from(IDS[name]) | st.just(case.path_parameters[name]))
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    answers_as_described()
