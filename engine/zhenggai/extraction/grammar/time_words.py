"""The vocabulary of the time grammar: what the words denote, and the terminal patterns.

Every pattern matches the folded text. Look-aheads keep a unit apart from a longer word that
begins with it: 2022年内蒙古, 2024年初步建成, 年底数, 6月前往, 按日常.
"""

from __future__ import annotations

import re

from zhenggai.extraction.grammar.moments import Amount, Bound, Edge, Part, Unit
from zhenggai.extraction.grammar.numerals import CHINESE
from zhenggai.lexicon import words_pattern

N = f"[0-9{CHINESE}]"
MASK = "xX×✕╳*□"
W = r"\s{0,4}"  # a line or page may break inside a date

# Shift in years, and whether it counts from a date named before (of_text).
YEAR_WORDS: dict[str, tuple[int, bool]] = {
    "今年": (0, False),
    "本年": (0, False),
    "去年": (-1, False),
    "上年": (-1, False),
    "上一年": (-1, False),
    "明年": (1, False),
    "来年": (1, False),
    "下年": (1, False),
    "下一年": (1, False),
    "前年": (-2, False),
    "后年": (2, False),
    "当年": (0, True),
    "同年": (0, True),
    "次年": (1, True),
    "翌年": (1, True),
    "第二年": (1, True),
}
MONTH_WORDS: dict[str, tuple[int, bool]] = {
    "本月": (0, False),
    "上月": (-1, False),
    "上个月": (-1, False),
    "当月": (0, True),
    "同月": (0, True),
    "次月": (1, True),
    "翌月": (1, True),
    "下月": (1, True),
    "下个月": (1, True),
}
DAY_WORDS: dict[str, int] = {"当天": 0, "当日": 0, "同日": 0, "次日": 1, "翌日": 1, "第二天": 1}
QUARTER_WORDS: dict[str, int] = {"本季度": 0, "本季": 0, "上季度": -1, "下季度": 1, "下一季度": 1}
HALVES: dict[str, Part] = {"上半年": "first_half", "下半年": "second_half"}
PARTS_OF_MONTH: dict[str, Part] = {"上旬": "early", "中旬": "middle", "下旬": "late"}
EDGES: dict[str, Edge] = {"底": "end", "末": "end", "终": "end", "初": "start", "中": "mid", "内": "inside"}

# Seasons, holidays and terms with the month in which they usually begin: enough to tell which year is meant.
SEASONS: dict[str, int] = {
    "元旦": 1,
    "寒假": 1,
    "春节": 2,
    "春季学期": 2,
    "春季": 3,
    "春耕": 3,
    "两会": 3,
    "清明节": 4,
    "清明": 4,
    "五一": 5,
    "劳动节": 5,
    "端午节": 6,
    "端午": 6,
    "汛期": 6,
    "主汛期": 6,
    "汛": 6,
    "入汛": 6,
    "雨季": 6,
    "高考": 6,
    "中考": 6,
    "夏季": 6,
    "暑假": 7,
    "暑期": 7,
    "七一": 7,
    "秋季学期": 9,
    "秋季": 9,
    "开学": 9,
    "教师节": 9,
    "中秋节": 9,
    "中秋": 9,
    "国庆节": 10,
    "国庆": 10,
    "秋收": 10,
    "入冬": 11,
    "供暖季": 11,
    "供暖期": 11,
    "采暖季": 11,
    "采暖期": 11,
    "供暖": 11,
    "冬季": 12,
}

BOUNDS: dict[str, Bound] = {
    "前": "before",
    "之前": "before",
    "以前": "before",
    "前夕": "before",
    "内": "within",
    "之内": "within",
    "以内": "within",
    "以来": "since",
    "至今": "since",
    "起至今": "since",
    "起": "from",
    "开始": "from",
    "之日起": "from",
    "期间": "during",
    "止": "until",
    "为止": "until",
    "后": "after",
    "之后": "after",
    "以后": "after",
}

UNITS: dict[str, Unit] = {
    "年": "year",
    "年度": "year",
    "学年": "year",
    "季": "quarter",
    "季度": "quarter",
    "月": "month",
    "月度": "month",
    "周": "week",
    "星期": "week",
    "礼拜": "week",
    "天": "day",
    "日": "day",
    "自然日": "day",
    "日历日": "day",
    "工作日": "workday",
    "学期": "term",
    "小时": "hour",
}
# Units of recurrence that are a fraction or a multiple of another unit.
ODD_UNITS: dict[str, Amount] = {
    "半年": Amount(6, "month"),
    "半月": Amount(0, "month", half=True),
    "半个月": Amount(0, "month", half=True),
    "旬": Amount(10, "day"),
}

