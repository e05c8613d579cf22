"""How packs make one book: extending, choosing, no rule twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from zhenggai.errors import RuleError, RuleErrors
from zhenggai.rulebook import shape
from zhenggai.rulebook.lexicons import read_lexicons
from zhenggai.rulebook.override_mistakes import read_or_explain
from zhenggai.rulebook.packs import PackFolder, find_pack, open_pack
from zhenggai.rulebook.rule_parts import RuleOverride, at_place
from zhenggai.rulebook.rules import Surroundings
from zhenggai.rulebook.syntax import Pack, Rule, RuleBook
from zhenggai.rulebook.vocabulary import KINDS
from zhenggai.rulebook.yaml_positions import read_yaml

# Rules by id, each with the file that holds it; None for a rule whose file has mistakes.
Rules = dict[str, tuple[Path, Rule | None]]


class Composition:
    """One run over packs; ``errors`` collects what is wrong, in the order of the files."""

    def __init__(
        self,
        extra_lexicons: Mapping[str, tuple[str, ...]] | None = None,
        overrides: Mapping[str, RuleOverride] | None = None,
        *,
        absent_ok: bool = False,
    ) -> None:
        self._extra = extra_lexicons or {}
        self._overrides = overrides or {}
        self._absent_ok = absent_ok
        self.errors: list[RuleError] = []
        self.packs: dict[Path, PackFolder] = {}
        self._extended: dict[Path, list[Path]] = {}
        self._read: dict[Path, Rules] = {}

    def book(self, names: Sequence[str | Path]) -> RuleBook:
        """The book of the named packs. Raises RuleErrors where anything is wrong."""
        paths = self.open(names)
        folders = list(self.packs.values())
        files = [path for folder in folders for path in folder.lexicon_files]
        lexicons = read_lexicons(files, self._extra, self.errors)
        columns = {name for folder in folders for name, _ in folder.pack.columns}
        for path, folder in self.packs.items():
            around = Surroundings(folder.pack.name, lexicons, columns, self._overrides)
            self._read[path] = self._own_rules(folder, around)
        chosen: Rules = {}
        for path in dict.fromkeys(paths):
            self._merge(chosen, self._rules_of(path))
        self._check_overrides(chosen)
        if self.errors:
            raise RuleErrors(self.errors)
        rules = sorted(
            (rule for _, rule in chosen.values() if rule is not None),
            key=lambda rule: KINDS.index(rule.subject),
        )
        return RuleBook(
            packs=tuple(_with_used_columns(folder.pack, rules) for folder in folders),
            rules=tuple(rules),
            lexicons=lexicons,
            kinds=tuple(dict.fromkeys(kind for path in paths for kind in self.kinds_of(path))),
        )

    def open(self, names: Sequence[str | Path]) -> list[Path]:
        """Read the descriptions of the named packs and of those they extend; the named ones' paths."""
        return [path for name in names if (path := self._open(name, None, ())) is not None]

    def kinds_of(self, path: Path) -> tuple[str, ...]:
        """The kinds of document that an opened pack names, else those of the packs it extends."""
        extended = (kind for other in self._extended[path] for kind in self.kinds_of(other))
        return self.packs[path].pack.kinds or tuple(dict.fromkeys(extended))

    def _open(self, name: str | Path, beside: Path | None, above: tuple[Path, ...]) -> Path | None:
        """Open a pack after those it extends, each pack once; its resolved path."""
        try:
            path = find_pack(name, beside)
            resolved = path.resolve()
            if resolved in above:
                raise RuleError(f"规则包“{name}”绕回自身", source=str(path), mend="从 extends 中去掉它")
            if resolved in self.packs:
                return resolved
            folder = open_pack(path)
        except RuleErrors as several:
            self.errors.extend(several.errors)
            return None
        except RuleError as error:
            self.errors.append(error)
            return None
        inner = (*above, resolved)
        extended = [self._open(other, folder.folder, inner) for other in folder.extends]
        self._extended[resolved] = [other for other in extended if other is not None]
        self.packs[resolved] = folder
        self.errors.extend(folder.reporter.errors)
        folder.reporter.errors.clear()
        return resolved

    def _own_rules(self, folder: PackFolder, around: Surroundings) -> Rules:
        rules: Rules = {}
        for path in folder.rule_files:
            try:
                file = read_yaml(path)
            except RuleError as error:
                self.errors.append(error)
                rules[path.stem] = (path, None)
                continue
            rule, mistakes = read_or_explain(file, path.stem, around)
            rules[path.stem] = (path, rule)
            self.errors.extend(mistakes)
        return rules

    def _rules_of(self, path: Path) -> Rules:
        """A pack's rules: what it takes of those it extends, then its own."""
        folder = self.packs[path]
        inherited: Rules = {}
        for other in self._extended[path]:
            self._merge(inherited, self._rules_of(other))
        report = folder.reporter
        for key, listed in (("include", folder.include or ()), ("exclude", folder.exclude)):
            for index, name in enumerate(listed):
                if name not in inherited:
                    report((key, index), f"所扩展的规则包里没有规则“{name}”", shape.nearest(name, inherited))
        self.errors.extend(report.errors)
        report.errors.clear()
        taken: Rules = {
            name: entry
            for name, entry in inherited.items()
            if (folder.include is None or name in folder.include) and name not in folder.exclude
        }
        self._merge(taken, self._read[path])
        return taken

    def _merge(self, rules: Rules, more: Rules) -> None:
        """Add rules; one id from two files is a mistake."""
        for name, (path, rule) in more.items():
            first = rules.setdefault(name, (path, rule))
            if first[0] != path:
                place = rule.place if rule else None
                self.errors.append(
                    RuleError(
                        f"规则 id“{name}”重复, 已见于 {first[0]}",
                        source=str(path),
                        line=place.line if place else None,
                        column=place.column if place else None,
                        mend="改名, 或在 pack.yaml 的 exclude 里去掉所扩展的那一条",
                    )
                )

    def _check_overrides(self, rules: Rules) -> None:
        for name, change in self._overrides.items():
            if name not in rules and not self._absent_ok:
                mend = shape.nearest(name, rules)
                self.errors.append(at_place(change.place, None, f"没有规则“{name}”", mend))


def _with_used_columns(pack: Pack, rules: Sequence[Rule]) -> Pack:
    """The pack with the matrix columns that rules of the book fill; an extending pack may take few."""
    used = {rule.column for rule in rules if rule.enabled}
    return msgspec.structs.replace(pack, columns=tuple(entry for entry in pack.columns if entry[0] in used))
