"""``zhenggai rules test``: the examples of rules, and what rules would say of real notices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from zhenggai.commands.authoring.targets import Target, targets
from zhenggai.commands.streams import emit_text, uses_colour, width
from zhenggai.commands.wording import chosen
from zhenggai.errors import RuleError
from zhenggai.model import Frozen
from zhenggai.pipeline import audit_text
from zhenggai.reporting.words import Language, Words
from zhenggai.rulebook.syntax import Example, Rule

FAILED = 1


class Tried(Frozen, frozen=True):
    """An example as it came out: the messages of the gaps that the rule found in it."""

    example: Example
    messages: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether it came out as its author said."""
        return bool(self.messages) == (self.example.expect == "gap")


class Coverage(Frozen, frozen=True):
    """One rule and its examples as they came out."""

    rule: Rule
    tried: tuple[Tried, ...]

    @property
    def fired(self) -> int:
        """Examples that must make it fire, and do."""
        return sum(each.right for each in self.tried if each.example.expect == "gap")

    @property
    def right(self) -> bool:
        """Whether every example came out right, and at least one made the rule fire."""
        return self.fired > 0 and all(each.right for each in self.tried)


def test_rules(names: Sequence[str], against: Sequence[str], language: Language | None) -> int:
    """Run the examples and print what they cover; 1 where one comes out wrong or a rule never fires.

    With ``against`` show what the rules say of these documents instead. Raises RuleErrors.
    """
    words = Words(chosen(language))
    # ``--against a.txt b.txt``: what follows the first document are documents, too.
    documents = [name for name in names if against and Path(name).is_file() and Path(name).suffix != ".yaml"]
    found = targets([name for name in names if name not in documents])
    if against:
        from zhenggai.commands.authoring.against import say_of

        return say_of([*against, *documents], found, words)
    covered = [each for target in found for each in coverage(target)]
    if not covered:
        raise RuleError("没有规则可检验", mend="写明规则包或规则文件")
    from zhenggai.commands.authoring.tables import coverage_table

    emit_text(coverage_table(covered, words, width=width(), colour=uses_colour()))
    emit_text("".join(f"{line}\n" for line in failures(covered, words)))
    wrong = sum(not each.right for each in covered)
    examples = sum(len(each.tried) for each in covered)
    emit_text(words("tested.summary", rules=len(covered), examples=examples, wrong=wrong) + "\n")
    return FAILED if wrong else 0


def coverage(target: Target) -> Iterable[Coverage]:
    """Every rule of a target with its examples tried; a rule that is off is tried as if it were on."""
    for rule in target.rules:
        book = replace(target.book, rules=(replace(rule, enabled=True),))
        tried = [
            Tried(
                example=example,
                messages=tuple(
                    result.message
                    for result in audit_text(example.text, rules=book).results
                    if result.verdict == "gap"
                ),
            )
            for example in rule.examples
        ]
        yield Coverage(rule=rule, tried=tuple(tried))


def failures(covered: Iterable[Coverage], words: Words) -> Iterable[str]:
    """A line with its place for each example that came out wrong and each rule that no example fires."""
    for each in covered:
        for tried in each.tried:
            if not tried.right:
                place = f"{tried.example.place.source}:{tried.example.place.line}"
                key = "tested.silent" if tried.example.expect == "gap" else "tested.fired"
                what = words(key, rule=each.rule.id, message=words("listed").join(tried.messages))
                yield words("noted", text=place, note=what)
        if not any(tried.example.expect == "gap" for tried in each.tried):
            place = f"{each.rule.place.source}:{each.rule.place.line}"
            yield words("noted", text=place, note=words("tested.never", rule=each.rule.id))
