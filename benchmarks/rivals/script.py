"""The script that a user writes in an afternoon instead: regular expressions, a loop over issues."""

import json
import re
import sys
from pathlib import Path

ORDINALS = {
    sign: at for row in ("一二三四五六七八九", "123456789", "①②③④⑤⑥⑦⑧⑨") for at, sign in enumerate(row, 1)
}
TENS = ["", "十", *(f"{ten}十" for ten in "二三四五六七八九")]
NUMERALS = [ten + one for ten in TENS for one in ["", *"一二三四五六七八九"]]
TOPIC = r"(?:关于|(?=[^\n。]{2,60}(?:问题|不[力实严足够高细]|不到位|不规范|不健全|薄弱|滞后)。?$))"
HEAD = re.compile(
    r"^(?:(?:反馈)?问题|[(（])?(?:(\d+)|([一二三四五六七八九十]+))[.、)）:：]" + TOPIC + ".*", re.M
)
POINT = re.compile(r"(?:([一二三四五])是|^[(（]?([1-9])[.、)）](?!关于)|([①-⑨]))([^。]*)。", re.M)
DATED = re.compile(r"(\d{4})年(\d+)月(\d+)日(?=(?:印发|出台|制定|修订)《)")
FEEDBACK = re.compile(r"(\d{4})年(\d+)月(\d+)日[,，]巡察组反馈|$")
LINE = {
    "impossible date": r"年(?:0|1[3-9]|[2-9]\d|\d{3,})[月日]|年(?:2月3[01]|(?:[469]|11)月31|\d+月3[2-9])日",
    "placeholder": r"20[xX×✕]{2}年|\d{4}年[xX×✕ ]月|[xX×✕]{2,}(?:年|月|日|单位|部门|科|处)|_{3,}",
    "open title mark": r"《[^》\n]*(?:《|$)|(?:^|》)[^《\n]*》|“[^”\n]*(?:“|$)|(?:^|”)[^“\n]*”",
    "impossible rate": r"[1-9]\d{3,}(?:\.\d+)?[%％]",
    "vague deadline": r"尽快|适时|早日|择机|近期|下一?年度|条件成熟",
    "identity number": r"(?<!\d)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d{4}[\dXx](?!\d)",
    "no owner": r"由[^,，。;；\n]{2,15}?(?:牵头|负责)|(?:责任|牵头)(?:单位|部门|科室|处室|领导|人)[:：】]",
    "no deadline": r"月(?:\d+日|底|[上中下]旬)?(?:之?前|完成)|年底前|立行立改|长期坚持|时[限间][:：】]",
    "no status": r"已(?:全部|基本)?(?:完成|整改|销号)|整改到位|正在推进|(?:[成号]情况|进度|状态)[:：】]",
}


def check(text: str) -> list[tuple[str, int]]:
    found = [(kind, hit.start()) for kind in list(LINE)[:6] for hit in re.finditer(LINE[kind], text, re.M)]
    feedback = [int(figure or 0) for figure in FEEDBACK.findall(text)[0]]
    dated = [hit for hit in DATED.finditer(text) if [*map(int, hit.groups())] < feedback]
    found += [("document before the inspection", hit.start()) for hit in dated]
    seen: set[str] = set()
    heads, total, last = [*HEAD.finditer(text)], 0, 0
    for head, end in zip(heads, [*(head.start() for head in heads[1:]), text.rfind("\n三、")], strict=False):
        body, number = text[head.end() : end], int(head[1] or NUMERALS.index(head[2]))
        points = POINT.findall(body)
        ordinals = [ORDINALS["".join(point[:-1])] for point in points]
        tests = {kind: not re.search(LINE[kind], body) for kind in list(LINE)[6:]}
        tests["number left out"] = number != last + 1
        tests["no measure"] = not points
        tests["ordinal left out"] = ordinals != list(range(1, len(points) + 1))
        tests["copied measures"] = any(point[-1] in seen for point in points)
        studied = [re.search("学习|传达|研讨|警示教育", point[-1]) for point in points]
        tests["only study"] = bool(points) and all(studied)
        found += [(kind, head.start()) for kind, failed in tests.items() if failed]
        seen, total, last = seen | {point[-1] for point in points}, total + len(points), number
    claimed = re.search(r"整改措施(\d+)条", text)
    if claimed and int(claimed[1]) != total:
        found.append(("wrong total", claimed.start()))
    return [(kind, text.count("\n", 0, at) + 1) for kind, at in found]


files = sys.argv[2:]
made = {path: check(Path(path).read_text(encoding="utf-8")) for path in files}
Path(sys.argv[1]).write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
