"""``policykb decide``: confirm, reject, add, change and withdraw duties from the shell; list, review, hand on.

``decide_group`` makes the command; what it needs of the rest of the program is handed in as a ``Workplace``. The work
is in ``decide_actions``, imported when a command runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from indexer.cli import options
from indexer.cli.chinese import Command, Group, Slip, one_of
from indexer.cli.workplace import open_workplace
from indexer.duties.ledger import ROLE_NAMES
from indexer.duties.models import Role
from indexer.quoting import quoted

if TYPE_CHECKING:
    from indexer.cli.decide_actions import OpenWorkplace
    from indexer.decisions.deciding import Signature

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

_ROLES = {word: role for role, name in ROLE_NAMES.items() for word in (name, role.value)}


def decide_group(open_workplace: OpenWorkplace) -> click.Group:
    """The command group, working on what ``open_workplace`` opens."""
    group = Group(
        "decide",
        help=_HELP,
        short_help="记录人对职责的确认、否定、补充和更改",
        options_metavar="[选项]",
        subcommand_metavar="命令 …",
        context_settings={"obj": open_workplace},
        callback=_show_help,
        invoke_without_command=True,
    )
    for command in (confirm, reject, add, change, withdraw, keep, list_decisions, review, export, import_):
        group.add_command(command)
    return group


@click.pass_context
def _show_help(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


_HELP = """记录人对职责的确认、否定、补充和更改。