_BASE = "底(?![数线层册子盘账稿气座图蕴])"
_LAST = "末(?![端位尾梢])"
_HEAD = "初(?![步中审级次期创任核稿评心信始衷])"
_INSIDE = "内(?![蒙外容涵江黄]|部(?!署)|设(?![立置计定])|控(?!制))"
_AHEAD = (
    "前(?![往期后来端沿述瞻身景]|提(?![请交出前供升高报级])|列(?![入支出席])"
    f"|移(?![交送民])|置(?!换)|任(?!命)|夕)(?!{N}{{1,2}}个?[月季])"
)
_STOP = r"(?=前|之前|以前|[,。;、)\s]|$)"

# A four-digit year may stand without 年 before a half or a quarter (2024上半年).
YEAR = re.compile(
    rf"(?P<y>(?:19|20)[0-9]{{2}}|(?:一九|二[〇零○O0])[〇零○O0一二三四五六七八九]{{2}})"
    rf"(?:{W}年(?![版级鉴])(?!代(?![表理]))(?P<annual>度(?!过))?|(?=[上下]半年|第?[一二三四]季度))"
)
SHORT_YEAR = re.compile(rf"(?P<y>[0-9]{{2}}){W}年(?={W}{N}{{1,2}}{W}月)")
YEAR_WORD = re.compile(
    f"(?P<w>{words_pattern(YEAR_WORDS)})(?P<annual>度)?(?![级龄代轻])"
    # 应当年底前, 基本年, 成本年, 以前年度, 以后年度, 以上年, 证明年, 近年来年
    "(?<!应当年)(?<![基成]本年)(?<!以前年)(?<!以前年度)(?<!以后年)(?<!以后年度)(?<!以上年)(?<!以上年度)"
    "(?<![说证声表查]明年)(?<!首次年)(?<!近年来年)"
)
YEAR_EDGE = re.compile(rf"{W}年?(?P<e>{_BASE}|{_LAST}|{_HEAD}|{_INSIDE}|终(?=前|之前)|中{_STOP})")
BARE_YEAR_EDGE = re.compile(rf"年(?P<e>{_BASE}|{_LAST}|{_HEAD}|{_INSIDE}|终(?=前|之前)|中(?=前))")
MONTH = re.compile(rf"{W}(?P<m>{N}{{1,3}}|元){W}月(?![均租薪饼嫂])份?")
MONTH_WORD = re.compile(
    f"(?P<w>{words_pattern(MONTH_WORDS)})份?(?<!应当月)(?<!应当月份)(?<![基成]本月)(?<!以上月)(?<!以下月)"
)
MONTH_EDGE = re.compile(rf"{W}(?P<e>{_BASE}|{_LAST}|{_HEAD}|中{_STOP})")
BARE_MONTH_EDGE = re.compile("月(?P<e>底(?!数)|末)")
PART_OF_MONTH = re.compile(rf"{W}(?P<p>{words_pattern(PARTS_OF_MONTH)})")
DAY = re.compile(rf"{W}(?P<d>{N}{{1,3}}){W}[日号]")
DAY_WORD = re.compile(f"(?P<w>{words_pattern(DAY_WORDS)})(?<!应当日)(?<!应当天)(?!常)")
HALF = re.compile(rf"{W}(?P<h>{words_pattern(HALVES)})(?P<e>末|底|内|初)?")
QUARTER = re.compile(rf"{W}第?(?P<q>[一二三四1-4])季度(?P<e>末|{_BASE}|初|{_INSIDE})?")
QUARTER_WORD = re.compile(
    f"(?P<w>{words_pattern(QUARTER_WORDS)})(?P<e>末|底|初|内)?(?<![基成]本季)(?<![基成]本季度)"
)
BARE_QUARTER_EDGE = re.compile("季度?(?P<e>末|底)")
LEADING = re.compile(rf"{W}前(?P<n>{N}{{1,2}})(?:(?P<q>个?季度)|个?月(?!底))")  # 前三季度, 前10个月
SEASON = re.compile(
    rf"{W}[“‘]?(?P<s>{words_pattern(SEASONS)})[”’]?(?:来临|到来|开学|开始|结束|启动|假期|节日|放假)?"
)
BOUND = re.compile(
    rf"{W}(?P<b>之前|以前|前夕|{_AHEAD}|之内|以内|{_INSIDE}"
    r"|(?:起)?至今|以来|之日起|起(?![草诉步底点到来重吊火用伏案止义因码立])|开始|期间|为止|止(?!损)"
    r"|之后|以后|后(?![续期勤备方台进半果]))"
)
SINCE_AFTER = re.compile(r"[^,。;:、()\s]{0,10}?以来")
OPENER = re.compile(
    r"(?:(?P<from>(?:自从|(?<![来各亲独擅])自|(?<![服遵])从))|截(?:至|止)(?:到|至|于)?)\s{0,2}$"
)
JOIN = re.compile(rf"{W}(?:至|到|-{{1,2}}|~)(?![今目])")
ENUMERATION = re.compile(rf"、(?={N}{{1,3}}{W}[月日号])")
ELIDED = re.compile(
    rf"{W}(?P<n>{N}{{1,4}})(?P<j>{W}(?:至|到|-{{1,2}}|~|、){W})(?={N}{{1,4}}{W}(?P<u>年|月|日|号|季度))"
)
# 2023-06-20, 2023.6, but no amount (2023.6万元), no code (2019-15823) and no part of one.
_NUMERIC = r"(?P<y>(?:19|20)[0-9]{2})(?P<s>[-./])(?P<m>[0-9]{1,2})(?:(?P=s)(?P<d>[0-9]{1,2}))?"
_NUMERIC_END = r"(?![0-9A-Za-z/%\-]|\.[0-9])(?!\s?(?:[万亿元吨米人家个件平名项倍年]|公[里斤顷]))"
_NUMERIC_ENDS_FIRST = r"(?=\s?[-~]\s?(?:19|20)[0-9]{2}(?P=s)[0-9])"
NUMERIC_DATE = re.compile(rf"(?<![0-9A-Za-z./\-]){_NUMERIC}(?:{_NUMERIC_END}|{_NUMERIC_ENDS_FIRST})")
NUMERIC_LATER = re.compile(_NUMERIC + _NUMERIC_END)
PLAN = re.compile(
    r"[“‘\"]?十(?P<n>[一二三四五六七])五[”’\"]?(?:规划)?(?P<b>期间|时期|期末|末|以来|初期|前期|中期|后期)"
)
DURATION = re.compile(
    rf"(?:{N}{{1,3}}{W}[-~至到]{W})?(?:(?P<n>{N}{{1,4}}){W})?"
    r"(?:(?P<hy>半年)|(?P<hm>半个?月)|个(?P<half>半)?多?(?P<u1>月|季度|星期|礼拜|学期|工作日|自然日|日历日|小时)"
    r"|(?P<u2>年(?![级龄代])|周(?![边期转密年])|天(?![然津地河气桥台水山安线])|日(?![均常报趋益产])|工作日|学期|学年|星期|小时)(?P<more>半)?)"
    rf"(?:多|余)?(?:左右)?(?P<time>的?(?:时间|期限))?(?:左右)?(?P<b>之内|以内|{_INSIDE})?"
)
BEFOREHAND = re.compile("(?:今后|未来|接下来|最近)$")
COUNTED_FROM = re.compile(
    r"(?:自|从)?(?:收到|接到|接|收)?[^,。;:、()《》“”\s]{0,12}?(?P<e>之日起|之后|以后|后|起)的?$"
)
COUNTED_FROM_START = re.compile("自|从|收到|接到|反馈|巡[视察]|印发|发布|签订|立案|移交|[此其随]后")
EVERY = re.compile(
    rf"每{W}(?:(?P<n>{N}{{1,2}}){W})?个?(?P<u>半年|半个?月|年度?|季度?|月|旬|周(?![边期转])|星期|礼拜|日|天|学期|学年|工作日)"
)
BY = re.compile(
    "(?:按|逐)(?P<u>半年|年(?![龄限代初份均])度?|季(?!节)度?|月度?|旬|周(?![期边转])|日(?![常期程照益])|天|学期)"
)
# 一周一调度, 半年考核一次: a recurrence without 每.
TIMES_A = re.compile(
    rf"(?<![每第近])(?:(?P<odd>半年|半个?月)|(?P<n>[一两二三1-3]){W}个?(?P<u>年|季度?|月|旬|周|天|日|学期))"
    r"(?:(?=一[^定个些般度期季律批并同样体\s,。;、])|(?=(?:至少|不少于)?[^,。;、0-9\s内底末前后]{0,6}(?:[一1]|不少于两|不少于2)次))"
)
TERM_EDGE = re.compile("(?<![本上下个该每])学期[末初]")
WEEKDAY = re.compile(
    "(?:[二三四五六日天末](?![次个期篇场轮批])|一(?=上午|下午|晚|召开|组织|开展|例会|集中|定期|[,。、]))(?:上午|下午|晚上?)?"
)
DAMAGED = re.compile(
    # 2022年114日, 2024年013月, 2023年6月145日, 2024年10日 (the month is lost), 2023年6月日, 2024年月底
    rf"(?:19|20)[0-9]{{2}}{W}年{W}(?:[0-9]{{3,}}{W}[日月](?:{W}[0-9]{{1,2}}{W}日)?|[0-9]{{1,2}}{W}日(?!内)"
    rf"|[0-9]{{1,2}}{W}月{W}(?:[0-9]{{3,}}{W})?日(?![常均])|月(?=[底末初上下中0-9,。;]))"
    rf"|[0-9]{{1,2}}{W}月{W}(?:[0-9]{{3,}}{W}日|日(?=[前至到,。;]))"
    # 20228下旬9, 202311月, 20234年, 202年6月, 于年6月底
    rf"|(?:19|20)[0-9]{{2}}(?:1[0-2]|0?[0-9])(?:月|[上中下]旬)(?:[0-9]{{1,2}}(?:月|日)?)?"
    rf"|20[0-9]{{3,}}{W}年(?:{W}[0-9]{{1,2}}{W}月)?|0?2[0-9]{{1,2}}(?<=[0-9]{{3}}){W}年{W}[0-9]{{1,2}}{W}月"
    rf"|(?<=[于在至到截止])年{W}[0-9]{{1,2}}{W}月(?:{W}[0-9]{{1,2}}{W}日)?"
)
MASKED = re.compile(
    rf"(?:(?P<y>[0-9{MASK}]{{2,4}}){W}年)?"
    rf"(?:{W}[0-9{MASK}]{{1,2}}{W}月(?:{W}[0-9{MASK}]{{1,2}}{W}[日号])?)?(?:[底末初]|[上中下]旬)?"
)

