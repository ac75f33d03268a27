"""What is wrong in a table that people edit: the register, the synonyms."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """What is wrong with a table, for whoever edits it. ``line`` counts from 1; 0 concerns the whole file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file} 第 {self.line} 行：{self.message}" if self.line else f"{self.file}：{self.message}"
