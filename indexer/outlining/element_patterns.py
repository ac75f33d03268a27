"""How the lines look that are elements of an official document: tables of patterns, each with what it stands for."""

from __future__ import annotations

import re

HAN_DIGIT = "〇零○一二三四五六七八九十"
YEAR = rf"(?:[12]\d{{3}}|[{HAN_DIGIT}]{{4}})"
NUMBER = rf"(?:\d{{1,2}}|[{HAN_DIGIT}]{{1,3}})"
DATE = rf"{YEAR}\s*年\s*{NUMBER}\s*月(?:\s*{NUMBER}\s*日)?"
YEAR_BRACKETS = r"[〔\[［【（(﹝{]\s*(?:19|20)\d{2}\s*[〕\]］】）)﹞}]"

DATE_LINE = re.compile(rf"[（(]?\s*{DATE}\s*[）)]?")
"""A line that is a date and nothing else."""

DOCUMENT_NUMBER = re.compile(
    rf"(?:(?!的|通知|意见|方案|办法(?!规)|规定|决定)[\u4e00-\u9fa5]){{1,14}}?\s*{YEAR_BRACKETS}\s*(?:第\s*)?\d{{1,5}}\s*号"
)
"""发文字号: 国发〔2018〕3号 in its bracket variants; words of a title that it sticks to are no part of it (but
发改办法规 is an agency's short form)."""

ORDER_NUMBER = re.compile(r"[（(]?(?:中华人民共和国[\u4e00-\u9fa5]{1,12}令?\s*)?第\s*\d{1,4}\s*号(?:令)?[）)]?")
"""The number of an order (第706号), a line of its own under its title."""

NUMBER_LINE = re.compile(rf"(?:[^〔（(]{{0,4}}日[）)])?[（(]?(?P<number>{DOCUMENT_NUMBER.pattern})[）)]?")
"""A document number alone on its line, or opening one; conversions leave the tail of a date before it (20日）…)."""

TITLE_AND_NUMBER = re.compile(
    rf"(?P<title>[^。；：]{{3,110}}?(?:意见|通知|方案|办法|规定|决定|批复|函|公告|通告)》?)(?={DOCUMENT_NUMBER.pattern})"
)
"""A title with the document number glued to it."""


NOTE_WORDS = (
    r"此件|本文有删减|本文件?有删节|上接|下转|信息公开|公开方式|公开属性|公开类型|主动公开|依申请公开|不予公开|联系人|联系电话|"
    r"全文如下|代章|有删减|此页无正文"
)
NOTE_LINE = re.compile(
    rf"[（(【\[].{{0,4}}(?:{NOTE_WORDS}).*[）)】\]]|(?:信息)?公开(?:方式|属性|类型)[:：].{{0,12}}|特此通知[。.]?"
)
"""附注: whether the document is public, abridged, continued from another page."""

NOTE_PREFIX = re.compile(r"[（(](?:此件|本文有删减|信息公开|主动公开)[^（）()]{0,30}[）)](?=\s*\S)")
"""A note that opens a line with the title glued to it."""


SOURCE_LINE = re.compile(
    r"(?:[-·•]\s+)?(?:发布日期|发布时间|发布机构|发布单位|发文机关|成文日期|文档类型|公文种类|分类|主题词|文件名称|文件编号|"
    r"原文链接|来源|信息来源|索引号|更新时间|时间|浏览次数|责任编辑)\s*[:：].{0,90}"
    rf"|\S{{2,6}}(?:日报|晚报|时报|早报)\s*{DATE}"
    rf"|新华社.{{1,10}}\d+月\d+日电"
)
"""Where and when a text was published, as pages and newspapers put it above the text."""

TRANSCRIBER = re.compile(rf"(?:\S{{0,40}}?{DATE}.{{0,60}}(?:发布|整理).{{0,60}}|发布日期.{{0,20}})[。.]?")
"""The last line that a transcriber added: who published the text when."""

FURNITURE = re.compile(
    r"【(?:原文下载|相关附件|附件下载)】|-\s*\[.*\]\(.*\)|相关(?:新闻|链接|稿件|文章|阅读)|政策全文|扫一扫.{0,20}|打印本页|关闭窗口|"
    r"基本信息|[-—―_=*]{2,}|"
    r"\d{4}-\d{2}-\d{2}\s*【.{2,8}】.*"
)
"""Links and buttons of a web page that a transcription kept."""

PROMULGATION = re.compile(
    rf"[（(]?\s*{DATE}\s*(?:.{{2,60}}(?:公布|发布|通过|修订|修正|批准|令第\d+号)|施行|起施行).{{0,200}}?[）)]?(?:\s*根据)?"
    rf"|[（(].{{0,12}}{DATE}.{{0,4}}[）)]"
    rf"|——{DATE}在.{{4,60}}上"
)
"""The history of a statute under its title: passed, published, amended."""

CONTENTS_HEAD = re.compile(r"目[\s\u3000]*录")
"""The line above a table of contents."""


ORGAN_END = (
    r"(?:人民政府|政府|委员会|办公厅|办公室|国务院|中共中央|中央军委|部|委|厅|局|署|院|会|办|处|总社|集团|公司|银行|中心|"
    r"管委会|支行|分行|联社|小组|指挥部|协会|法院|检察院|党委|工委|大学|学院|海关)"
)
SIGNATURE = re.compile(
    rf"[\u4e00-\u9fa5（）()、·\s\u3000“”]{{0,170}}{ORGAN_END}(?:\s*[（(][^（）()]{{2,24}}[）)])?"
    r"|(?:总\s*理|主\s*席|省\s*长|市\s*长|部\s*长|主\s*任|局\s*长|州\s*长|县\s*长|区\s*长)[\s\u3000]+[\u4e00-\u9fa5·\s\u3000]{2,8}"
)
"""发文机关署名: a line of names of organs, or the name of a head of government."""

ADDRESSEE_END = re.compile(
    r"(?:单位|机构|部门|政府|局|厅|委|办|公司|管委会|会|处室|处|科室|学校|法院|检察院|代表|委员|站|院|中心|企业|银行|机关|办事处|"
    r"国务院|组织|区|县|总部|主管部门|集团|协会|地方|同志|部|市|州|省|团体|海关|组|院校|高校|大学|开发区|新区|管理区|企业|机关|公司)(?:[（(][^（）()]{1,20}[）)])?[:：]"
)
"""How the addressee (主送机关) ends."""

TITLE_END = re.compile(
    r"(?:意见|通知|方案|办法|规定|条例|措施|规划|计划|纲要|要点|细则|决定|公告|通告|批复|函|报告|令|清单|指南|制度|规范|"
    r"政策|条|行动|规则|预案|答复|复函|建议|请示|纪要|举措|名单|目录|标准|办法|议案|公报|决议|指引|章程|分工|台账)"
    r"(?:[（(《\[〔【].{0,24}?[）)》\]〕】]?)*》?$"
)
"""How titles end: the genre of the document, with （试行） and the like after it."""

SHORTEST_TITLE = 4
"""Characters; a shorter line that repeats quoted words is hardly the title of a document."""

WRAPPED = re.compile(
    r"《([^《》]{4,80}(?:《[^《》]*》[^《》]*)?)》|(?:印发|转发|发布|公布)(?:关于)?([^《》，。]{6,80}?)的(?:通知|公告|令|函)"
)
"""Titles that a notice announces: in 《》, or between 印发 and 的通知."""
