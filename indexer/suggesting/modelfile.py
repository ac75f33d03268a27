"""The model as one file: arrays and facts in a .npz archive, with version and digest."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from indexer.duties.models import Role
from indexer.errors import PolicyError
from indexer.storage import replace_file
from indexer.suggesting.model import Calibration, Mixture, Model, Weights
from indexer.suggesting.precedents import Precedent, Precedents, Weighing
from indexer.suggesting.statutes import shipped_statutes
from indexer.system_errors import refusal

VERSION = 2
NAME = "suggestions.npz"
"""Of the file that a corpus folder may have; it is used instead of the shipped one."""
SHIPPED = resources.files("indexer") / "suggesting" / NAME
_ROLES = tuple(Role)
_EPOCH = (1980, 1, 1, 0, 0, 0)

Arrays = Mapping[str, "np.ndarray[Any, Any]"]


class ModelDamaged(PolicyError):
    """The file of suggestions is no model, is damaged, or was written by another version of the program."""


def load_model(corpus: Path | None = None) -> Model:
    """The model of the corpus folder where it has one, else the shipped one. Raises ``ModelDamaged``."""
    own = corpus / NAME if corpus else None
    if own is None or not own.is_file():
        return load_shipped()
    try:
        content = own.read_bytes()
    except OSError as error:
        raise ModelDamaged(f"职责建议模型 {own} 无法读取（{refusal(error)}），请检查文件权限。") from error
    return read_model(content, str(own))


def model_identity(corpus: Path | None = None) -> str:
    """Names the bytes of the model that ``load_model`` would load. Raises ``ModelDamaged`` when they cannot be read."""
    own = corpus / NAME if corpus else None
    path = own if own is not None and own.is_file() else None
    try:
        content = path.read_bytes() if path else SHIPPED.read_bytes()
    except OSError as error:
        raise ModelDamaged(f"职责建议模型 {path} 无法读取（{refusal(error)}），请检查文件权限。") from error
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def load_shipped() -> Model:
    """The model that comes with the program."""
    return read_model(SHIPPED.read_bytes(), str(SHIPPED))


def save_model(model: Model, path: Path) -> None:
    """Write a model in one step. The same model gives the same bytes. Raises ``OSError``."""
    replace_file(path, model_bytes(model))


def read_model(content: bytes, name: str) -> Model:
    """The model in ``content``; ``name`` is what an error calls it. Raises ``ModelDamaged``."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            arrays = {key: archive[key] for key in archive.files}
        facts = json.loads(arrays["facts"].tobytes().decode("utf-8"))
        if facts["version"] != VERSION or facts["statutes"] != shipped_statutes().digest:
            raise ModelDamaged(f"职责建议模型 {name} 由另一个版本的程序写成，请用 policykb train 重新训练，或者删除。")
        if facts["digest"] != _digest(arrays, facts):
            raise ModelDamaged(f"职责建议模型 {name} 已损坏（与校验值不符），请用 policykb train 重新训练，或者删除。")
        return _model(arrays, facts)
    except (ValueError, KeyError, TypeError, OSError, EOFError, IndexError, zlib.error, zipfile.BadZipFile) as error:
        raise ModelDamaged(f"{name} 不是职责建议模型，或者已损坏，请用 policykb train 重新训练，或者删除。") from error


def model_bytes(model: Model) -> bytes:
    """The file of a model."""
    precedents, weights = model.precedents, model.weights
    order = np.argsort(precedents.rows, kind="stable")
    buckets = np.repeat(np.arange(len(precedents.starts) - 1, dtype=np.int64), np.diff(precedents.starts))
    arrays: dict[str, np.ndarray[Any, Any]] = {
        "sizes": np.bincount(precedents.rows, minlength=len(precedents)).astype(np.uint16),
        "buckets": buckets[order].astype(np.uint16),
        "counts": precedents.counts[order],
        "dual": weights.dual.astype(np.float16),
        "remits": weights.remits.astype(np.float32),
        "statutes": weights.statutes.astype(np.float32),
        "bias": weights.bias.astype(np.float32),
        "spoken": model.spoken.astype(np.float16),
    }
    calibration, mixture = weights.calibration, weights.mixture
    facts = {
        "version": VERSION,
        "functions": list(model.functions),
        "statutes": model.statutes.digest,
        "mixture": [mixture.remits, mixture.votes, mixture.statutes],
        "calibration": [calibration.intercept, calibration.slope, calibration.lead, calibration.threshold],
        **_tables(precedents.tasks),
    }
    facts["digest"] = _digest(arrays, facts)
    arrays["facts"] = np.frombuffer(json.dumps(facts, ensure_ascii=False).encode(), dtype=np.uint8)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, array in arrays.items():
            one = io.BytesIO()
            np.save(one, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{key}.npy", _EPOCH), one.getvalue(), zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _tables(tasks: tuple[Precedent, ...]) -> dict[str, object]:
    """Documents and names once each, tasks by their numbers in them."""
    documents: dict[tuple[str, str], int] = {}
    names: dict[tuple[str, str], int] = {}
    rows = [
        [
            documents.setdefault((task.document, task.citation), len(documents)),
            task.place,
            [
                [names.setdefault((name, function), len(names)), _ROLES.index(role)]
                for name, role, function in task.named
            ],
        ]
        for task in tasks
    ]
    return {"documents": list(documents), "names": list(names), "tasks": rows}


def _model(arrays: Arrays, facts: dict[str, Any]) -> Model:
    names = facts["names"]
    tasks = []
    for document, place, named in facts["tasks"]:
        identifier, citation = facts["documents"][document]
        bodies = tuple((names[name][0], _ROLES[role], names[name][1]) for name, role in named)
        tasks.append(Precedent(identifier, citation, place, bodies))
    precedents = Precedents.inverted(tasks, arrays["sizes"], arrays["buckets"], arrays["counts"])
    weights = Weights(
        arrays["dual"].astype(np.float32),
        arrays["remits"],
        arrays["statutes"],
        arrays["bias"],
        Mixture(*facts["mixture"]),
        Calibration(*facts["calibration"]),
    )
    spoken = arrays["spoken"].astype(np.float32)
    weighing = Weighing.over(precedents)
    return Model(facts["functions"], precedents, weighing, weights, spoken, shipped_statutes(), facts["digest"])


def _digest(arrays: Arrays, facts: Mapping[str, object]) -> str:
    found = hashlib.blake2b(digest_size=16)
    stated = {key: value for key, value in facts.items() if key != "digest"}
    found.update(json.dumps(stated, ensure_ascii=False, sort_keys=True).encode())
    for key in sorted(arrays):
        if key != "facts":
            found.update(f"{key} {arrays[key].dtype.str} {arrays[key].shape}".encode())
            found.update(np.ascontiguousarray(arrays[key]).tobytes())
    return found.hexdigest()
