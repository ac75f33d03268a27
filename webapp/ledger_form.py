"""The state of a ledger page, to and from its address:
``/departments/…?document=…&role=…&basis=…&deadline=1&text=…&objected=1&sort=…&group=…&page=…``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from indexer.duties.book import LedgerQuery
from indexer.duties.models import Basis, Role
from webapp.search_form import LAST_PAGE, LONGEST_WORDS, shortened


class Order(StrEnum):
    """What decides the order, and in the same way what rows are grouped by."""

    DOCUMENT = "document"
    DEADLINE = "deadline"


ORDER_NAMES = {Order.DOCUMENT: "文件", Order.DEADLINE: "完成时限"}


@dataclass(frozen=True, slots=True)
class LedgerForm:
    """What the address asks for; empty ``roles`` or ``bases`` let all through. ``page`` counts from 1. ``cut`` says
    what of the address was not taken, a sentence an entry; a page must show it."""

    department: str
    document: str = ""
    roles: frozenset[Role] = frozenset()
    bases: frozenset[Basis] = frozenset()
    with_deadline: bool = False
    text: str = ""
    objected: bool = False
    hidden: bool = False
    sort: Order = Order.DOCUMENT
    group: Order = Order.DOCUMENT
    page: int = 1
    cut: tuple[str, ...] = ()

    @property
    def query(self) -> LedgerQuery:
        """The rows to list."""
        return LedgerQuery(
            self.department,
            self.document,
            self.roles,
            self.bases,
            self.with_deadline,
            self.text,
            self.objected,
            self.hidden,
        )

    @property
    def is_filtered(self) -> bool:
        return self.query != LedgerQuery(self.department)

    def at(self, page: int) -> LedgerForm:
        return replace(self, page=page)

    @property
    def arguments(self) -> tuple[tuple[str, str], ...]:
        """The filters as arguments of an address; those with their usual value are left out."""
        found = [("document", self.document)] if self.document else []
        found += [("role", role.value) for role in Role if role in self.roles]
        found += [("basis", basis.value) for basis in Basis if basis in self.bases]
        found += [("deadline", "1")] if self.with_deadline else []
        found += [("text", self.text)] if self.text else []
        found += [("objected", "1")] if self.objected else []
        found += [("hidden", "1")] if self.hidden else []
        return tuple(found)

    @property
    def url(self) -> str:
        """The address of this state."""
        found = list(self.arguments)
        found += [("sort", self.sort.value)] if self.sort is not Order.DOCUMENT else []
        found += [("group", self.group.value)] if self.group is not Order.DOCUMENT else []
        found += [("page", str(self.page))] if self.page != 1 else []
        address = url_for("departments.ledger", key=self.department)
        return f"{address}?{urlencode(found, safe=':')}" if found else address


def parse(department: str, arguments: MultiDict[str, str]) -> LedgerForm:
    """The state in the arguments of an address. What makes no sense falls back to the usual value, as a person would
    expect of a link cut short in a message."""
    page = arguments.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) <= 6 else 1
    text, cut = shortened(arguments.get("text", ""), "任务中的文字", LONGEST_WORDS)
    return LedgerForm(
        department=department,
        document=arguments.get("document", ""),
        roles=frozenset(role for role in Role if role.value in arguments.getlist("role")),
        bases=frozenset(basis for basis in Basis if basis.value in arguments.getlist("basis")),
        with_deadline=arguments.get("deadline") == "1",
        text=text,
        objected=arguments.get("objected") == "1",
        hidden=arguments.get("hidden") == "1",
        sort=_order(arguments.get("sort")),
        group=_order(arguments.get("group")),
        page=1 if cut else min(max(number, 1), LAST_PAGE),
        cut=cut,
    )


def _order(value: str | None) -> Order:
    return next((order for order in Order if order.value == value), Order.DOCUMENT)
