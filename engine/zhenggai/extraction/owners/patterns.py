"""Where in a text a name may stand that says who acts: the patterns of one lexicon."""

from __future__ import annotations

import re
from functools import lru_cache

from zhenggai.extraction.owners.lists import NameEnds
from zhenggai.extraction.owners.words import words_of
from zhenggai.lexicon import Lexicon, by_first, guarded_pattern, one_of, words_pattern

CLAUSE_END = re.compile(r"[,。;:!?\n】\]]")
COMMON_JOINTS = ("与", "同", "和")  # lead in a partner only where a joint act follows

# What may stand before the subject of a clause: a date, a number of an enumeration, a word of time.
_DATE = (
    r"(?:[自从至到在于]|截至|截止到?|)"
    r"(?:[0-9〇○零一二三四五六七八九十两]{1,12}(?:\.[0-9]{1,4}){0,2}(?:年度?|个?月份?|日|号|个?季度|周|天|个工作日)"
    r"|[今去明当同本次上下每](?:年度?|月|日|周|季度?|半年|学期|学年)"
    r"|第?[一二三四]季度|[春秋]季学期)"
    r"(?:[上中下]旬|[上下]半年|第?[一二三四]季度|初|底|末|年?底|前|后|起|以来|内|以内|之前|期间|间|开始|[-至到]){0,6}"
)
_NUMBER = r"[一二三四五六七八九十]{1,3}是|[0-9]{1,2}[.、)]|\([0-9一二三四五六七八九十]{1,3}\)|[①-⑳]"
_LEAD_STARTS = "0123456789〇○零一二三四五六七八九十两自从至到在于截今去明当同本次上下每第春秋(①②③④⑤⑥⑦⑧⑨⑩"
_PREPOSITIONAL = (
    r"(?:针对|对|就|按照?|根据|围绕|结合|依据|遵照)[^,。;:!?\n]{1,16}?"
    r"(?:问题|要求|意见|部署|精神|安排|实际|情况)(?=[\u4e00-\u9fff])"
)

# Words within a clause that lead in a name.
_AGENT = (r"由(?<![自理缘因]由)(?![于此来衷浅表点]|上而下|下而上|[0-9])",)
_PASSIVE = (
    r"被(?!审计|巡[察视]|督[察导查]|检查|考核|监[督管])",
    r"经(?<![已曾历未]经)(?![营济常费验过由])",
)
_LATER = (
    *("期间", "以来", "之后", "过程中", "同时"),
    *(r"后(?![勤续备期进盾台方劲者])", r"前(?![期往置沿进端台后列])", r"时(?![间期效段限])"),
)
_APPOINTED = "(?=[^,。;]{2,24}(?:牵头|负责|为))"
# pairs: a class of more characters than two takes long to compile, and each word has its own
_DIRECTED = "(?![部处])(?![科办])(?![室局])[了其]?"
# 推进科 is a section, 推进科技 is not.
_LONGER_WORD = (
    r"(?<=科)[技学研创普目]|(?<=部)[署分门队]|(?<=处)[理置罚于境]|(?<=办)[理法公学事]"
    r"|(?<=站)[位点]|(?<=所)[有需在]"
)


class Grammar:
    """The patterns of one lexicon.

    ``hint`` matches where a name may end within reach; where ``name_ends`` has nothing, no name does.
    ``clauses`` finds the clauses that can have a subject, by the mark before them: the group ``first`` is
    where the subject begins, behind times and numbers, ``phrase`` is set where a prepositional phrase comes
    before it. ``clause_verbs`` matches a clause that begins with its predicate, ``marks`` finds every word
    within a clause that leads in a name; ``kind_of_mark`` says how.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = words_of(lexicon)
        lists = ("suffixes", "bodies", "generic_bodies", "standing_bodies", "roles", "generic_roles")
        ends = {re.escape(word[-1]) for name in lists for word in lexicon.words(f"owner_{name}")}
        end = f"{''.join(sorted(ends))}等"
        hint = rf"[^,。;:!?\n{end}]{{0,40}}+[{end}]"
        self.hint = re.compile(hint)
        self.name_ends = NameEnds(self.words)
        verbs, times = lexicon.words("owner_clause_verbs"), lexicon.words("owner_times")
        self.clause_verbs = re.compile(guarded_pattern(verbs))
        begun = {verb[:size] for verb in verbs for size in range(1, len(verb))}
        # no other body can stand where a verb does
        bodies = [body for body in lexicon.words("owner_bodies") if body.startswith(verbs) or body in begun]
        lead_starts = one_of(word[0] for word in (*times, *_LEAD_STARTS))
        lead = rf"(?={lead_starts})(?:{_DATE}[、]?|{_NUMBER}|{words_pattern(times)}){{1,6}}"
        # What follows the mark is looked at without being taken: the bracket of (1) begins a clause as well.
        # Of several line ends the last one is the mark, so that no space is read twice.
        # A verb at the beginning leaves no subject, unless it begins the name of a body (督查办) or a phrase
        # that the subject stands behind (针对反馈的问题县财政局…).
        self.clauses = re.compile(
            rf"[,。;:!?\n(\[【][^\S\n]*+(?=(?>{lead}|)(?P<first>)"
            rf"(?={guarded_pattern(verbs)}(?P<verb>)|)"
            rf"(?(verb)(?:(?={guarded_pattern(bodies)}(?!{_LONGER_WORD}))|(?>{_PREPOSITIONAL})(?P<phrase>))){hint})"
        )
        self.directing = re.compile(f"(?:{lexicon.any_of('owner_directing')}){_DIRECTED}")
        partners = [word for word in lexicon.words("owner_partner_marks") if word not in COMMON_JOINTS]
        leads = [
            *(("agent", lead) for lead in _AGENT),
            *(("partner", lead) for lead in by_first(partners)),
            *(("passive", lead) for lead in _PASSIVE),
            *(("later", lead) for lead in _LATER),
            *(("appointing", lead + _APPOINTED) for lead in by_first(lexicon.words("owner_appointing"))),
            *(("directing", lead + _DIRECTED) for lead in by_first(lexicon.words("owner_directing"))),
        ]
        # Each way begins with a character of its own, so that the search runs over the text in C; an empty
        # group behind it tells which one it was.
        self.marks = re.compile("|".join(f"{lead}()" for _, lead in leads))
        self._leads = tuple(kind for kind, _ in leads)

    def kind_of_mark(self, mark: re.Match[str]) -> str:
        """How a match of ``marks`` leads in a name."""
        return self._leads[(mark.lastindex or 1) - 1]


@lru_cache(maxsize=4)
def grammar_of(lexicon: Lexicon) -> Grammar:
    """The grammar of a lexicon, made once."""
    return Grammar(lexicon)
