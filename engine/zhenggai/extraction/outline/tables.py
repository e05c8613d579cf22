"""Tables as layouts: a head row names the columns, each row below reports an issue or one of its measures."""

from __future__ import annotations

import re

import msgspec

from zhenggai.extraction.outline.content import ContentReader
from zhenggai.extraction.outline.drafts import Bounds, FieldDraft, IssueDraft, MeasureDraft
from zhenggai.extraction.outline.labels import FIELD_ROLES, Labels, labels_for
from zhenggai.extraction.outline.numbering import head_mark, inline_marks
from zhenggai.extraction.outline.units import Unit
from zhenggai.extraction.source import SourceText
from zhenggai.lexicon import Lexicon

_BREAK = re.compile(r"\n|<br\s*/?>", re.IGNORECASE)
_TOTAL_ROW = re.compile(r"^(?:合\s?计|总\s?计|小\s?计|备\s?注)")


class Grid(msgspec.Struct):
    """A table as rows of cells; a merged cell stands at every place it covers."""

    rows: list[dict[int, Unit]] = msgspec.field(default_factory=list)
    width: int = 0


class Columns(msgspec.Struct):
    """Columns of a table by role; ``words`` are the heads as printed."""

    head: int
    roles: dict[int, str]
    words: dict[int, str]

    def of(self, role: str) -> list[int]:
        """Columns with this role, left to right."""
        return [column for column, name in sorted(self.roles.items()) if name == role]


def grids(units: list[Unit]) -> list[Grid]:
    """The tables among the units."""
    tables: dict[int, Grid] = {}
    for unit in units:
        if unit.cell is None:
            continue
        grid = tables.setdefault(unit.cell.table, Grid())
        last = unit.cell.row + unit.cell.rows
        while len(grid.rows) < last:
            grid.rows.append({})
        for row in range(unit.cell.row, last):
            for column in range(unit.cell.column, unit.cell.column + unit.cell.columns):
                grid.rows[row].setdefault(column, unit)
        grid.width = max(grid.width, unit.cell.column + unit.cell.columns)
    return [tables[key] for key in sorted(tables)]


def read_tables(text: SourceText, units: list[Unit], lexicon: Lexicon) -> list[IssueDraft]:
    """Issues reported in tables, in order; empty where no table has a column of problems."""
    reader = TableReader(text, lexicon)
    issues: list[IssueDraft] = []
    columns: Columns | None = None
    for grid in grids(units):
        listed = reader.listed_issues(grid)
        if listed:
            issues += listed
            continue
        found = reader.columns(grid)
        # a table that a page break cut goes on without its head
        if found is None and columns is not None and grid.width == max(columns.roles) + 1:
            found = Columns(-1, columns.roles, columns.words)
        if found is not None:
            columns = found
            issues += reader.issues(grid, found)
    return issues


