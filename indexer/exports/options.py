"""What the person who exports decides, and the one kind of error that exporting raises on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indexer.errors import PolicyError


class ExportError(PolicyError):
    """An export cannot be made: unknown format, unusable address, file that cannot be written."""


class Grouping(StrEnum):
    """What stands together: one sheet of a workbook, one table of a text."""

    DOCUMENT = "document"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """``generated`` is the day written on the file. ``scope`` says in Chinese which rows were asked for (filters),
    empty for all. ``base_url`` is put before the rows' links; without it links are written as they are, as text."""

    generated: date
    title: str = "任务分工表"
    scope: str = ""
    base_url: str = ""
    grouping: Grouping = Grouping.DOCUMENT
