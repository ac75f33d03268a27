"""The description of the API in OpenAPI 3.1, made from the tables that the API itself reads."""

from __future__ import annotations

import re
from typing import Any

from webapp.api.operations import OPERATIONS, PREFIX, Operation
from webapp.api.schemas import COMPONENTS, ref

_VARIABLE = re.compile(r"<path:(\w+)>")
_ERRORS = {
    "400": "参数或检索式有误",
    "404": "没有这个标识",
    "500": "程序出错",
    "503": "没有可用的索引",
}
_CONDITIONAL = {"304": {"description": "与请求中 If-None-Match 所指的内容相同"}}


def description() -> dict[str, Any]:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "政策条款库",
            "version": "1",
            "description": "只读接口。字段名为英文，说明和错误信息为中文。所有错误形式相同，见 Error。",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            **{_path(operation): {"get": _described(operation)} for operation in OPERATIONS},
            f"{PREFIX}/openapi.json": {"get": _own()},
        },
        "components": {"schemas": dict(COMPONENTS)},
    }


def _path(operation: Operation) -> str:
    return PREFIX + _VARIABLE.sub(r"{\1}", operation.rule)


def _described(operation: Operation) -> dict[str, Any]:
    variables = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": operation.identifier,
            "schema": {"type": "string", "minLength": 1},
        }
        for name in _VARIABLE.findall(operation.rule)
    ]
    codes = [code for code in _ERRORS if code != "404" or variables]
    return {
        "operationId": operation.name,
        "summary": operation.about,
        "parameters": [*variables, *(parameter.described() for parameter in operation.parameters)],
        "responses": {
            "200": _answer("成功", dict(ref(operation.answer))),
            **_CONDITIONAL,
            **({"302": {"description": "该句现在的位置"}} if operation.moves else {}),
            **{code: _answer(_ERRORS[code], dict(ref("Error"))) for code in codes},
        },
    }


def _own() -> dict[str, Any]:
    return {
        "operationId": "description",
        "summary": "本说明。",
        "parameters": [],
        "responses": {
            "200": _answer("OpenAPI 说明", {"type": "object", "required": ["openapi", "paths"]}),
            **_CONDITIONAL,
            **{code: _answer(_ERRORS[code], dict(ref("Error"))) for code in ("400", "500")},
        },
    }


def _answer(about: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": about, "content": {"application/json": {"schema": schema}}}
