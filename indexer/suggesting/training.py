"""Fitting a model to annotated tasks: ridge regression in dual form, mixed and calibrated on documents left out.

Everything that has to be chosen (how much remit terms and votes count, the probabilities, when to stay silent) is
chosen on scores for documents that the weights behind them have not seen; documents that repeat each other are left
out together. The same tasks give the same model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.errors import PolicyError
from indexer.register import Register
from indexer.suggesting.examples import Example, facts_only
from indexer.suggesting.features import Features, features
from indexer.suggesting.model import Calibration, Mixture, Model, Weights, leads, mixed, votes
from indexer.suggesting.precedents import Likeness, Precedent, Precedents, Vector, Weighing
from indexer.suggesting.remit_terms import LOCAL_GOVERNMENT, RemitTerms
from indexer.suggesting.statutes import shipped_statutes

RIDGE = 0.5
REMIT_SHARE = 0.3
"""How much the terms of a text count beside its character pairs when the weights are fitted."""
FOLDS = 10
COVERED = 0.965
"""Share of unseen tasks that get an answer; a promise of .95 with a margin."""
MOST_SURE = 0.35
"""However few tasks a model has learned from, it is not silent about what is at least this probable."""
STATUTE_SHARE = 0.3
"""The same for what statutes say of its words."""
MIXTURES = tuple(
    Mixture(remits, share, statutes)
    for remits in (0.0, 0.05, 0.1)
    for share in (0.0, 0.1, 0.2)
    for statutes in (0.0, 0.05, 0.1)
)
ALIKE = 0.7
ALIKE_SHARE = 0.2
_CONSIDERED = 8
MOST_TASKS = 8000

Mask = NDArray[np.bool_]


class TrainingFailed(PolicyError):
    """There is too little to learn from, or too much."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Which evidence is used; a benchmark leaves some of it out to see what each is worth."""

    remits: bool = True
    precedents: bool = True
    statutes: bool = True


@dataclass(frozen=True, slots=True)
class _Tasks:
    """The training tasks: cosines between all of them, their remit weights, what statutes say of them, their labels,
    and a fold for each."""

    cosines: Vector
    remits: Vector
    statutes: Vector
    labels: Vector
    folds: NDArray[np.int32]


def train(given: Sequence[Example], register: Register, *, base: Model | None = None, parts: Parts = Parts()) -> Model:
    """The model of these tasks and those of ``base``, whose documents give way to given ones of the same identifier.

    Raises ``TrainingFailed`` when the tasks come from fewer than two documents, or are too many to be solved.
    """
    functions = tuple(key for key in register.functions if key != LOCAL_GOVERNMENT)
    own = {example.precedent.document for example in given}
    old = [row for row, task in enumerate(base.precedents.tasks) if task.document not in own] if base else []
    earlier = base.precedents.features_of() if base else []
    tasks = [*(base.precedents.tasks[row] for row in old if base), *(facts_only(entry.precedent) for entry in given)]
    found: list[Features] = [*(earlier[row] for row in old), *(features(example.text) for example in given)]
    _check_size(tasks)
    precedents = Precedents.of(tasks, found)
    weighing = Weighing.over(precedents)
    terms = RemitTerms(register, functions, weighing)
    new = [terms.spoken(example.text).weights for example in given]
    known = [_carried_over(base, row, functions) for row in old if base]
    remits = np.stack([*known, *new]) if parts.remits else np.zeros((len(tasks), len(functions)), dtype=np.float32)
    likeness = Likeness(precedents, weighing)
    cosines = np.concatenate([likeness.to_all(found[at : at + 64]) for at in range(0, len(found), 64)])
    statutes = shipped_statutes()
    lawful = statutes.spoken(found, functions) if parts.statutes else np.zeros_like(remits)
    training = _Tasks(cosines, remits, lawful, precedents.labels(functions), _folds(cosines, precedents.documents))
    weights = _calibrated(training, parts)
    return Model(functions, precedents, weighing, weights, remits, statutes)


def _check_size(tasks: Sequence[Precedent]) -> None:
    documents = {task.document for task in tasks}
    if len(documents) < 2:
        raise TrainingFailed(
            f"可供学习的任务只有 {len(tasks)} 项，来自 {len(documents)} 份文件。"
            "至少要有两份写明责任单位（如“责任单位：……”）的文件。"
        )
    if len(tasks) > MOST_TASKS:
        raise TrainingFailed(f"可供学习的任务有 {len(tasks)} 项，最多 {MOST_TASKS} 项，请减少文件后重试。")


def _carried_over(base: Model, row: int, functions: Sequence[str]) -> Vector:
    """The remit weights of a task of an earlier model, for the functions of today's register."""
    places = {function: place for place, function in enumerate(base.functions)}
    weights = base.spoken[row]
    return np.array([weights[places[key]] if key in places else 0 for key in functions], dtype=np.float32)


def _folds(cosines: Vector, documents: NDArray[np.int32]) -> NDArray[np.int32]:
    """A fold for each task, about equally large; a document is never divided, nor those that repeat each other."""
    group = kin(cosines, documents)
    if len(set(group.tolist())) < 2:
        group = documents
    sizes = sorted(((int((group == one).sum()), -int(one)) for one in set(group.tolist())), reverse=True)
    load = [0] * min(FOLDS, len(sizes))
    found = np.zeros(len(documents), dtype=np.int32)
    for size, one in sizes:
        fold = load.index(min(load))
        load[fold] += size
        found[group == -one] = fold
    return found


