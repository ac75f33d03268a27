"""``/healthz``: for whoever watches over the service."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from indexer.errors import PolicyError
from webapp.service import engine, trouble

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """200 with the generation in service, or 503 with the reason; ``trouble`` is an index that could not be opened
    while an older one stays in service."""
    try:
        with engine() as searching:
            generation, documents = searching.generation, len(searching.documents())
    except PolicyError as error:
        return jsonify(error={"code": type(error).__name__, "message": str(error)}), 503
    failed = trouble()
    return jsonify(
        status="ok", generation=generation, documents=documents, trouble=str(failed) if failed else None
    ), 200
