"""Rectification notices made for measuring: complete ones, each text different from all others.

A notice is drawn from a seed. Places, bodies, titles, dates and figures are put together from
characters and words, so that nothing an earlier audit kept can help with the next one.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field

_PLACE = "安宁和平清远江河湖山石柳松竹云龙凤金玉银康泰永昌兴隆瑞祥明德文武广丰盛长春华秋东南西北临新桐梓枫樟荷莲澜沧溪泉源"
_OFFICE = (
    "办公室",
    "人事处",
    "财务处",
    "法规处",
    "规划处",
    "监督处",
    "机关党委",
    "项目处",
    "审批处",
    "信息中心",
)
_FIELD = (
    "水利 教育 民政 住房 交通 粮食 林业 渔业 卫生 文旅 科技 商务 统计 应急 供销 档案 农业 物资 防汛 养老 "
    "扶贫 招商 市政 环卫 园林 供水 供热 救助 培训 就业 社保 医保 公租房 校车 食堂 码头 仓储 冷链 灌溉 堤防"
).split()
_MATTER = "资金 项目 台账 合同 资产 票据 物资 设备 人员 档案 工程 补贴 采购 招标 印章 公车 接待 出租 验收 监管".split()
_FAULT = "管理不规范 监管不到位 推进缓慢 底数不清 制度不健全 落实不严格 把关不严 统筹不够 使用效益不高 责任不实".split()
_GOODS = "房屋 图书 水泵 车位 摊位 路灯 井盖 校服 粮仓 病床 电脑 船只 大棚 苗木 门面 桥梁 机井 闸门 站点 宿舍".split()
_CHECK = "全面清查 逐一核对 集中清理 重新登记 现场复核 抽样检查 逐项梳理 实地走访".split()
_TEACH = "培训班 业务讲座 警示教育会 现场观摩会 专题研讨班 座谈会".split()
_ORDINALS = "一二三四五六七八九十"


@dataclass(slots=True)
class Item:
    """One issue of a notice as lines: its heading, what stands below it, and the points of its measures."""

    number: str
    heading: str
    points: list[str]
    tail: list[str] = field(default_factory=list)
    label: str = "整改情况:"

    def lines(self) -> list[str]:
        """The lines of the item; each point keeps the ordinal that it is written with."""
        body = [f"{self.label}{''.join(self.points)}"] if self.points else []
        return [f"{self.number}{self.heading}", *body, *self.tail]


@dataclass(slots=True)
class Notice:
    """A notice in parts, which may be changed before it is written."""

    title: str
    opening: list[str]
    items: list[Item]
    closing: list[str]

    def lines(self) -> list[str]:
        """All lines from the title to the date."""
        return [
            self.title,
            *self.opening,
            *(line for item in self.items for line in item.lines()),
            *self.closing,
        ]

    def text(self) -> str:
        """The notice as the text of a file."""
        return "\n".join(self.lines()) + "\n"


class Words:
    """Names and figures drawn from one source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def name(self, length: int = 2) -> str:
        """A name of some characters that means nothing."""
        return "".join(self.chance.choices(_PLACE, k=length))

    def one(self, words: tuple[str, ...] | list[str]) -> str:
        """One of some words."""
        return self.chance.choice(words)

    def day(self, year: int = 2024) -> str:
        """A day of the first half of a year as notices write it."""
        day = datetime.date(year, 1, 1) + datetime.timedelta(days=self.chance.randrange(150))
        return f"{day.year}年{day.month}月{day.day}日"


def make_notice(seed: int | str, issues: int = 34) -> Notice:
    """A complete notice with so many issues; about 300 characters each."""
    words = Words(random.Random(f"notice {seed}"))
    place, trade = words.name(), words.one(_FIELD)
    body = f"{place}市{trade}局"
    bodies = [f"局{office}" for office in words.chance.sample(_OFFICE, 6)]
    items = [_item(words, number, bodies) for number in range(1, issues + 1)]
    measures = sum(len(item.points) for item in items)
    return Notice(
        title=f"中共{body}党组关于{place}市委第{words.one(_ORDINALS)}轮巡察集中整改进展情况的通报",
        opening=[
            f"根据市委巡察工作统一部署,2023年7月{words.chance.randrange(3, 28)}日至9月{words.chance.randrange(3, 28)}日,"
            f"市委第{words.one(_ORDINALS)}巡察组对{body}党组进行了巡察。2023年10月{words.chance.randrange(9, 28)}日,"
            "巡察组反馈了巡察意见。按照巡察工作有关要求,现将集中整改进展情况予以公布。",
            "一、整改组织领导情况",
            f"局党组成立巡察整改工作领导小组,党组书记任组长,对整改工作负总责。建立问题清单、任务清单、责任清单,"
            f"共{issues}个问题、整改措施{measures}条,逐条明确责任领导、责任处室和完成时限。",
            "二、整改进展情况及成效",
        ],
        items=items,
        closing=[
            "三、下一步工作打算",
            f"局党组将持续巩固整改成果,对已完成的事项适时回头看,对需长期坚持的事项紧盯不放,推动{trade}工作再上台阶。",
            "(一)压实责任链条。坚持整改标准不降、工作力度不减,对照清单逐项跟踪,防止问题反弹。",
            f"(二)深化标本兼治。把整改与{trade}重点工作结合起来,从源头上堵塞漏洞,形成长效。",
            "欢迎广大干部群众对整改落实情况进行监督。如有意见建议,请及时向我们反映。"
            f"联系电话:027-8{words.chance.randrange(10**6, 10**7)};"
            f"电子邮箱:{words.chance.randrange(10**6, 10**7)}@163.com;"
            f"邮寄地址:{place}市{words.name()}路{words.chance.randrange(1, 400)}号;邮政编码:430{words.chance.randrange(100, 999)}。",
            f"中共{body}党组",
            "2024年6月18日",
        ],
    )


