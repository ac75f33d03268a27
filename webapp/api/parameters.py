"""The parameters of the API: one table from which requests are read and the description is written, so that the two
cannot differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from indexer.quoting import quoted
from webapp.api.errors import BadParameter

MOST_VALUES = 50
"""Values of one repeated parameter."""
_LONGEST_VALUE = 300


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query string, text unless ``lowest`` and ``highest`` make it a whole number.

    ``usual`` is what counts where it is left out; ``choices`` are the only values there are; a ``repeated`` one may
    be given several times, and is read as a tuple.
    """

    name: str
    about: str
    usual: str | int = ""
    choices: tuple[str, ...] = ()
    longest: int = _LONGEST_VALUE
    lowest: int = 0
    highest: int | None = None
    repeated: bool = False

    def described(self) -> dict[str, Any]:
        """The parameter in OpenAPI."""
        schema = self._schema()
        if self.repeated:
            schema = {"type": "array", "items": {**schema, "minLength": 1}, "maxItems": MOST_VALUES}
        elif self.usual != "":
            schema["default"] = self.usual
        described = {"name": self.name, "in": "query", "description": self.about, "schema": schema}
        return {**described, "style": "form", "explode": True} if self.repeated else described

    def _schema(self) -> dict[str, Any]:
        if self.highest is not None:
            return {"type": "integer", "minimum": self.lowest, "maximum": self.highest}
        if self.choices:
            return {"type": "string", "enum": list(self.choices)}
        return {"type": "string", "maxLength": self.longest}

    def read(self, given: Sequence[str]) -> Any:
        """The value: text, a number, or a tuple of texts. Raises ``BadParameter``."""
        if self.repeated:
            return tuple(dict.fromkeys(self._value(one) for one in self._several(given)))
        if len(given) > 1:
            raise BadParameter(self.name, f"参数 {self.name} 出现了 {len(given)} 次。", "这个参数只能写一次。")
        return self._value(given[0]) if given else self.usual

    def _several(self, given: Sequence[str]) -> Sequence[str]:
        if len(given) > MOST_VALUES:
            raise BadParameter(self.name, f"参数 {self.name} 的值太多。", f"最多 {MOST_VALUES} 个。")
        if "" in given:
            raise BadParameter(self.name, f"参数 {self.name} 的值是空的。", "不限定时请去掉这个参数。")
        return given

    def _value(self, given: str) -> str | int:
        if self.highest is not None:
            return self._number(given, self.highest)
        if self.choices and given not in self.choices:
            wrong = f"参数 {self.name} 没有{quoted(given[:40])}这个值。"
            raise BadParameter(self.name, wrong, f"可用的值：{'、'.join(self.choices)}。")
        if len(given) > self.longest:
            raise BadParameter(
                self.name, f"参数 {self.name} 太长，有 {len(given)} 个字符。", f"最多 {self.longest} 个字符。"
            )
        return given

    def _number(self, given: str, highest: int) -> int:
        digits = given.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 12 and self.lowest <= int(given) <= highest):
            wrong = f"参数 {self.name} 的值{quoted(given[:40])}不合要求。"
            raise BadParameter(self.name, wrong, f"请写 {self.lowest} 到 {highest} 的整数。")
        return int(given)


def read(table: Iterable[Parameter], arguments: MultiDict[str, str]) -> Mapping[str, Any]:
    """The values of all parameters of ``table`` by name.

    Raises ``BadParameter`` for a value that the table does not allow and for a name that it does not have: a misspelt
    filter would otherwise let everything through.
    """
    known = {parameter.name: parameter for parameter in table}
    for name in arguments:
        if name not in known:
            hint = f"可用的参数：{'、'.join(known)}。" if known else "这个地址没有参数。"
            raise BadParameter(name[:40], f"没有名为{quoted(name[:40])}的参数。", hint)
    return {name: parameter.read(arguments.getlist(name)) for name, parameter in known.items()}
