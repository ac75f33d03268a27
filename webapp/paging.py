"""Numbers of result pages."""

from __future__ import annotations

PER_PAGE = 10


def last_page(total: int, per_page: int = PER_PAGE) -> int:
    """How many pages ``total`` entries fill, at least one."""
    return max(1, -(-total // per_page))


def window(current: int, last: int) -> tuple[int | None, ...]:
    """The page numbers to offer: first, last and two on either side of the current one; None for a gap.

    >>> window(6, 20)
    (1, None, 4, 5, 6, 7, 8, None, 20)
    """
    near = {1, last, *range(current - 2, current + 3)}
    shown: list[int | None] = []
    for number in sorted(n for n in near if 1 <= n <= last):
        if shown and (previous := shown[-1]) and number - previous == 2:
            shown.append(number - 1)
        elif shown and (previous := shown[-1]) and number - previous > 2:
            shown.append(None)
        shown.append(number)
    return tuple(shown)