def _item(words: Words, number: int, bodies: list[str]) -> Item:
    trade, matter = words.one(_FIELD), words.one(_MATTER)
    fault = words.one(_FAULT)
    heading = words.one(
        [
            f"关于{words.name()}{trade}{matter}{fault}的问题",
            f"关于{trade}领域“{words.name(4)}”{matter}{fault}的问题",
        ]
    )
    points = [
        f"{_ORDINALS[at]}是{make(words, trade, matter, words.one(bodies))}"
        for at, make in enumerate(words.chance.sample(_POINTS, words.chance.choice((3, 3, 4))))
    ]
    return Item(f"{number}.", heading, points)


def _rule(words: Words, trade: str, matter: str, body: str) -> str:
    return (
        f"由{body}牵头,{words.day()}印发《{words.name(3)}{trade}{matter}管理办法》,"
        f"明确{words.chance.randrange(4, 19)}项审批事项的程序和责任,把{words.one(_GOODS)}、{words.one(_GOODS)}纳入日常监管,"
        "定期对照检查执行情况。"
    )


def _check(words: Words, trade: str, matter: str, body: str) -> str:
    return (
        f"{body}于{words.day()}前对{words.chance.randrange(20, 900)}处{words.one(_GOODS)}{words.one(_CHECK)},"
        f"查出{trade}{matter}方面的问题{words.chance.randrange(3, 90)}个,已整改完成{words.chance.randrange(70, 100)}%。"
    )


def _money(words: Words, trade: str, matter: str, body: str) -> str:
    return (
        f"{body}对{words.name()}镇等{words.chance.randrange(3, 12)}个单位多发的{trade}{matter}款项开展追缴,"
        f"截至{words.day()}追回资金{words.chance.randrange(100, 99999) / 100:.2f}万元,处理{words.chance.randrange(2, 30)}人次。"
    )


def _teach(words: Words, trade: str, matter: str, body: str) -> str:
    return (
        f"由{body}负责,{words.day()}举办{trade}{matter}{words.one(_TEACH)}{words.chance.randrange(2, 9)}期,"
        f"参训{words.chance.randrange(40, 900)}人次,引导干部职工把{matter}要求记在心上、落到实处,考核合格率由{words.chance.randrange(50, 70)}%提升至{words.chance.randrange(80, 100)}%。"
    )


def _build(words: Words, trade: str, matter: str, body: str) -> str:
    return (
        f"{body}会同{words.name()}区建成{words.name()}{trade}信息平台,加快推动{trade}数据共享和业务协同,接入{words.one(_GOODS)}{words.chance.randrange(20, 900)}个,"
        f"{words.day()}起按月通报{matter}情况,办理时间压缩{words.chance.randrange(10, 60)}天。"
    )


def _coordinate(words: Words, trade: str, matter: str, body: str) -> str:
    return (
        f"强化工作统筹,{body}与{words.name()}街道、{words.name()}公司建立{trade}{matter}定期会商机制,"
        f"围绕{words.one(_GOODS)}、{words.one(_GOODS)}等重点环节梳理堵点难点,逐项提出解决办法,压实各单位工作责任。"
    )


def _improve(words: Words, trade: str, matter: str, body: str) -> str:
    return (
        f"优化{trade}{matter}流程,取消{words.one(_GOODS)}申报中的重复材料,把{words.name()}试点的经验做法转化为制度规范,"
        f"由{body}安排专人跟踪问效,防止同类问题再次发生。"
    )


_POINTS = (_rule, _check, _money, _teach, _build, _coordinate, _improve)