决定写入政策文件夹中的 decisions.jsonl，一行一项，只增不改，可以纳入版本管理；
重新建立索引不影响它。所依据的原文有改动时，决定列入待复核（review），不会丢失，也不会自行移动。
"""


def _role(ctx: click.Context, param: click.Parameter, value: str | None) -> Role | None:
    if value is None:
        return None
    if value not in _ROLES:
        raise click.BadParameter(f"{quoted(value)}不在可用的值之中：牵头、负责、配合", ctx, param)
    return _ROLES[value]


def _who(ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    if value is not None:
        return value
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        raise Slip("系统没有登录名，请用 --who 写明由谁决定", ctx) from None


def _together(*parts: Callable[[Decorated], Decorated]) -> Callable[[Decorated], Decorated]:
    def decorate(function: Decorated) -> Decorated:
        for part in reversed(parts):
            function = part(function)
        return function

    return decorate


_signed = _together(
    click.option("--why", default="", metavar="理由", help="理由；除确认和沿用外必须写明"),
    click.option("--who", callback=_who, metavar="姓名", help="由谁决定（默认为登录名）"),
)
_placed = _together(options.corpus, options.index, options.max_bytes, options.segmenter, options.as_json)
_duty = _together(
    click.argument("clause", metavar="条款标识"),
    click.argument("department", metavar="部门"),
)
_deadline = click.option("--deadline", metavar="时限", help="时限，照实填写，如“2023年12月底前”")
_role_option = click.option("--role", callback=_role, metavar="角色", help="牵头、负责或配合")


@click.command(
    cls=Command,
    short_help="确认一项职责（原文明示的，或程序建议的）",
    example="policykb decide confirm some-document:2.8:k3fq7a 省市场监管局\n"
    "policykb decide confirm some-document:2.8:k3fq7a 省市场监管局 --role 牵头 --who 张三 --why 会议议定",
)
@_duty
@_role_option
@_deadline
@_signed
@_placed
@click.pass_obj
def confirm(open_workplace: OpenWorkplace, /, **given: Any) -> int:
    """确认台账中的一项职责。部门可写全称、简称或部门代码；它有多种角色时用 --role 写明是哪一种。"""
    return _decide(open_workplace, "confirm", given)


@click.command(
    cls=Command,
    short_help="否定一项职责",
    example="policykb decide reject some-document:2.8:k3fq7a 省公安厅 --why 与其职能无关",
)
@_duty
@_role_option
@_signed
@_placed
@click.pass_obj
def reject(open_workplace: OpenWorkplace, /, **given: Any) -> int:
    """否定台账中的一项职责。

    程序建议的不再列出（仍可查）；原文明示的照旧显示，并注明异议，因为原文仍是这样写的。
    """
    return _decide(open_workplace, "reject", given)


@click.command(
    cls=Command,
    short_help="补充一项没有人提出的职责",
    example="policykb decide add some-document:2.8:k3fq7a 省农业农村厅 --role 配合 --why 工作专班会议纪要",
)
@_duty
@_role_option
@_deadline
@_signed
@_placed
@click.pass_obj
def add(open_workplace: OpenWorkplace, /, **given: Any) -> int:
    """补充一项原文没有写、程序也没有建议的职责。"""
    return _decide(open_workplace, "add", given)


@click.command(
    cls=Command,
    short_help="更改一项职责的角色、时限或部门",
    example="policykb decide change some-document:2.8:k3fq7a 省市场监管局 --role 牵头 --why 三定规定\n"
    "policykb decide change some-document:2.8:k3fq7a 省市场监管局 --to 省药监局 --why 机构改革",
)
@_duty
@click.option("--to", "other", metavar="部门", help="改为哪个部门（默认不变）")
@_role_option
@_deadline
@click.option("--was", callback=_role, metavar="角色", help="原来的角色；该部门有多种角色时写明")
@_signed
@_placed
@click.pass_obj
def change(open_workplace: OpenWorkplace, /, **given: Any) -> int:
    """更改台账中的一项职责：另一个角色、时限或部门。没有写的照旧；--deadline "" 去掉时限。"""
    return _decide(open_workplace, "change", given)


@click.command(
    cls=Command,
    short_help="撤回一项决定",
    example="policykb decide withdraw d20230401-4f7a2c9e --why 误操作",
)
@click.argument("decision", metavar="决定编号")
@_signed
@options.corpus
@options.as_json
def withdraw(decision: str, why: str, who: str, corpus: Path, as_json: bool) -> int:
    """撤回一项有效的决定。台账随即恢复为原文和程序所示；此前被它取代的决定不会恢复。"""
    from indexer.cli import decide_actions as actions

    return actions.withdraw(corpus, decision, _signature(who, why), as_json)


@click.command(
    cls=Command,
    short_help="复核后沿用一项决定",
    example="policykb decide keep d20230401-4f7a2c9e\n"
    "policykb decide keep d20230401-4f7a2c9e --task some-document:2.9:k3fq7a",
)
@click.argument("decision", metavar="决定编号")
@click.option("--task", metavar="条款标识", help="现在属于哪一项任务（默认为 review 所列的唯一位置）")
@_signed
@_placed
@click.pass_obj
def keep(open_workplace: OpenWorkplace, /, decision: str, task: str | None, **given: Any) -> int:
    """所依据的原文有改动、经人复核仍然适用的，沿用到现在的位置；没有另写理由的，沿用原来的理由。"""
    from indexer.cli import decide_actions as actions

    signature = _signature(given.pop("who"), given.pop("why"))
    return actions.keep(open_workplace, actions.Folders(**given), decision, task, signature)


@click.command(
    "list",
    cls=Command,
    short_help="列出决定",
    example="policykb decide list\npolicykb decide list --all --document some-document --json",
)
@click.option("--document", metavar="标识", help="只列这个文件的")
@click.option("--department", metavar="部门", help="只列名称或代码中有这些字的部门的")
@click.option("--all", "everything", is_flag=True, help="连同已被取代和撤回的")
@options.corpus
@options.as_json
def list_decisions(document: str | None, department: str | None, everything: bool, corpus: Path, as_json: bool) -> int:
    """按时间列出有效的决定；--all 连同已被取代、撤回的，即全部经过。"""
    from indexer.cli import decide_actions as actions

    return actions.show_list(corpus, document, department, everything, as_json)


@click.command(
    cls=Command,
    short_help="列出原文已有改动、需要复核的决定",
    example="policykb decide review\npolicykb decide review --json",
)
@_placed
@click.pass_obj
def review(open_workplace: OpenWorkplace, /, **given: Any) -> int:
    """列出所依据的原文已移动、改动或不存的决定，以及决定文件中有问题的行。有需要复核的，退出码为 1。

    仍然适用的用 keep 沿用，不再适用的用 withdraw 撤回，也可以用 confirm 等重新决定。
    """
    from indexer.cli import decide_actions as actions

    return actions.show_review(open_workplace, actions.Folders(**given))


@click.command(
    cls=Command,
    short_help="把全部决定导出为表格",
    example="policykb decide export -o 决定.csv\npolicykb decide export --format json",
)
@click.option(
    "--format", "kind", callback=one_of("csv", "json"), default="csv", metavar="格式", help="csv（默认）或 json"
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="文件", help="写入这个文件（默认为标准输出）")
@options.corpus
def export(kind: str, output: Path | None, corpus: Path) -> int:
    """把全部决定（包括已被取代和撤回的）导出为 CSV（带 BOM，表格软件可直接打开）或 JSON，可以原样导入。"""
    from indexer.cli import decide_actions as actions

    return actions.export(corpus, kind, output)


@click.command(
    "import",
    cls=Command,
    short_help="从导出的表格导入决定",
    example="policykb decide import 决定.csv\npolicykb decide import 决定.json --corpus 我的文件",
)
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
@options.corpus
@options.as_json
def import_(file: Path, corpus: Path, as_json: bool) -> int:
    """导入 export 导出的 .csv 或 .json。文件中已有的决定不再重复；表中有一处不对，就什么也不导入。"""
    from indexer.cli import decide_actions as actions

    if file.suffix.lower() not in actions.READERS:
        raise Slip(f"{file}：只能导入 .csv 或 .json 文件", click.get_current_context())
    return actions.import_table(corpus, file, as_json)


def _decide(open_workplace: OpenWorkplace, kind: str, given: dict[str, Any]) -> int:
    from indexer.cli import decide_actions as actions
    from indexer.decisions.choosing import Wish
    from indexer.decisions.models import DecisionKind

    signature = _signature(given.pop("who"), given.pop("why"))
    folders = actions.Folders(
        **{name: given.pop(name) for name in ("corpus", "index", "max_bytes", "segmenter", "as_json")}
    )
    return actions.decide(open_workplace, folders, Wish(DecisionKind(kind), **given), signature)


def _signature(who: str, why: str) -> Signature:
    from indexer.decisions.deciding import Signature

    return Signature(who.strip(), why.strip(), datetime.now().astimezone())


decide = decide_group(open_workplace)
"""The command on the index in service."""
