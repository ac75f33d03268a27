"""The documents that the page tests read: two invented ones and the seed document, analysed by the real stages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from indexer.analysis import record
from indexer.models import Record, SourceText
from indexer.reading import read

SEED_FILE = Path(__file__).parents[2] / "corpus" / "liaoning-2019-quality-improvement.md"
SEED = "liaoning-2019-quality-improvement"
LIGHTING = "lighting"
LIBRARY = "library"

LIGHTING_TEXT = """\
云溪市人民政府关于加强街道照明管理的通知
云政发〔2020〕7号

各县（区）人民政府，市政府各部门：

为改善夜间出行条件，现就加强街道照明管理通知如下。

一、总体要求

坚持节约用电，坚持便民利民。到2022年，城区主要道路亮灯率达到98%以上；背街小巷基本消除照明盲区。

二、主要任务

（一）更换老旧灯具。逐街登记使用十年以上的灯具，编制更换计划。优先更换学校、医院周边的灯具。（责任单位：市城管局、市财政局）

（二）推行智能控制

1.建设统一的照明控制平台，按照日出日落时间自动开关。

2.在公园、广场试点“人来灯亮”，做到：（1）不影响行人安全；（2）不影响周边居民休息。

（三）加强日常维护。报修电话二十四小时有人接听，一般故障两日内修复。

各县（区）人民政府要结合实际制定实施办法，并于2020年6月底前报市城管局。

云溪市人民政府
2020年3月2日

（此件公开发布）
"""

LIBRARY_TEXT = """\
云溪市社区图书馆管理办法

第一章 总则

第一条 为了规范社区图书馆管理，方便居民借阅，制定本办法。

第二章 借阅

第二条 居民凭身份证件借阅图书，一次不超过五册。

借阅期限为三十日。期满可以续借一次。

第三条 有下列情形之一的，暂停借阅：

（一）逾期六十日未还的；

（二）损坏图书未赔偿的。

第三章 附则

第四条 本办法自2021年5月1日起施行。
"""


@cache
def lighting() -> Record:
    return record(SourceText("lighting.txt", "txt", LIGHTING_TEXT), LIGHTING)


@cache
def library() -> Record:
    return record(SourceText("library.txt", "txt", LIBRARY_TEXT), LIBRARY)


@cache
def seed() -> Record:
    return record(read(SEED_FILE, max_bytes=1_000_000), SEED)
