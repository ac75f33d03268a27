"""The links of a page that add a filter to its state or take one away."""

from __future__ import annotations

from typing import Protocol, Self
from urllib.parse import quote_plus

from indexer.engine.protocol import Filter


class Filtered(Protocol):
    """The state of a page with filters, which stand last in its address."""

    @property
    def filters(self) -> tuple[Filter, ...]: ...

    @property
    def url(self) -> str: ...

    def at(self, page: int) -> Self: ...

    def toggled(self, field: str, value: str) -> Self: ...


class FilterLinks:
    """Addresses with one filter more or less, back on the first page. A page has up to hundreds, which all repeat its
    state: that is written once."""

    def __init__(self, form: Filtered) -> None:
        self._form = form
        self._chosen = frozenset(form.filters)
        address = form.at(1).url
        self._start = f"{address}&" if "?" in address else f"{address}?"

    def toggling(self, field: str, value: str) -> str:
        """The address with the filter added, or removed where it is chosen."""
        if Filter(field, value) in self._chosen:
            return self._form.toggled(field, value).url
        return f"{self._start}{field}={quote_plus(value, safe=':')}"
