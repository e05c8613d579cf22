"""``zhenggai rules new``: a rule to start from, with comments, that loads and passes its own examples."""

from __future__ import annotations

from pathlib import Path

from zhenggai.commands.streams import emit_text
from zhenggai.commands.wording import said
from zhenggai.errors import ReportingError, RuleError
from zhenggai.reporting.files import write_whole
from zhenggai.rulebook.packs import DESCRIPTION
from zhenggai.rulebook.rules import RULE_ID

_PACK = """\
# 规则包: 这个目录里的每个 .yaml 文件是一条规则, lexicon/ 里是词表。
name: {name}
version: "0.1"
title: {{zh: 待填写规则包的名称, en: To be filled in}}
# 对哪几种文件: rectification-notice, rectification-plan, work-plan, progress-report
kinds: [rectification-notice]
# 用别的规则包里的规则: extends: [rectification-notice], 再用 include 或 exclude 挑选
"""
_RULE = """\
# 把“待填写”的地方写上内容, 条件和例子改成自己的, 然后运行
#   zhenggai rules lint {path}    看是否写全
#   zhenggai rules test {path}    运行文件末尾的例子
#   zhenggai rules test {path} --against 通报.docx    看它对真实的通报怎么说
# 编辑器的补全和检查: zhenggai schema rules > rules.schema.json
id: {rule}    # 与文件名相同
title:    # 应当如何, 不是缺了什么
  zh: 待填写, 如“资金问题写明金额”
  en: To be filled in (待填写)

# 对哪一种事实: notice 通报, section 部分, paragraph 段落, claim 自述总数, issue 问题, measure 措施,
# owner 责任主体, deadline 时限, outcome 成效, document 文件, anomaly 疑点
for: issue
# when: 只在这种情况下适用; unless: 这种情况下不适用 (都可以不写)
when: {{heading: {{contains: $words}}}}
unless: {{status: long_term}}
# require: 应当成立的条件, 不成立就是缺口。同一层的键要都成立; 另有 any, all, not,
# 以及 some, none, all, count (范围 in: self, below, above, 满足 where)
require:
  some: outcome
  where: {{unit: {{contains: $units}}}}
params:    # 别人可以在 zhenggai.yaml 里改的值
  words:
    value: [资金, 经费, 补贴]
    meaning: {{zh: 待填写参数的意思, en: To be filled in (待填写)}}
  units:
    value: [元]
    meaning: {{zh: 待填写参数的意思, en: To be filled in (待填写)}}

# column: outcomes    # 归入完整性矩阵的哪一栏 (规则包的 columns 里有的)
severity: warning    # error, warning 或 info
fold: false    # true: 显示时把这条规则的缺口合为一行
message:    # 缺口的说法; 可以引用属性 {{no}} {{issue.no}}, 个数 {{count.measure}}, 参数 {{$words}}
  zh: "问题{{no}}待填写缺了什么"
  en: "Issue {{no}}: to be filled in (待填写)"
hint:    # 怎样补正
  zh: 待填写怎样补正
  en: To be filled in (待填写)
why:    # 为什么要有这条规则
  zh: 待填写理由
  en: To be filled in (待填写)
basis:    # 依据; 没有读过原文的写 verified: false
  - {{norm: 待填写规范的名称, article: null, verified: false}}
since: "0.1"

examples:    # gap 应报缺口, pass 应通过; 各至少一个, 容易混淆的都写上
  - gap: |
      二、整改进展情况
      1.关于专项资金管理不严的问题
      整改情况:一是由财务科负责修订制度。
    note: 没有写明金额
  - pass: |
      二、整改进展情况
      1.关于专项资金管理不严的问题
      整改情况:一是由财务科负责收回资金12.5万元。
  - pass: |
      二、整改进展情况
      1.关于会风不实的问题
      整改情况:一是由办公室负责修订制度。
    note: 与资金无关, 不适用
"""


def new_rule(rule: str, pack: str) -> int:
    """Write the template of a rule into a pack's folder, which is made where there is none.

    Raises RuleError for an id that is none or exists, ReportingError where nothing can be written.
    """
    if not RULE_ID.fullmatch(rule):
        raise RuleError(f"“{rule}”不能作规则编号", mend="小写字母和数字, 以 - 相连, 如 issue-owner")
    folder = Path(pack)
    path = folder / f"{rule}.yaml"
    if path.exists():
        raise RuleError("这条规则已经有了", source=str(path), mend="换一个编号")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReportingError(f"无法建立目录: {error.strerror or error}", source=pack) from error
    description = folder / DESCRIPTION
    if not description.exists():
        _write(description, _PACK.format(name=folder.resolve().name))
    _write(path, _RULE.format(rule=rule, path=path))
    return 0


def _write(path: Path, text: str) -> None:
    write_whole(str(path), text.encode())
    emit_text(said(f"已新建 {path}\n", f"Wrote {path}\n"))