class TableReader:
    """Reads issues off the tables of one text."""

    def __init__(self, text: SourceText, lexicon: Lexicon) -> None:
        self.text = text
        self._labels: Labels = labels_for(lexicon)
        self._content = ContentReader(text, lexicon)

    def columns(self, grid: Grid) -> Columns | None:
        """The head row: the first one in which two cells name columns, a problem or measures among them."""
        for index, row in enumerate(grid.rows[:4]):
            roles, words = {}, {}
            for column, unit in row.items():
                word = self._word(unit)
                role = self._column_role(word)
                if role:
                    roles[column], words[column] = role, word
            if len(roles) >= 2 and {"problem", "measures"} & set(roles.values()):
                columns = Columns(index, roles, words)
                self._second_head_row(grid, columns)
                return self._settled(grid, columns)
        return None

    def _second_head_row(self, grid: Grid, columns: Columns) -> None:
        """责任主体 over 牵头单位 | 责任人: the lower row names the columns that a merged head covers."""
        if columns.head + 1 >= len(grid.rows):
            return
        upper, lower = grid.rows[columns.head], grid.rows[columns.head + 1]
        below = {column: unit for column, unit in lower.items() if upper.get(column) is not unit}
        named: dict[int, tuple[str, str]] = {}
        for column, unit in below.items():
            word = re.sub(r"\s", "", self.text.folded[unit.start : unit.end])
            role = self._column_role(word) if len(word) <= 14 else None
            if role is None:
                return
            named[column] = role, word
        if named and len(below) < len(lower):
            columns.head += 1
            for column, (role, word) in named.items():
                columns.roles[column], columns.words[column] = role, word

    def _column_role(self, word: str) -> str | None:
        role = self._labels.role_of(word)
        if role is None and len(word) <= 14:
            for pattern, name in _COLUMN_WORDS:
                if pattern.search(word):
                    return name
        return role

    def _settled(self, grid: Grid, columns: Columns) -> Columns | None:
        """One column holds the problems, at least one other the measures; 进展情况 may only name a status."""
        for extra in columns.of("measures")[1:]:
            lengths = [
                row[extra].end - row[extra].start for row in grid.rows[columns.head + 1 :] if extra in row
            ]
            if lengths and max(lengths) <= 16:
                columns.roles[extra] = "status"
        problems = columns.of("problem")
        if not problems:
            return None
        # of 问题类别 and 具体问题 the one with the longer texts states the problems
        stated = max(problems, key=lambda column: self._usual_length(grid, columns, column))
        for extra in problems:
            if extra != stated:
                columns.roles[extra] = "category" if extra < stated else "cause"
        if not columns.of("measures") and columns.of("status"):
            columns.roles[columns.of("status")[0]] = "measures"
        return columns if columns.of("measures") or columns.of("body") or columns.of("lead") else None

    def listed_issues(self, grid: Grid) -> list[IssueDraft]:
        """Issues of a table of two columns whose left one holds labels: 问题 | …, 整改措施 | …."""
        rows = [row for row in grid.rows if set(row) == {0, 1} and row[0] is not row[1]]
        words = [re.sub(r"\s", "", self.text.folded[row[0].start : row[0].end]) for row in rows]
        roles = [self._column_role(word) for word in words]
        if grid.width != 2 or sum(role is not None for role in roles) < max(2, 0.6 * len(grid.rows)):
            return []
        issues: list[IssueDraft] = []
        for row, role, word in zip(rows, roles, words, strict=True):
            columns = Columns(-1, {0: "number", 1: role or ""}, {0: "", 1: word})
            if role == "problem":
                issues.append(self._issue({1: row[1]}, columns, row[1], None))
            elif issues:
                self._row({1: row[1]}, columns, issues[-1])
        return issues

    def _usual_length(self, grid: Grid, columns: Columns, column: int) -> int:
        """Length of a column's longest texts but one, 0 where it is empty."""
        rows = grid.rows[columns.head + 1 :]
        lengths = sorted(row[column].end - row[column].start for row in rows if column in row)
        return lengths[max(0, len(lengths) - 2)] if lengths else 0

    def issues(self, grid: Grid, columns: Columns) -> list[IssueDraft]:
        """One issue for each problem cell, with the measures of all its rows."""
        issues: list[IssueDraft] = []
        group: Bounds | None = None
        owner_of: dict[int, IssueDraft] = {}
        problem = columns.of("problem")[0]
        for row in grid.rows[columns.head + 1 :]:
            cells = list({id(unit): unit for unit in row.values()}.values())
            if len(cells) == 1 and len(row) >= 2:
                group = self._trimmed(cells[0])
                continue
            unit = row.get(problem)
            if unit is None or not cells or _TOTAL_ROW.match(self.text.folded[cells[0].start : cells[0].end]):
                continue
            if self._word(unit) == columns.words[problem]:  # the head once more, on the next page
                continue
            issue = owner_of.get(id(unit))
            if issue is None:
                issue = self._issue(row, columns, unit, group)
                owner_of[id(unit)] = issue
                issues.append(issue)
            self._row(row, columns, issue)
        return issues

    def _word(self, unit: Unit) -> str:
        """The words of a head cell."""
        return re.sub(r"\s", "", self.text.folded[unit.start : unit.end]).replace("<br>", "")

    def _trimmed(self, unit: Unit) -> Bounds:
        return self.text.trimmed(unit.start, unit.end)

    def _issue(self, row: dict[int, Unit], columns: Columns, unit: Unit, group: Bounds | None) -> IssueDraft:
        start, end = self._trimmed(unit)
        label = None
        mark = head_mark(self.text.folded, start, end)
        if mark:
            label = (mark.start, mark.end)
            start = mark.end
        number = next((row[c] for c in columns.of("number") if c in row), None)
        if number is not None and label is None:
            label = self._trimmed(number)
        while end > start and self.text.folded[end - 1] in "。; ":
            end -= 1
        bounds = [(u.start, u.end) for u in row.values()]
        extent = min(b[0] for b in bounds), max(b[1] for b in bounds)
        category = group or self._category(row, columns)
        heading = self.text.trimmed(start, end)
        return IssueDraft(heading=heading, extent=extent, label=label, group=category, why="table:problem")

    def _category(self, row: dict[int, Unit], columns: Columns) -> Bounds | None:
        problem = columns.of("problem")[0]
        for column, unit in sorted(row.items()):
            if column < problem and columns.roles.get(column, "category") == "category":
                return self._trimmed(unit)
        return None

    def _row(self, row: dict[int, Unit], columns: Columns, issue: IssueDraft) -> None:
        seen = {item.bounds for item in issue.fields} | {m.bounds for m in issue.measures}
        for column, unit in sorted(row.items()):
            role = columns.roles.get(column)
            bounds = self._trimmed(unit)
            if bounds[0] >= bounds[1] or role is None:
                continue
            issue.extent = min(issue.extent[0], unit.start), max(issue.extent[1], unit.end)
            if role == "measures":
                for measure in self._measures(*bounds, issue):
                    if self._content.is_status(measure.bounds):
                        issue.statements.append(measure.bounds)
                    elif measure.bounds not in seen and measure.bounds[0] < measure.bounds[1]:
                        issue.measures.append(measure)
            elif (
                role in FIELD_ROLES
                and bounds not in seen
                and self.text.folded[bounds[0] : bounds[1]] not in "-—/无"
            ):
                issue.fields.append(FieldDraft(role, columns.words[column], bounds))

    # -- the measures of one cell -----------------------------------------------

    def _measures(self, start: int, end: int, issue: IssueDraft) -> list[MeasureDraft]:
        """Numbered points of a cell, else its lines, else its sentences.

        Lines of labels are fields of the issue and no measures.
        """
        lines = [line for line in self._lines(start, end) if not self._content.labelled_fields(*line, issue)]
        points: list[MeasureDraft] = []
        numbered = False
        for line_start, line_end in lines:
            marks = [m for m in [head_mark(self.text.folded, line_start, line_end)] if m]
            kind = marks[0].kind if marks else None
            number = marks[0].number if marks else 0
            for mark in inline_marks(self.text.folded, line_start, line_end):
                # a number left out (1. 3.) is a fault of the list, and no end of it
                goes_on = mark.kind == kind and number < mark.number <= number + 2
                if goes_on or (kind is None and mark.number == 1):
                    marks.append(mark)
                    kind, number = mark.kind, mark.number
            numbered = numbered or bool(marks)
            if not marks:
                if numbered and points:
                    points[-1].bounds = (points[-1].bounds[0], line_end)
                else:
                    points.append(MeasureDraft((line_start, line_end), why="table:line"))
                continue
            for mark, following in zip(marks, [*(m.start for m in marks[1:]), line_end], strict=True):
                bounds = self._after(mark.end, following)
                points.append(
                    MeasureDraft(bounds, self.text.trimmed(mark.start, mark.end), why="table:point")
                )
        if not numbered and len(lines) == 1:
            return self._sentences(*lines[0])
        return points

    def _after(self, start: int, end: int) -> Bounds:
        while start < end and self.text.folded[start] in ",、: ":
            start += 1
        return self.text.trimmed(start, end)

    def _lines(self, start: int, end: int) -> list[Bounds]:
        lines, position = [], start
        for gap in [*(m.span() for m in _BREAK.finditer(self.text.folded, start, end)), (end, end)]:
            bounds = self.text.trimmed(position, gap[0])
            if bounds[0] < bounds[1]:
                lines.append(bounds)
            position = gap[1]
        return lines

    def _sentences(self, start: int, end: int) -> list[MeasureDraft]:
        """Sentences; a semicolon inside brackets or quotes ends none."""
        folded = self.text.folded
        found, begin, depth = [], start, 0
        for position in range(start, end):
            char = folded[position]
            depth += (char in "(“《") - (char in ")”》")
            if char in "。;" and depth <= 0:
                found.append(self.text.trimmed(begin, position + 1))
                begin = position + 1
        if begin < end:
            found.append(self.text.trimmed(begin, end))
        return [MeasureDraft(bounds, why="table:sentence") for bounds in found if bounds[1] - bounds[0] > 3]


_COLUMN_WORDS = (
    (re.compile(r"问题|隐患|整改任务|整改事项|工作任务|重点任务|重点工作|任务名称"), "problem"),
    (re.compile(r"措施|举措|整改落实|整改进展|整改情况|落实情况|进展情况"), "measures"),
    (re.compile(r"时限|期限|完成时间"), "deadline"),
    (re.compile(r"配合|协办|协同"), "support"),
    (re.compile(r"领导|责任人|负责人"), "lead"),
    (re.compile(r"责任|牵头|主办|承办"), "body"),
    (re.compile(r"成效|效果|成果|已整改金额|完成金额|追回金额|收缴金额|清退金额|挽回"), "outcome"),
    (re.compile(r"完成|状态|销号|进度"), "status"),
    (re.compile(r"目标|要求"), "goal"),
    (re.compile(r"序号|编号"), "number"),
)
