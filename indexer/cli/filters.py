"""The filters of ``policykb search``: the fields of the result page and the API, under the same names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from indexer.cli.chinese import Slip
from indexer.quoting import quoted

if TYPE_CHECKING:
    from indexer.engine.protocol import Filter, SearchEngine

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

CHOICES = {
    "role": ("lead", "responsible", "cooperating"),
    "basis": ("stated", "inherited", "suggested", "confirmed"),
    "standing": ("objected",),
    "kind": ("sentence", "annotation", "cell"),
}
"""The only values of these fields; the same as ``webapp.api.operations`` has, which takes long to import."""

FILTERS = {
    "document": ("标识", "只在这个文件中检索；各项均可多次使用，满足其一即可"),
    "section": ("标识:编号", "这个条目及其下各级"),
    "department": ("部门", "部门的名称、简称或代码，如 省市场监管局、辽宁/市场监管"),
    "role": ("角色", "lead 牵头、responsible 负责、cooperating 配合"),
    "basis": ("依据", "stated 原文、inherited 上文、confirmed 人工、suggested 程序建议"),
    "standing": ("情况", "objected 有异议的原文规定"),
    "region": ("地区", "如 广东、广东-广州，含其内各地；none 为未注明"),
    "level": ("层级", "国家、部门、省、市、县；none 为未注明"),
    "year": ("年份", "成文年份，未注明的按发布年份；none 为未注明"),
    "genre": ("文种", "如 通知、意见、方案；none 为未注明"),
    "kind": ("类型", "sentence 条文、annotation 责任标注、cell 表格"),
}
"""Field → what its value is called, and help; in the order of ``indexer.engine.protocol.FIELD_NAMES``."""


def filters(command: Decorated) -> Decorated:
    """Adds an option for every field; each may be given several times and is passed on as a tuple."""
    for field, (metavar, about) in reversed(FILTERS.items()):
        command = click.option(f"--{field}", multiple=True, callback=_known, metavar=metavar, help=about)(command)
    return command


def chosen(given: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """The filters given as (field, value), each once."""
    return list(dict.fromkeys((field, value) for field in FILTERS for value in given[field]))


def with_keys(wanted: Sequence[Filter], engine: SearchEngine, corpus: Path) -> tuple[Filter, ...]:
    """The filters with the key of the department where its name was given, one for each that bears the name.

    Raises ``Slip`` for a department of which the index has no duties.
    """
    from indexer.engine.protocol import Filter

    known = engine.department_names() if any(one.field == "department" for one in wanted) else {}
    found: list[Filter] = []
    for one in wanted:
        if one.field == "department" and one.value not in known:
            found += [Filter("department", key) for key in sorted(_called(one.value, corpus, known))]
        else:
            found.append(one)
    return tuple(dict.fromkeys(found))


def _called(name: str, corpus: Path, known: Mapping[str, str]) -> Set[str]:
    from indexer.named_departments import departments_called
    from indexer.register import load_register

    if not (keys := departments_called(name, load_register(corpus), known)):
        raise Slip(f"没有找到部门{quoted(name[:40])}的职责。部门名称和代码见网页“部门”页。")
    return keys


def _known(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    from indexer.cli.options import as_typed

    values = tuple(as_typed(value) for value in values)
    choices = CHOICES.get(param.name or "")
    for value in values:
        if not value:
            raise click.BadParameter("值是空的，不限定时请去掉这个选项", ctx, param)
        if choices and value not in choices:
            raise click.BadParameter(f"没有{quoted(value[:40])}这个值，可用的值：{'、'.join(choices)}", ctx, param)
    return values
