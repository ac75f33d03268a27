"""The documents that the contract is asked about."""

from __future__ import annotations

from indexer.duties.models import Basis, Role
from indexer.engine.protocol import Filter
from indexer.models import ClauseKind, Record
from indexer.synonyms import Synonyms
from tests.record_maker import RecordMaker


def stalls() -> Record:
    """A document with two parts, items, an annotation, a table cell and a closing sentence."""
    maker = RecordMaker("stalls", "关于规范食品摊点经营的实施意见", "某政发〔2018〕3号", "2018-05-01")
    part = maker.heading("一、", "总体要求")
    maker.sentence("坚持便民与安全并重，到2020年登记率达到90%以上。", part)
    part = maker.heading("二、", "主要任务")
    item = maker.heading("（一）", "划定经营区域", part)
    maker.sentence("合理设置食品摊点，推行“双随机、一公开”监管。", item)
    maker.sentence("对首台(套)清洗设备给予补助，鼓励ISO22000认证。", item)
    maker.sentence("（责任单位：市市场监管局、市商务局）", item, ClauseKind.ANNOTATION)
    item = maker.heading("（二）", "加强日常检查", part)
    maker.sentence("开展飞行检查，落实第八条规定。", item)
    maker.sentence("餐饮单位实行明厨亮灶。", item, ClauseKind.CELL)
    maker.sentence("各区政府要抓好落实。")
    return maker.make()


def lamps() -> Record:
    maker = RecordMaker("lamps", "关于加强街道照明管理的通知", "某政办发〔2019〕12号", "2019-02-01")
    item = maker.heading("（一）", "更换老旧灯具")
    maker.sentence("更换老旧灯具，质量须经检查。", item)
    item = maker.heading("（八）", "保障安全用电")
    maker.sentence("根据某政发〔2018〕3号文件，做好摊点周边照明。", item)
    maker.sentence("灯具企业须有合格证。", item)
    return maker.make()


STALL_ITEM = {
    "合理设置食品摊点，推行“双随机、一公开”监管。",
    "对首台(套)清洗设备给予补助，鼓励ISO22000认证。",
    "（责任单位：市市场监管局、市商务局）",
}
INSPECTION = {"开展飞行检查，落实第八条规定。", "餐饮单位实行明厨亮灶。"}
LAMP_ITEM = {"根据某政发〔2018〕3号文件，做好摊点周边照明。", "灯具企业须有合格证。"}


def festival() -> Record:
    """A province's document: a task with its annotation, one without, and one covered by an annotation above it."""
    maker = RecordMaker("festival", "关于办好灯会的通知", region="辽宁", level="省")
    maker.sentence("检查灯会摊点。")
    maker.sentence("公布检查结果。")
    maker.sentence("（牵头单位：省市场监管局，配合单位：省商务厅、省市场监督管理局）", kind=ClauseKind.ANNOTATION)
    maker.sentence("热烈欢迎游客。")
    maker.sentence("（责任单位：省商务厅）", kind=ClauseKind.ANNOTATION)
    maker.sentence("备足灯会货源。")
    checking, _, supplying = maker.task(0, 1), maker.task(3), maker.task(5)
    maker.duty(checking, "省市场监管局", Role.LEAD, annotation=2)
    maker.duty(checking, "省商务厅", Role.COOPERATING, annotation=2)
    maker.duty(checking, "省市场监督管理局", Role.COOPERATING, annotation=2)
    maker.duty(checking, "灯会组委会", Role.MENTIONED)
    maker.duty(supplying, "省商务厅", Role.RESPONSIBLE, Basis.INHERITED, annotation=4)
    return maker.make()


def elsewhere() -> Record:
    """Another province's document that names its own office by the same words."""
    maker = RecordMaker("elsewhere", "关于灯会的通知", region="甘肃", level="省")
    maker.sentence("灯会由省商务厅负责。")
    maker.duty(maker.task(0), "省商务厅", Role.RESPONSIBLE)
    return maker.make()


CHECKING = {"检查灯会摊点。", "公布检查结果。", "（牵头单位：省市场监管局，配合单位：省商务厅、省市场监督管理局）"}
SUPPLYING = {"备足灯会货源。", "（责任单位：省商务厅）"}
MARKET, TRADE = Filter("department", "辽宁/市场监管"), Filter("department", "辽宁/商务")


def library_rules() -> Record:
    """A city's notice that carries rules, and says neither its region in front matter nor its date."""
    maker = RecordMaker("rules", "白银市人民政府关于印发《白银市图书馆管理办法（试行）》的通知")
    maker.sentence("图书馆每周开放六天。")
    return maker.make()


def crossing() -> Record:
    """A paper that says nothing of where it comes from or what it is."""
    maker = RecordMaker("crossing", "路口三十条")
    maker.sentence("路口设灯。")
    maker.sentence("灯下设座。")
    return maker.make()


EVERYDAY = Synonyms({"小吃摊": ("食品摊点",), "路灯": ("灯具", "照明")})


def many_departments() -> Record:
    """Sixty tasks, each of a body of its own together with one that has all of them."""
    maker = RecordMaker("many", region="辽宁", level="省")
    for number in range(60):
        maker.sentence(f"办好第{number}件事。")
        task = maker.task(number)
        maker.duty(task, f"第{number}巡查队", Role.RESPONSIBLE)
        maker.duty(task, "省商务厅", Role.COOPERATING)
    return maker.make()