_FIRST_WORDS = sorted(
    {
        word[0]
        for table in (YEAR_WORDS, MONTH_WORDS, DAY_WORDS, QUARTER_WORDS, HALVES, SEASONS)
        for word in table
    }
)
_NUMERALS = f"0-9{CHINESE}{MASK}"


def _seasons(*, numerals: bool) -> str:
    """What follows the first character of a season; ``numerals`` chooses 五一, 七一 and the like."""
    firsts = sorted({word[0] for word in SEASONS if (word[0] in CHINESE) is numerals})
    return "|".join(
        f"(?<={first})(?:{'|'.join(sorted(word[1:] or '[前来之]' for word in SEASONS if word[0] == first))})"
        for first in firsts
    )


# How anything begins that may follow a year: the cheap test before each of them is tried.
BEHIND_YEAR = re.compile(rf"{W}[{_NUMERALS}元第年底末初内终中{''.join(_FIRST_WORDS)}“‘]")
_UNIT_HEADS = (
    "[年月日号天周旬]|[上中下]旬|季度|星期|学期|学年|工作日|小时|个[月半多工季星学自日小]|[上下]半年|半[年月]"
)
# What can stand second in any of the ways to begin below but 每: most of the text (进一步, 学习) fails here.
_SECOND = (
    rf"{_NUMERALS}\s\-~至到、年季月旬周日号天上中下半个星学工小期度底末初内终汛春国端教劳清元"
    f"{''.join(sorted({word[1:2] or '前来之' for word in SEASONS}))}"
)
_BY_NUMERAL = "|".join(
    (
        rf"(?<![0-9].)[{_NUMERALS}]{{0,11}}{W}(?:[-~至到、]{W}{N}{{1,4}}{W})?(?:{_UNIT_HEADS})",
        "(?<=[12])(?<![0-9].)[0-9]{3}[-./][0-9]{1,2}",
        "(?<=十)[一二三四五六七]五",
        _seasons(numerals=True),
    )
)
_BY_WORD = "|".join(
    (
        "(?<=[“‘])十?[一二三四五六七汛春两中国端教劳清元][五一会秋庆学旦期节午师动明]",
        "(?<=[今本去上下明来前后当同次翌第])"
        "(?:[二两三23]个?季度|[年月天日]|[一个]年|个月|季|一[年季]|半年|二[年天]|[一二三四1-4]季度)",
        "(?<=年)[底末初内终中0-9]",
        "(?<=[按逐])[年半季月旬周日天学]",
        "(?<=半)(?:年|个?月)",
        "(?<=月)[底末]",
        "(?<=学)期[末初]",
        "(?<=季)度?[末底]",
        "(?<=元)月",
        _seasons(numerals=False),
    )
)
# Where an expression can begin. One class first, so that the search runs over the text in C; then,
# by the character found, a cheap test of what follows.
HEAD = re.compile(
    rf"[{_NUMERALS}半每按逐年月季学{''.join(_FIRST_WORDS)}“‘](?:"
    rf"(?=[{_SECOND}])(?:(?<=[{_NUMERALS}])(?:{_BY_NUMERAL})|(?<![{_NUMERALS}])(?:{_BY_WORD}))"
    "|(?<=每)[^,。;、])"
)
