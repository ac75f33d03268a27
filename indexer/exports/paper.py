"""党政机关公文格式 (GB/T 9704—2012): measures, fonts and sizes, for a landscape page.

The standard gives A4 upright a type area (版心) of 156 mm × 225 mm, 37 mm below the top edge and 28 mm from the binding
edge (5.2.1), so 26 mm remain at the cut edge and 35 mm below. A page printed across (第 8 章) is that page turned, the
head of the table at the binding edge: the type area becomes 225 mm × 156 mm with 28 mm above it, 26 mm below, 35 mm on
the left and 37 mm on the right.
"""

from __future__ import annotations

PAGE_WIDTH, PAGE_HEIGHT = 297, 210
AREA_WIDTH, AREA_HEIGHT = 225, 156
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = 28, 26, 35, 37
"""Millimetres."""

TITLE_FONT = "方正小标宋简体"
BODY_FONT = "仿宋_GB2312"
HEADING_FONT = "黑体"
SUBHEADING_FONT = "楷体_GB2312"
PAGE_NUMBER_FONT = "宋体"
"""Named in the files, not embedded: offices have them."""

SIZE_2, SIZE_3, SIZE_4, SIZE_LESSER_4, SIZE_5 = 22, 16, 14, 12, 10.5
"""2号、3号、4号、小四、五号 in points."""

LINE_PITCH = 28.95
"""Points from line to line: 22 lines fill 225 mm (5.2.3)."""
