"""The model: precedents never of the same document, probabilities in order, facts only in the shipped file."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import numpy as np
import pytest

from indexer.analysis import record
from indexer.models import SourceText
from indexer.register import Register, load_register
from indexer.suggesting.examples import Example, examples, facts_only
from indexer.suggesting.features import features
from indexer.suggesting.model import Calibration, Model, Pool
from indexer.suggesting.modelfile import SHIPPED, load_shipped, model_bytes, read_model
from indexer.suggesting.precedents import Precedents
from indexer.suggesting.training import train

TASK = "加大缺陷产品召回工作力度，完善质量追溯体系，开展产品质量监督抽查。"


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


@pytest.fixture(scope="module")
def model() -> Model:
    return load_shipped()


def test_precedents_are_never_from_the_same_document(model: Model, register: Register) -> None:
    terms = model.remit_terms(register)
    near = {model.precedents.tasks[row].document for p in model.propose(TASK, terms) for _, row, _ in p.precedents}
    assert near
    for document in near:
        proposals = model.propose(TASK, terms, document=document)
        assert document not in {model.precedents.tasks[row].document for p in proposals for _, row, _ in p.precedents}


def test_local_governments_are_never_suggested(model: Model) -> None:
    assert "local-government" not in model.functions


def test_a_higher_score_never_has_a_lower_probability(model: Model) -> None:
    scores = np.sort(np.random.default_rng(1).normal(0.2, 0.3, (50, len(model.functions))).astype(np.float32))
    found = model.weights.calibration.probabilities(scores)
    assert (np.diff(found, axis=1) >= 0).all()
    assert 0 < found.min() <= found.max() < 1
    assert isinstance(model.weights.calibration, Calibration)


def test_the_shipped_file_holds_no_text_of_documents(model: Model) -> None:
    assert {(task.excerpt, task.clause) for task in model.precedents.tasks} == {("", "")}
    place = re.compile(r"(?:附件\d*|第[（）一二三四五六七八九十百\d.]+(?:部分|条|款|项|目|章|节))*")
    for task in model.precedents.tasks:
        assert place.fullmatch(task.place), task.place
        assert task.citation.startswith("《")
        assert all(len(name) <= 40 for name, _, _ in task.named)


def test_no_sentence_of_the_sample_is_in_the_shipped_file(shared: Path) -> None:
    with np.load(io.BytesIO(SHIPPED.read_bytes())) as archive:
        facts = json.loads(archive["facts"].tobytes())
    kept = " ".join([*(f"{citation}" for _, citation in facts["documents"]), *(task[1] for task in facts["tasks"])])
    for path in sorted((shared / "policy" / "gold").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for sentence in re.split("[。；]", json.loads(line)["task_text"]):
                assert len(sentence) < 12 or sentence not in kept


def test_what_is_written_is_read_again(model: Model) -> None:
    content = model_bytes(model)
    again = read_model(content, "again")
    assert model_bytes(again) == content == SHIPPED.read_bytes()
    assert again.digest == model.digest


def own_examples(register: Register) -> list[Example]:
    found = []
    for number, place in enumerate(("甲市", "乙市", "丙市")):
        text = (
            f"{place}人民政府关于加强养蜂管理的通知\n一、任务\n"
            f"1.推广新式蜂箱。指导蜂农更换蜂箱。（责任单位：{place}农业农村局）\n"
            f"2.检验蜂蜜。抽查蜂蜜，公布结果。（责任单位：{place}市场监管局）\n"
        )
        found += examples([record(SourceText(f"{number}.txt", "txt", text), str(number))], register)
    return found


def test_precedents_of_the_own_corpus_show_their_words_and_lead_to_them(model: Model, register: Register) -> None:
    own = own_examples(register)
    precedents = Precedents.of([e.precedent for e in own], [features(e.text) for e in own])
    beside = Pool(precedents, model.weighing, model.functions)
    first = model.propose(
        "发展畜牧养殖，指导蜂农更换新式蜂箱。", model.remit_terms(register), document="0", beside=beside
    )[0]
    shown = [precedents.tasks[row] for pool, row, _ in first.precedents if pool == 1]
    assert {task.document for task in shown} <= {"1", "2"}
    assert shown[0].excerpt.startswith("推广新式蜂箱")
    assert shown[0].clause.startswith(shown[0].document + ":")
    assert facts_only(shown[0]).excerpt == ""


def test_a_small_corpus_is_enough_to_learn_from(register: Register) -> None:
    model = train(own_examples(register), register)
    first = model.propose("更换蜂箱，指导蜂农。", model.remit_terms(register))[0]
    assert first.function == "agriculture"


def test_a_document_given_again_replaces_what_was_known_of_it(register: Register) -> None:
    own = own_examples(register)
    base = train(own, register)
    again = train([e for e in own if e.precedent.document == "1"], register, base=base)
    assert len(again.precedents) == len(base.precedents)


def test_training_keeps_documents_that_repeat_each_other_together_and_still_learns(register: Register) -> None:
    copies = own_examples(register)
    assert len({e.precedent.document for e in copies}) == 3
    assert train(copies, register).weights.calibration.slope >= 0
