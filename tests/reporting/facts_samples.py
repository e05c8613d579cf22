"""Facts built by hand."""

from __future__ import annotations

from zhenggai.model import (
    FACTS_SCHEMA,
    Anomaly,
    Claim,
    Contact,
    Deadline,
    Facts,
    Issue,
    Measure,
    NamedDocument,
    Notice,
    Outcome,
    Owner,
    Section,
    Source,
    Traits,
)

from .samples import span


def small_facts(hostile: str = "") -> Facts:
    """One of everything; ``hostile`` is added to each text of the document."""
    owner = Owner(
        id="issue-1/measure-1/owner-1",
        text=f"局党组{hostile}",
        kind="subject",
        span=span(40, 3, 4),
        why="主语",
    )
    measure = Measure(
        id="issue-1/measure-1",
        ordinal="一是",
        text=f"局党组修订制度, 转化率达33.98%。{hostile}",
        span=span(38, 20, 4),
        owners=(owner,),
        deadlines=(
            Deadline(
                id="issue-1/measure-1/deadline-1",
                text="截止2023年12月底",
                kind="done-by",
                start=None,
                end="2023-12-31",
                recurrence=None,
                span=span(60, 9, 5),
            ),
        ),
        outcomes=(
            Outcome(
                id="issue-1/measure-1/outcome-1",
                text="33.98%",
                value=33.98,
                unit="%",
                kind="effect",
                approximate=False,
                span=span(50, 6, 4),
            ),
        ),
        documents=(
            NamedDocument(
                id="issue-1/measure-1/document-1", title="《办法》", action="revised", span=span(70, 4, 5)
            ),
        ),
        traits=Traits(institutional=True),
    )
    issue = Issue(
        id="issue-1",
        no=1,
        label="1.",
        heading=f"关于制度不健全的问题{hostile}",
        stated=False,
        group=f"(一) 党的建设方面{hostile}",
        status="ongoing",
        span=span(20, 10, 3),
        extent=span(20, 60, 3),
        measures=(measure,),
        why="标题后有措施",
    )
    return Facts(
        schema=FACTS_SCHEMA,
        document=Source(
            source=f"notice.txt{hostile}", format="txt", encoding="utf-8", sha256="0" * 64, characters=900
        ),
        kind="rectification-notice",
        kind_evidence=("标题有“整改”",),
        notice=Notice(
            title=f"关于整改进展情况的通报{hostile}",
            contact=Contact(phone="010-12345678"),
            sections=(
                Section(id="notice/section-1", role="progress", heading="一、进展", span=span(15, 4, 2)),
            ),
            spans={"title": span(0, 10, 1)},
        ),
        claims=(
            Claim(
                id="notice/claim-1",
                subject="measures",
                value=162.0,
                unit="条",
                text="整改措施162条",
                span=span(12, 8, 2),
            ),
        ),
        issues=(issue,),
        anomalies=(
            Anomaly(
                id="notice/anomaly-1",
                kind="impossible_date",
                text=f"2022年114日{hostile}",
                span=span(80, 9, 6),
            ),
        ),
    )
