"""The one shape of every error of the API: ``{"error": {"code", "message", "hint"}}``, with what else helps a program
(``parameter``, ``position``)."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify
from werkzeug.exceptions import HTTPException

from indexer.errors import IndexDamaged, IndexMissing, IndexOutdated, PolicyError, QuerySyntaxError

PREFIX = "/api/"

CODES = {
    400: ("bad_request", "请求有误。"),
    404: ("not_found", "没有这个地址。"),
    405: ("method_not_allowed", "这个地址不接受这种请求方法。"),
    413: ("too_large", "请求过大。"),
    500: ("internal_error", "程序出错，请求未能完成。"),
    503: ("unavailable", "检索暂时不可用。"),
}
"""The errors that any address may answer with, by status: code and message."""

_HINTS = {
    404: "接口说明见 /api/v1/openapi.json。",
    405: "接口只读，请使用 GET。",
    500: "请稍后重试；如持续出现，请将发生的时间和请求告知管理员，详细记录在服务日志中。",
    503: "请稍后重试；如持续出现，请告知管理员。",
}
_UNAVAILABLE = {
    IndexMissing: "index_missing",
    IndexDamaged: "index_damaged",
    IndexOutdated: "index_outdated",
}


class ApiError(Exception):
    """An answer that is an error. ``more`` are further fields of it."""

    def __init__(self, status: int, code: str, message: str, hint: str, **more: str | int) -> None:
        super().__init__(message)
        self.status = status
        self.body: dict[str, Any] = {"error": {"code": code, "message": message, "hint": hint, **more}}


class BadParameter(ApiError):
    """A parameter that does not exist, or has a value that it cannot have."""

    def __init__(self, name: str, message: str, hint: str) -> None:
        super().__init__(400, "invalid_parameter", message, hint, parameter=name)


def slip(error: QuerySyntaxError) -> ApiError:
    """A query that cannot be understood."""
    return ApiError(400, "query_syntax", str(error), error.hint, parameter="q", position=error.position)


def missing(what: str, hint: str) -> ApiError:
    """No ``what`` with the identifier asked for."""
    return ApiError(404, "not_found", f"库中没有这个标识的{what}。", hint)


def answer(error: ApiError) -> Response:
    response = jsonify(error.body)
    response.status_code = error.status
    return response


def of_http(error: HTTPException) -> Response:
    """The answer for an error that Flask found, with the headers that belong to it (``Allow``)."""
    status = error.code or 500
    code, message = CODES.get(status, ("bad_request", "请求无法处理。") if status < 500 else CODES[500])
    response = answer(ApiError(status, code, message, _HINTS.get(status, "接口说明见 /api/v1/openapi.json。")))
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def of_trouble(error: PolicyError | OSError) -> Response:
    """The answer where no index can be used, or an engine failed while answering."""
    code = next((_UNAVAILABLE[kind] for kind in _UNAVAILABLE if isinstance(error, kind)), CODES[503][0])
    message = str(error) if isinstance(error, PolicyError) else CODES[503][1]
    return answer(ApiError(503, code, message, _HINTS[503]))
