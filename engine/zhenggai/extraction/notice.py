"""What the notice says of itself: issuer, inspection, dates, signature, channel for the public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_letters, digits

import msgspec
from msgspec.structs import replace

from zhenggai.extraction.grammar.calendar import Anchors, resolve
from zhenggai.extraction.grammar.moments import TimeExpression
from zhenggai.extraction.grammar.times import scan
from zhenggai.extraction.outline.drafts import Bounds, Layout
from zhenggai.extraction.outline.frame import Frame
from zhenggai.extraction.source import SourceText
from zhenggai.model import Contact, Notice, Owner, Section, Span

_LEVEL = r"(?:中央|国家|国务院|(?:[\u4e00-\u9fff]{2,4})?(?:省|自治区|市|州|盟|县|区|旗|兵团|集团))"
_GROUP = re.compile(
    rf"(?P<body>{_LEVEL}?(?:委|级|政府|纪委|人大|国资委)?[\u4e00-\u9fff]{{0,8}}?"
    rf"第[一二三四五六七八九十百\d]{{1,3}}[\u4e00-\u9fff“”]{{0,14}}?(?:巡视|巡察|督察|督导|巡查|检查|核查|审计|督查|考核|工作)组"
    rf"|{_LEVEL}?(?:委|级)?[\u4e00-\u9fff]{{0,6}}?(?:巡视|巡察|督察)第?[一二三四五六七八九十\d]{{1,2}}组)"
    rf"|(?P<audit>{_LEVEL}?审计(?:厅|局|署))"
    rf"|(?P<plain>{_LEVEL}(?:委|政府|安委会|级)?[\u4e00-\u9fff]{{0,8}}?(?:巡视|巡察|督察|督导|巡查|检查|审计|督查)组)"
)
_GROUP_CHARACTERS = re.compile(r"[\u4e00-\u9fff\d“”]+")
_LEAD_IN = re.compile(
    r"^(?:根据|按照|经|由|被|接受|对|向|将|把|和|与|及|的|在|至|于|日|间|期|月|年|作为|配合|收到|针对)+"
)
_ROUND = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}届)?(?:中央|省委|自治区党委|市委|县委|区委|州委|旗委|党委|国务院)?第[一二三四五六七八九十\d]{1,3}轮(?:[\u4e00-\u9fff]{0,12}?)(?:巡视|巡察|督察|审计|检查)(?:“回头看”)?"
    r"|(?:中央|省委|市委|县委|区委)(?:提级|专项|机动|常规)?(?:巡视|巡察)(?!组|机构|办|工作|反馈|整改|意见)(?:“回头看”)?"
    r"|\d{4}年度?[\u4e00-\u9fff]{0,16}(?:审计|督察|检查|考核巡查)(?!查出|发现|组|局|厅)"
)
_FEEDBACK = re.compile(r"反馈|出具|送达|下达|交办|移交|通报了|印发|转办|发来|函告|指出")
_INSPECTED = re.compile(
    r"(?:巡视|巡察|督察|审计|检查|巡查|督导|核查|延伸|督查|考核)(?!整改|反馈办|机构|工作会|业务)|进驻"
)
_BEFORE_AT = f"{ascii_letters}{digits}_.+-"
_EMAIL = re.compile(r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]++@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(
    r"(?:(?:\(0\d{2,3}\)|0\d{2,3})\s?[-—]?\s?)?\d{7,8}(?:-\d{1,5})?(?!\d)|1[3-9]\d{9}(?!\d)|\d{5}(?=\()"
)
_PHONE_LABEL = re.compile(r"电话|热线|传真")
_POSTCODE = re.compile(r"(?:邮政编码|邮编)\s?(?:为|是|:)?\s?(\d{6})")
_POST = re.compile(
    r"(?:邮政信箱|通讯地址|通信地址|邮寄地址|来信地址|信函地址|联系地址|来访地址|地址|邮政地址|信件寄至|邮寄至|来信请寄|寄至|信箱)\s?(?:为|是|:)?\s?(?P<post>[^;。,\n:@]{6,60}?)(?=[;。,\n]|\(?(?:邮编|邮政编码)|$)"
)
_PUBLISHED = re.compile(r"(?:发布|公开|公布|发文|生成|更新|成文)?(?:时间|日期)|来源|浏览|阅读|^\d{4}[-./年]")
_LEADER = re.compile(
    r"(?P<who>[^,。;:、\s]{2,24}?)(?:担任|(?<!责)任)(?:[^,。;副]{0,14})(?:组长|总指挥)(?![\u4e00-\u9fff]{0,2}副)"
)
_FIRST = re.compile(
    r"(?P<who>[^,。;:\s]{0,14}?(?:主要负责同志|主要负责人|主要领导(?:同志)?|党[组委工]{1,2}书记|党委书记|一把手))[^,。;]{0,16}(?:第一责任人|负总责|总责|亲自|带头领办)"
)
# What a match of either ends with, and more characters than it has.
_LEADING_OFFICES = ("组长", "总指挥")
_FIRST_DUTIES = ("第一责任人", "总责", "亲自", "带头领办")
_LONGEST_DUTY = 60
_AREA_ONLY = re.compile(r"^[\u4e00-\u9fff]{2,6}(?:省|市|县|区|州|旗)(?:落实)?$")


class NoticeDraft(msgspec.Struct):
    """The fields of a notice while they are being found; ``spans`` by field name."""

    values: dict[str, str | None] = msgspec.field(default_factory=dict)
    spans: dict[str, Span] = msgspec.field(default_factory=dict)

    def put(self, text: SourceText, name: str, bounds: Bounds | None, value: str | None = None) -> None:
        """Keep the first value of a field, verbatim unless ``value`` is given."""
        if bounds is None or self.values.get(name):
            return
        start, end = text.trimmed(*bounds)
        self.values[name] = value or text.raw[start:end]
        self.spans[name] = text.span(start, end)


def read_notice(
    text: SourceText, frame: Frame, layout: Layout, opening: Bounds, *, inspected: bool
) -> Notice:
    """The notice's own data; ``opening`` is the stretch before its first section.

    ``inspected`` says that the document is about an inspection, so that its dates are read as such.
    """
    draft = NoticeDraft()
    draft.put(text, "title", frame.title)
    _issuer(text, frame, draft)
    draft.put(text, "signed_by", frame.signed_by)
    if frame.signed_date:
        dates = list(_dated(text, frame.signed_date))
        if dates and dates[0][1]:
            draft.put(text, "signed_date", frame.signed_date, dates[0][1])
        if not dates or not dates[0][1]:
            draft.spans["signed_date"] = text.span(*frame.signed_date)
    _published(text, frame, draft)
    _dated_below_title(text, frame, draft)
    _inspection(text, frame, opening, draft, inspected=inspected)
    if inspected and not draft.values.get("inspected_from"):
        for section in layout.sections[:1]:
            if section.role == "leadership":
                _inspection_dates(text, section.extent, draft, inspected=False)
    contact = _contact(text, frame, draft)
    return Notice(
        **{name: value for name, value in draft.values.items() if name != "session"},
        contact=contact,
        responsibility=_responsibility(text, layout, opening),
        sections=tuple(
            Section(
                id=f"notice/section-{number}",
                role=section.role,  # type: ignore[arg-type]  # SectionRoles yields these roles only
                heading=text.raw[slice(*section.heading)],
                span=text.span(*section.heading),
            )
            for number, section in enumerate(layout.sections, 1)
        ),
        spans=draft.spans,
    )


def _issuer(text: SourceText, frame: Frame, draft: NoticeDraft) -> None:
    """The body before 关于 in the title; a mere place name is none, then the signature is."""
    if frame.title:
        start, end = frame.title
        title = text.folded[start:end]
        about = re.search(
            r"关于|落实(?=[省市县区中])|(?=\d{4}年(?:度)?[^,。]{0,12}(?:工作|总结|公开招聘))", title
        )
        if about and about.start() > 3 and not _AREA_ONLY.match(re.sub(r"\s", "", title[: about.start()])):
            draft.put(text, "issuer", (start, start + about.start()))
    draft.put(text, "issuer", frame.signed_by)


def _dated(
    text: SourceText, bounds: Bounds, signed: str | None = None
) -> Iterator[tuple[TimeExpression, str | None, str | None]]:
    """Time expressions in ``bounds`` with the ISO dates of their ends; a point has the first only."""
    previous: str | None = None
    for expression in _ranges(scan(text.folded, *bounds)):
        found = resolve(expression, Anchors(signed=signed, previous=previous))
        if expression.last is not None:
            yield expression, found.start, found.end
        else:
            yield expression, found.end, None
        if expression.first is not None and not expression.first.bare_year:
            previous = found.end or found.start or previous


def _ranges(expressions: list[TimeExpression]) -> Iterator[TimeExpression]:
    """自…起 and 至…止 right behind each other are one range."""
    rest = iter(expressions)
    for expression in rest:
        following = next(rest, None) if expression.bound == "from" and expression.first else None
        if following is None:
            yield expression
        elif following.start - expression.end <= 2 and following.first and following.last is None:
            yield replace(expression, end=following.end, last=following.first, bound=None)
        else:
            yield expression
            yield following


def _published(text: SourceText, frame: Frame, draft: NoticeDraft) -> None:
    for unit in [*frame.front, *frame.tail]:
        line = text.folded[unit.start : unit.end]
        signature = frame.signed_date and unit.start <= frame.signed_date[0] < unit.end
        if signature or not _PUBLISHED.search(line):
            continue
        for expression, first, _ in _dated(text, (unit.start, unit.end)):
            if first and len(first) == 10:
                draft.put(text, "published_date", (expression.start, expression.end), first)


def _dated_below_title(text: SourceText, frame: Frame, draft: NoticeDraft) -> None:
    """(2024年5月17日) alone below the title dates a notice that is not dated at its end."""
    if frame.title is None:
        return
    for unit in frame.front:
        line = text.folded[unit.start : unit.end]
        if unit.start > frame.title[1] and line.startswith("-"):  # --2025年10月29日在…会议上
            draft.values["session"] = next((day for _, day, _ in _dated(text, (unit.start, unit.end))), None)
        elif unit.start > frame.title[1] and re.match(r"\([^()]{8,14}[日号]\)$", line):
            for expression, first, _ in _dated(text, (unit.start, unit.end)):
                if first and len(first) == 10:
                    draft.put(text, "signed_date", (expression.start, expression.end), first)


def _inspection(
    text: SourceText, frame: Frame, opening: Bounds, draft: NoticeDraft, *, inspected: bool
) -> None:
    folded = text.folded
    regions = [opening, *([frame.title] if frame.title else [])]
    for region in regions:
        body = _inspection_body(folded, region, audits=inspected)
        draft.put(text, "inspection_body", body)
    for region in reversed(regions):
        match = _ROUND.search(folded, *region)
        draft.put(text, "inspection_round", match.span() if match else None)
    _inspection_dates(text, opening, draft, inspected=inspected)


def _inspection_dates(text: SourceText, region: Bounds, draft: NoticeDraft, *, inspected: bool) -> None:
    folded = text.folded
    anchor = (
        draft.values.get("signed_date") or draft.values.get("published_date") or draft.values.get("session")
    )
    found = list(_dated(text, region, anchor))
    found = [one for one in found if one[0].first is None or not one[0].first.bare_year]
    for index, (expression, first, last) in enumerate(found):
        following = found[index + 1][0].start if index + 1 < len(found) else region[1]
        stop = folded.find("。", expression.end, region[1])
        behind = folded[expression.end : min(following, stop if stop >= 0 else region[1])]
        bounds = (expression.start, expression.end)
        feedback, visit = _FEEDBACK.search(behind), _INSPECTED.search(behind)
        if expression.first is None:
            continue
        if (
            expression.last is not None
            and (visit or feedback)
            and "整改" not in behind[: visit.start() if visit else 0]
        ):
            if draft.values.get("inspected_from") or not first:
                continue
            draft.put(text, "inspected_from", bounds, first)
            if last:
                draft.put(text, "inspected_to", bounds, last)
        elif feedback and first and expression.last is None and not re.match("度", behind):
            draft.put(text, "feedback_date", bounds, first)
        elif (
            inspected
            and visit
            and visit.start() < 30
            and first
            and expression.precision in ("day", "month")  # not 2024年上半年常规巡察
        ):
            draft.put(text, "inspected_from", bounds, first)


def _inspection_body(folded: str, region: Bounds, *, audits: bool) -> Bounds | None:
    best: tuple[int, Bounds] | None = None
    for match in _groups(folded, region):
        start, end = match.span(match.lastgroup or 0)
        lead = _LEAD_IN.match(folded[start:end])
        start += lead.end() if lead else 0
        level = list(
            re.finditer(
                rf"{_LEVEL}(?=委|级|政府|安委|纪委|第|生态|安全|审计|人大|国资|专项)", folded[start:end]
            )
        )
        if level and level[-1].start() > 0 and match.lastgroup != "audit":
            start += level[-1].start()
        if (match.lastgroup == "plain" and "审计" in folded[start:end]) or (
            match.lastgroup == "audit" and not audits
        ):
            continue
        weight = {"body": 3, "plain": 2, "audit": 1}[match.lastgroup or "audit"]
        if best is None or weight > best[0]:
            best = weight, (start, end)
    return best[1] if best else None


def _groups(folded: str, region: Bounds) -> Iterator[re.Match[str]]:
    """Inspecting bodies; runs of characters that hold their last words are read for names up to these."""
    for run in _GROUP_CHARACTERS.finditer(folded, *region):
        words, start = run[0], run.start()
        if "组" in words or "审计" in words:
            last = max(words.rfind("组"), words.rfind("审计") + len("审计局") - 1)
            yield from _GROUP.finditer(folded, start, min(run.end(), start + last + 1))


def _contact(text: SourceText, frame: Frame, draft: NoticeDraft) -> Contact:
    """Phone, e-mail and postal address, from the last third of the page."""
    folded = text.folded
    end = len(folded)
    start = _contact_start(folded, frame, end)
    found: dict[str, str] = {}

    def keep(name: str, bounds: Bounds) -> None:
        if name not in found:
            low, high = text.trimmed(*bounds)
            found[name] = text.raw[low:high]
            draft.spans[f"contact.{name}"] = text.span(low, high)

    for label in _PHONE_LABEL.finditer(folded, start, end):
        number = _PHONE.search(folded, label.end(), min(end, label.end() + 40))
        if number:
            keep("phone", number.span())
    at = folded.find("@", start)
    email = _EMAIL.search(folded, start + len(folded[start:at].rstrip(_BEFORE_AT)), end) if at >= 0 else None
    if email:
        keep("email", email.span())
    code = _POSTCODE.search(folded, start, end)
    if code:
        keep("postcode", code.span(1))
    post = _POST.search(folded, start, end)
    if post:
        keep("post", _address(folded, post.span("post")))
    return Contact(**found)


def _contact_start(folded: str, frame: Frame, end: int) -> int:
    anchor = max(
        folded.rfind(word) for word in ("欢迎", "联系电话", "联系方式", "监督电话", "意见建议", "公示期间")
    )
    first_body = frame.body[len(frame.body) * 2 // 3].start if frame.body else 0
    return max(0, min(anchor if anchor >= 0 else end, first_body)) if anchor >= 0 else first_body


def _address(folded: str, bounds: Bounds) -> Bounds:
    start, end = bounds
    if (
        folded.count("(", start, end) > folded.count(")", start, end)
        and end < len(folded)
        and folded[end] == ")"
    ):
        end += 1
    return start, end


def _responsibility(text: SourceText, layout: Layout, opening: Bounds) -> tuple[Owner, ...]:
    """Who the notice names as in charge of the rectification as a whole."""
    regions = [section.extent for section in layout.sections if section.role == "leadership"] or [opening]
    owners: list[Owner] = []
    named: set[str] = set()
    for region in regions:
        for name, pattern, closing in (
            ("group-leader", _LEADER, _LEADING_OFFICES),
            ("first-responsible", _FIRST, _FIRST_DUTIES),
        ):
            for match in pattern.finditer(text.folded, *_around(text.folded, region, closing)):
                start, end = match.span("who")
                while text.folded[start] in "由以成立":
                    start += 1
                quoted = text.raw[start:end]
                if end - start >= 2 and quoted not in named:
                    named.add(quoted)
                    owners.append(
                        Owner(
                            id=f"notice/owner-{len(owners) + 1}",
                            text=quoted,
                            kind="assigned",
                            span=text.span(start, end),
                            why=f"responsibility:{name}",
                        )
                    )
    return tuple(owners)


def _around(folded: str, region: Bounds, closing: tuple[str, ...]) -> Bounds:
    """The part of a region in which a duty can stand that ends with one of these words."""
    start, end = region
    first = [place for place in (folded.find(word, start, end) for word in closing) if place >= 0]
    last = max(folded.rfind(word, start, end) for word in closing)
    if not first:
        return start, start
    return max(start, min(first) - _LONGEST_DUTY), min(end, last + _LONGEST_DUTY)
