"""The filters of ``policykb search``: the fields of the result page and the API, under the same names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

CHOICES = {
    "role": ("lead", "responsible", "cooperating"),
    "basis": ("stated", "inherited", "suggested", "confirmed"),
    "kind": ("sentence", "annotation", "cell"),
}
"""The only values of these fields; the same as ``webapp.api.operations`` has, which takes long to import."""

FILTERS = {
    "document": ("标识", "只在这个文件中检索；各项均可多次使用，满足其一即可"),
    "section": ("标识:编号", "这个条目及其下各级"),
    "department": ("部门", "部门代码，如 辽宁/市场监管"),
    "role": ("角色", "lead 牵头、responsible 负责、cooperating 配合"),
    "basis": ("依据", "stated 原文、inherited 上文、confirmed 人工、suggested 程序建议"),
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


def _known(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    from indexer.cli.options import as_typed

    values = tuple(as_typed(value) for value in values)
    choices = CHOICES.get(param.name or "")
    for value in values:
        if not value:
            raise click.BadParameter("值是空的，不限定时请去掉这个选项", ctx, param)
        if choices and value not in choices:
            raise click.BadParameter(f"没有“{value[:40]}”这个值，可用的值：{'、'.join(choices)}", ctx, param)
    return values
