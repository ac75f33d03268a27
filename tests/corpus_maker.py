"""Small corpora on disk for tests."""

from __future__ import annotations

from pathlib import Path

LAMPS = """关于加强街道照明管理的通知

某政办发〔2019〕12号

各区人民政府：

一、工作目标

到2020年完成老旧灯具更换。亮灯率达到98%以上。

二、重点任务

（一）更换老旧灯具。对主干道灯具逐一检查。

（二）保障用电安全。定期检修线路。

某市人民政府办公室
2019年3月1日
"""

STALLS = """关于规范食品摊点经营的实施意见

一、总体要求

坚持便民与安全并重。推行“双随机、一公开”监管。

二、主要任务

（一）合理设置食品摊点。鼓励实行明厨亮灶。
"""


def write_corpus(folder: Path, **documents: str) -> Path:
    """A corpus folder with the documents given by name without suffix, LAMPS and STALLS when none are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (documents or {"lamps": LAMPS, "stalls": STALLS}).items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder
