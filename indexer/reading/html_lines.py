"""From the elements of a web page to lines: one paragraph a line, one table row a line with a TAB between cells."""

from __future__ import annotations

import re

from lxml import etree

from indexer.reading import counters
from indexer.reading.blanks import without_invisible
from indexer.reading.openings import begins_with_number

# fmt: off
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
# fmt: on
"""Elements that begin and end a line (HTML standard, 15.3)."""

# fmt: off
UNSEEN = frozenset((
    "script", "style", "noscript", "template", "head", "title", "iframe", "object", "embed", "canvas", "svg",
    "audio", "video", "map", "datalist", "rp", "rt",
))
# fmt: on
"""Elements whose text a browser does not show as text."""

CONTROLS = frozenset(("button", "input", "select", "textarea", "option"))

_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w -]+)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")


def is_hidden(element: etree._Element) -> bool:
    """Whether a browser hides the element and everything in it, as far as the element itself says."""
    return element.get("hidden") is not None or bool(_HIDING.search(element.get("style") or ""))


def text_of(element: etree._Element) -> str:
    """All text under the element, hidden or not."""
    return "".join(map(str, element.itertext()))


class Lines:
    """Collects text into lines. Blanks are folded as a browser folds them; line breaks of the page's source between
    two Chinese characters vanish, because nobody typed a blank there. No line is empty or begins or ends blank."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._pieces: list[str] = []
        self._mark = ""

    def add(self, text: str | None, preformatted: bool = False) -> None:
        """``preformatted``: line breaks of the page's source count."""
        if not text:
            return
        first, *others = text.split("\n") if preformatted else [text]
        self._pieces.append(first)
        for other in others:
            self.end_line()
            self._pieces.append(other)

    def mark(self, number: str) -> None:
        """A number drawn before the next line that has text, after those that wait already."""
        self._mark += number

    def drop_mark(self) -> None:
        self._mark = ""

    def end_line(self) -> None:
        text = fold("".join(self._pieces))
        self._pieces.clear()
        if text:
            self.lines.append(self._mark + text)
            self._mark = ""

    def extend(self, rows: list[str]) -> None:
        self.end_line()
        self.lines.extend(rows)

    def take(self) -> list[str]:
        """The complete lines collected so far, once."""
        lines, self.lines = self.lines, []
        return lines

    def finish(self) -> list[str]:
        self.end_line()
        return self.lines


def fold(text: str) -> str:
    """Text as a browser shows it in one line: every run of blanks one blank, nothing invisible."""
    return _BLANKS.sub(_folded, without_invisible(text)).strip()


def _folded(blanks: re.Match[str]) -> str:
    if "\n" in blanks[0] and "\xa0" not in blanks[0]:
        before, after = blanks.string[: blanks.start()][-1:], blanks.string[blanks.end() :][:1]
        if _is_wide(before) and _is_wide(after):
            return ""
    return " "


def _is_wide(char: str) -> bool:
    return char >= "\u2e80" or char in "“”‘’—…·"


def list_numbers(items: etree._Element) -> dict[etree._Element, str]:
    """The number drawn before each item of an ``<ol>``; none where the style says so or the items bring their own."""
    children = [child for child in items if child.tag == "li" and not is_hidden(child)]
    texts = [text_of(child).strip() for child in children]
    if all(begins_with_number(text) for text in texts if text):
        return {}
    step = -1 if items.get("reversed") is not None else 1
    number = integer(items.get("start"), len(children) if step < 0 else 1)
    numbers: dict[etree._Element, str] = {}
    for child in children:
        number = integer(child.get("value"), number)
        form = _list_form(child) or _list_form(items) or "decimal"
        if form != "none":
            numbers[child] = counters.write(number, form) + ("、" if form in counters.IDEOGRAPHIC else ". ")
        number += step
    return numbers


def _list_form(element: etree._Element) -> str:
    style = _LIST_STYLE.search(element.get("style") or "")
    for name in style[1].lower().split() if style else []:
        if name == "none" or name in counters.CSS_NAMES:
            return counters.CSS_NAMES.get(name, "none")
    return counters.CSS_NAMES.get(element.get("type") or "", "")


def integer(text: str | None, otherwise: int) -> int:
    """The integer of an attribute, or ``otherwise`` where it is absent or none."""
    return int(text) if text and re.fullmatch(r"\s*[+-]?[0-9]{1,6}\s*", text) else otherwise