def kin(cosines: Vector, documents: NDArray[np.int32]) -> NDArray[np.int32]:
    """For each task a number for its family of documents: those a fifth of whose tasks are nearly the same."""
    family = documents.copy()
    numbers = sorted(set(documents.tolist()))
    rows = {number: np.flatnonzero(documents == number) for number in numbers}
    for place, one in enumerate(numbers):
        for other in numbers[place + 1 :]:
            block = cosines[np.ix_(rows[one], rows[other])]
            if len(rows[other]) < len(rows[one]):
                block = block.T
            if float((block.max(axis=1) > ALIKE).mean()) >= ALIKE_SHARE:
                family[family == family[rows[other][0]]] = family[rows[one][0]]
    return family


def _solved(tasks: _Tasks, rows: Mask) -> tuple[Vector, Vector, Vector, Vector]:
    """Dual weights of the tasks in ``rows``, weights of remit terms and statutes, and bias."""
    labels, remits, statutes = (part[rows].astype(np.float64) for part in (tasks.labels, tasks.remits, tasks.statutes))
    bias = labels.mean(axis=0)
    kernel = tasks.cosines[np.ix_(rows, rows)].astype(np.float64)
    kernel += REMIT_SHARE * remits @ remits.T + STATUTE_SHARE * statutes @ statutes.T
    kernel[np.diag_indices_from(kernel)] += RIDGE
    dual = np.linalg.solve(kernel, labels - bias)
    return (
        dual.astype(np.float32),
        (REMIT_SHARE * remits.T @ dual).astype(np.float32),
        (STATUTE_SHARE * statutes.T @ dual).astype(np.float32),
        bias.astype(np.float32),
    )


def _calibrated(tasks: _Tasks, parts: Parts) -> Weights:
    linear = np.zeros_like(tasks.labels)
    voted = np.zeros_like(tasks.labels)
    for fold in sorted(set(tasks.folds.tolist())):
        seen, unseen = tasks.folds != fold, tasks.folds == fold
        dual, remits, statutes, bias = _solved(tasks, seen)
        across = tasks.cosines[np.ix_(unseen, seen)]
        linear[unseen] = across @ dual + tasks.remits[unseen] @ remits + tasks.statutes[unseen] @ statutes + bias
        voted[unseen] = votes(across, tasks.labels[seen])
    right = tasks.labels > 0
    tried = [
        mixture
        for mixture in MIXTURES
        if (parts.precedents or not mixture.votes)
        and (parts.remits or not mixture.remits)
        and (parts.statutes or not mixture.statutes)
    ]
    scores = [mixed(mixture, linear, tasks.remits, voted, tasks.statutes) for mixture in tried]
    best = max(range(len(tried)), key=lambda place: (_hits(scores[place], right), -place))
    dual, remits, statutes, bias = _solved(tasks, np.ones(len(tasks.labels), dtype=np.bool_))
    return Weights(dual, remits, statutes, bias, tried[best], _calibration(scores[best], right))


def _hits(scores: Vector, right: Mask) -> float:
    """Share of tasks with a right function first, plus share with one among the first three."""
    order = np.argsort(-scores, axis=1, kind="stable")[:, :3]
    hit = np.take_along_axis(right, order, axis=1)
    return float(hit[:, 0].mean() + hit.any(axis=1).mean())


def _calibration(scores: Vector, right: Mask) -> Calibration:
    order = np.argsort(-scores, axis=1, kind="stable")[:, :_CONSIDERED]
    first = np.take_along_axis(scores, order, axis=1).ravel()
    ahead = np.take_along_axis(leads(scores), order, axis=1).ravel()
    target = np.take_along_axis(right, order, axis=1).ravel().astype(np.float64)
    intercept, slope, lead = _logistic(np.stack([np.ones_like(first), first, ahead], axis=1), target)
    if slope < 0 or lead < 0:
        intercept, slope = _logistic(np.stack([np.ones_like(first), first], axis=1), target)
        lead, slope = 0.0, max(0.0, slope)
    found = Calibration(intercept, slope, lead, 0.0)
    top = found.probabilities(scores).max(axis=1)
    return Calibration(intercept, slope, lead, min(MOST_SURE, float(np.quantile(top, 1 - COVERED))))


def _logistic(given: Vector, target: NDArray[np.float64]) -> list[float]:
    """Weights of a logistic regression, by Newton's method with a slight pull to 0."""
    columns = given.astype(np.float64)
    weights = np.zeros(columns.shape[1])
    for _ in range(50):
        guess = 1 / (1 + np.exp(-columns @ weights))
        curvature = (columns * (guess * (1 - guess) + 1e-9)[:, None]).T @ columns + 1e-2 * np.eye(len(weights))
        step = np.linalg.solve(curvature, columns.T @ (target - guess) - 1e-2 * weights)
        weights += step
        if float(np.abs(step).max()) < 1e-9:
            break
    return [float(weight) for weight in weights]
