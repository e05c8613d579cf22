"""A time expression amid its clause: does it date the act, and is the act done or still to be done?"""

from __future__ import annotations

import re
from typing import Literal

from zhenggai.extraction.deadline_cues import Cues
from zhenggai.extraction.grammar.calendar import Resolution
from zhenggai.extraction.grammar.moments import Moment, TimeExpression
from zhenggai.model import DeadlineKind

DELIMITERS = frozenset(",。;:、()!? \n")
_CLAUSE_MARKS = ",。;:!?\n"
_SENTENCE_MARK = re.compile("[,。;]")
_REACH = 60  # characters before an expression in which the words of its clause are looked for


class Clause:
    """One time expression amid its clause."""

    __slots__ = ("clause", "cues", "end", "expression", "folded", "start")

    def __init__(self, folded: str, start: int, end: int, expression: TimeExpression, cues: Cues) -> None:
        self.folded, self.start, self.end, self.expression, self.cues = folded, start, end, expression, cues
        self.clause = self.after_last(_CLAUSE_MARKS, expression.start, _REACH)

    def after_last(self, marks: str, position: int, reach: int) -> int:
        """Where the part of the text begins that ends at ``position`` and holds none of ``marks``."""
        lowest = max(self.start, position - reach)
        return lowest + max(map(self.folded[lowest:position].rfind, marks)) + 1

    def tense(self) -> Literal["past", "future"] | None:
        cues, folded, expression = self.cues, self.folded, self.expression
        behind = self.behind()
        ahead = folded.startswith(("未来", "今后", "接下来"), expression.start)
        if (
            ahead
            or self.planned(self.clause, expression.start)
            or cues.plan_behind.match(folded, expression.end, behind)
        ):
            return "future"
        sentence = self.after_last("。;", self.clause, 2 * _REACH)
        if cues.remaining.search(folded, sentence, behind):
            return "future"
        if cues.past.search(folded, self.clause, behind):
            return "past"
        # A stretch of time is reported on, unless the words say that it is planned.
        stretch = expression.bound == "since" or (expression.last is not None and expression.bound is None)
        return "past" if stretch else None

    def behind(self) -> int:
        """The end of the few characters behind the expression that belong to its clause."""
        stop = min(self.expression.end + 6, self.end)
        mark = _SENTENCE_MARK.search(self.folded, self.expression.end, stop)
        return mark.start() if mark else stop

    def planned(self, start: int, end: int) -> bool:
        """Whether a word of planning stands in the clause; 计划财务处, 模拟 and the like are none."""
        before = self.cues.plan_adjacent.search(self.folded[max(start, end - 4) : end])
        words = self.cues.plan.finditer(self.folded, start, end)
        return before is not None or any(match[0] in self.cues.plan_words for match in words)

    def preceded_by(self, words: tuple[str, ...]) -> bool:
        return self.folded.endswith(words, self.clause, self.expression.start)

    def followed_by(self, words: tuple[str, ...]) -> bool:
        return self.folded.startswith(words, self.expression.end, self.end)

    def opens_clause(self) -> bool:
        before = self.folded[max(self.start, self.expression.start - 1) : self.expression.start]
        return self.expression.start == self.clause or before in DELIMITERS

    def dates_the_act(self, resolution: Resolution) -> bool:
        """Whether the expression says when the act is done, by its place in the clause."""
        cues, expression = self.cues, self.expression
        if expression.denotes == "recurrence":
            return self.recurs()
        if expression.denotes == "duration":
            return self.lasts()
        moment = expression.last or expression.first
        if moment is None or expression.bound == "after" or self.qualifies_a_noun():
            return False
        loose = expression.bound in (None, "since", "during") and expression.precision != "day"
        if loose and self.preceded_by(cues.examined):
            return False
        if moment.part == "season" and moment.year is None and moment.year_shift is None:
            return expression.bound == "before"
        if moment.bare_year or moment.bare_month:
            return expression.bound is not None or self.dates_by_year(moment)
        if moment.edge is not None and expression.relative and expression.bound is None:
            return self.dates_by_edge(moment)
        return moment.day_shift is None or resolution.end is not None  # 当天 needs a day named before it

    def qualifies_a_noun(self) -> bool:
        """A base of comparison (较2022年), a cited meeting (根据3月5日会议), an origin (2021年签订的)."""
        cues = self.cues
        if self.expression.bound != "until" and self.preceded_by(cues.compared):
            return True
        return self.preceded_by(cues.cited) or self.followed_by(("的", "相比", "同期", *cues.made_then))

    def dates_by_year(self, moment: Moment) -> bool:
        """Whether a year alone (2022年, 2023年度, 下一年度) dates the act, or names what follows it."""
        if moment.year_shift is not None and moment.year_shift > 0:
            return True
        if self.followed_by(self.cues.named_after) or self.folded.startswith("上", self.expression.start):
            return False
        annual = moment.annual and moment.year is not None
        if self.opens_clause():
            bracketed = self.folded.startswith("(", self.expression.start - 1) and self.followed_by((")",))
            return not bracketed and (not annual or self.followed_by((",", *self.cues.acts_after)))
        if self.preceded_by(("在", "于", "到", "至", "截至")):
            return not annual
        return not self.preceded_by(self.cues.attributive) and self.followed_by(self.cues.acts_after)

    def dates_by_edge(self, moment: Moment) -> bool:
        """年底 and 年内 limit an act; 年初, 月底 and the year's end of appraisals are a routine."""
        if moment.month_shift is None and moment.quarter_shift is None and moment.month is None:
            return moment.edge in ("end", "inside") and not self.followed_by(self.cues.year_end_routine)
        said = self.folded[self.expression.start]
        return said not in "月季"

    def follows_feedback(self) -> bool:
        """反馈当天, 反馈意见次日."""
        first = self.expression.first
        shifted = first is not None and first.day_shift is not None
        return shifted and self.preceded_by(("反馈", "反馈会", "反馈意见", "反馈会议"))

    def recurs(self) -> bool:
        """A recurrence, unless it is a rate (每年15元) or a trend (逐年提高)."""
        behind = self.folded[self.expression.end : self.expression.end + 8]
        trend = self.folded[self.expression.start] == "逐" and behind[:1] in "提增减降递加上"
        return not trend and re.match(r"[0-9.,]+[万亿]?(?:元|吨|立方|千瓦|公里|人次)", behind) is None

    def lasts(self) -> bool:
        """A length of time in which the act is done, not one that a rule sets or a person has served."""
        cues, expression = self.cues, self.expression
        if self.preceded_by(cues.measure_of_time) or self.followed_by(("的", *cues.no_limit_after)):
            return False
        if expression.amount is not None and expression.amount.unit == "hour":
            return False
        if expression.event == "other" and self.preceded_by(
            ("后", "之后", "以后")
        ):  # 举报受理后5日内: a rule
            return False
        if expression.bound is None:
            return self.preceded_by(cues.time_spent)
        stop = min(expression.end + 16, self.end)
        return cues.general_rule.search(self.folded, self.clause, stop) is None

    def quoted_start(self, kind: DeadlineKind) -> int:
        """Where the deadline's text begins: 计划, 拟, 预计, 将 and 到 belong to it."""
        start = self.expression.start
        match = self.cues.plan_quoted.search(self.folded[max(self.clause, start - 4) : start])
        return start - len(match[0]) if match is not None and kind == "target" else start
