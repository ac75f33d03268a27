"""The tasks of a whole document are scored at once, and each gets what it would get alone."""

from __future__ import annotations

import pytest

from indexer.register import load_register
from indexer.suggesting.examples import Example, examples
from indexer.suggesting.features import features
from indexer.suggesting.model import Listing, Model, Pool, Proposal
from indexer.suggesting.modelfile import load_shipped
from indexer.suggesting.precedents import Precedents
from indexer.suggesting.remit_terms import RemitTerms
from tests.outlining.documents import analysed

TASKS = (
    "加大缺陷产品召回工作力度，完善质量追溯体系，开展产品质量监督抽查。",
    "啊吧哦呢嘛喏",
    "建设高标准农田，推广良种，扶持农民合作社。",
    "",
    "组织技能大赛，培养高技能人才。",
    "加强食品摊贩登记备案管理，公布抽查结果。",
)
OWN = """某市关于档案整理的通知
一、任务
1.抽查食品摊点。每季度抽查一次食品摊点的进货台账，公布抽查结果。（省市场监管局负责）
2.推广良种。建设良种示范田。（省农业农村厅负责）
"""


@pytest.fixture(scope="module")
def model() -> Model:
    return load_shipped()


@pytest.fixture(scope="module")
def terms(model: Model) -> RemitTerms:
    return model.remit_terms(load_register())


def same(one: tuple[Proposal, ...], other: tuple[Proposal, ...]) -> bool:
    return (
        [(p.function, p.terms) for p in one] == [(p.function, p.terms) for p in other]
        and [p.probability for p in one] == pytest.approx([p.probability for p in other], abs=1e-6)
        and [[at[:2] for at in p.precedents] for p in one] == [[at[:2] for at in p.precedents] for p in other]
    )


@pytest.mark.parametrize("times", [1, 40])
def test_many_tasks_at_once_get_what_each_gets_alone(model: Model, terms: RemitTerms, times: int) -> None:
    alone = [model.propose(text, terms) for text in TASKS]
    assert [bool(answer) for answer in alone] == [True, False, True, False, True, True]
    at_once = model.propose_all(TASKS * times, terms)
    assert len(at_once) == len(TASKS) * times
    assert all(same(one, other) for one, other in zip(alone * times, at_once, strict=True))


def test_precedents_beside_the_own_are_the_same_for_many_at_once(model: Model, terms: RemitTerms) -> None:
    own: list[Example] = list(examples([analysed(OWN)], load_register()))
    precedents = Precedents.of([e.precedent for e in own], [features(e.text) for e in own])
    beside = Pool(precedents, model.weighing, model.functions)
    alone = [model.propose(text, terms, beside=beside) for text in TASKS]
    assert {pool for answer in alone for proposal in answer for pool, _, _ in proposal.precedents} == {0, 1}
    at_once = model.propose_all(TASKS, terms, beside=beside)
    assert all(same(one, other) for one, other in zip(alone, at_once, strict=True))


def test_a_shorter_list_is_the_beginning_of_a_longer_one(model: Model, terms: RemitTerms) -> None:
    for text in TASKS:
        full = model.propose(text, terms)
        short = model.propose(text, terms, listing=Listing(most=3, least=0.3, precedents=0))
        assert [p.function for p in short] == [p.function for p in full[:3] if p == full[0] or p.probability >= 0.3]
        assert not any(p.precedents for p in short)


def test_a_remit_term_inside_a_longer_one_does_not_count(terms: RemitTerms) -> None:
    found = terms.spoken("防范小额贷款公司风险").terms
    listed = {term for own in found.values() for term in own}
    assert "小额贷款公司" in listed
    assert not any(term in "小额贷款公司" for term in listed - {"小额贷款公司"})
