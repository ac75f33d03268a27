"""Pages for what goes wrong: each kind of failure says what happened and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response

from indexer.decisions.errors import DecisionError
from indexer.errors import IndexDamaged, IndexMissing, IndexOutdated, PolicyError
from indexer.system_errors import refusal
from webapp.api import errors as api_errors


@dataclass(frozen=True, slots=True)
class Notice:
    """``remedy`` is what the reader can do, one step an entry; ``command`` what the administrator types."""

    title: str
    summary: str
    remedy: tuple[str, ...]
    command: str = ""


NOTICES: dict[type[PolicyError], Notice] = {
    IndexMissing: Notice(
        "尚未建立索引",
        "程序已经启动，但还没有可供检索的索引。",
        ("请管理员运行下面的命令建立索引，完成后刷新本页即可，不必重新启动。",),
        "policykb build",
    ),
    IndexDamaged: Notice(
        "索引已损坏",
        "索引文件未通过校验，为避免给出错误结果，已停止检索。政策文件本身不受影响。",
        ("请管理员运行下面的命令，由语料库重新建立索引，完成后刷新本页。", "如再次出现，请检查磁盘。"),
        "policykb build",
    ),
    IndexOutdated: Notice(
        "索引版本过旧",
        "索引由其他版本的程序或词表建立，与当前程序不一致，已停止检索。",
        ("请管理员运行下面的命令，按当前版本重新建立索引，完成后刷新本页。",),
        "policykb build",
    ),
    DecisionError: Notice(
        "决定文件无法读取",
        "人工决定没有读到，为避免把已作决定的职责当作未经决定的显示，本页没有打开。检索和阅读不受影响。",
        ("请管理员检查政策文件夹中的 decisions.jsonl 及其权限，完成后刷新本页。",),
    ),
}
FAILED = Notice(
    "检索暂时不可用",
    "检索引擎未能完成本次请求。这不表示没有符合条件的条款。",
    ("请稍后重试。", "如持续出现，请将下面的说明告知管理员。"),
)

_TEMPLATES = {404: "errors/not_found.html", 413: "errors/too_long.html"}


def init_app(app: Flask) -> None:
    app.register_error_handler(PolicyError, _unavailable)
    app.register_error_handler(OSError, _unavailable)
    app.register_error_handler(InternalServerError, _failed)
    app.register_error_handler(HTTPException, _other)


def _unavailable(error: PolicyError | OSError) -> Response | tuple[str, int]:
    """No index, an unusable one, or an engine that failed while answering."""
    notice = next((NOTICES[kind] for kind in NOTICES if isinstance(error, kind)), FAILED)
    current_app.logger.error("检索不可用：%s", error, exc_info=notice is FAILED)
    if _is_api():
        return api_errors.of_trouble(error)
    detail = str(error) if isinstance(error, PolicyError) else refusal(error)
    return render_template("errors/unavailable.html", notice=notice, detail=detail), 503


def _failed(error: InternalServerError) -> Response | tuple[str, int]:
    """A fault of the program itself; Flask has logged it with its traceback."""
    if _is_api():
        return api_errors.of_http(error)
    return render_template("errors/failed.html"), 500


def _other(error: HTTPException) -> Response:
    """An address or a request that does not exist here, with the headers that belong to it (``Allow``)."""
    if _is_api():
        return api_errors.of_http(error)
    response = error.get_response()
    template = _TEMPLATES.get(error.code or 500, "errors/other.html")
    response.set_data(render_template(template, error=error, most=current_app.config["MAX_CONTENT_LENGTH"]))
    response.mimetype = "text/html"
    return response


def _is_api() -> bool:
    return request.path.startswith(api_errors.PREFIX)
