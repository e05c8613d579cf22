"""Documents named in 《》, and what the measure did with each: issued, revised, drafted or cited.

The nearest verb before a title decides, else what is said after it; the titles of a list share
their verb. Word lists: ``documents.yaml``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from zhenggai.extraction.context import Context
from zhenggai.lexicon import Lexicon
from zhenggai.model import Action, NamedDocument

_MARK = re.compile("[《》]")
_LONGEST = 200
_BREAK = re.compile(r"[。;;!?,:\n“]")
_LISTED = re.compile(r"[、,\s]*(?:以及|及其|和|及|与|或|并|暨)?[、\s]*(?:配套的?|相关的?|新的?)?")
_FORM = re.compile(r"\((?:征求意见稿|草案|送审稿|讨论稿|初稿)\)")
_CLOSE = re.compile("[,。;;《!?\n]")
_SENTENCE_END = re.compile("[。;\n《]")
_AFTER_REACH = 26

_ACTIONS: tuple[Action, ...] = ("issued", "revised", "drafted", "cited")


class DocumentFinder:
    """Finds titles and their verbs with the word lists of one lexicon, compiled once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._action: dict[str, Action] = {}
        for action in _ACTIONS:
            for word in lexicon.words(f"document_{action}"):
                self._action.setdefault(word, action)
        self._verb = lexicon.pattern(*(f"document_{action}" for action in _ACTIONS))
        afters = {action: lexicon.any_of(f"document_after_{action}") for action in _ACTIONS}
        self._mention = re.compile(rf"(?:等[^,。;《》]{{0,6}})?(?:的|\([^()]{{1,8}}\))?(?:{afters['cited']})")
        self._after = re.compile(
            rf"(?P<drafted>{afters['drafted']})|(?P<revised>{afters['revised']})|(?P<issued>{afters['issued']})"
        )
        self._future = re.compile(rf"(?:{lexicon.any_of('document_future')})[^,。;《》]{{0,12}}$")
        self._finished = re.compile(
            r"(?:已经?|现已|并|均已|并已)[^,。;]{0,10}(?:印发|出台|发布|下发|实施|施行|公布)"
        )
        self._still = re.compile(r"拟|计划|将|待|力争|预计|前[^,。;]{0,4}(?:印发|出台|发布)")
        beginnings, endings = lexicon.any_of("law_beginnings"), lexicon.any_of("law_endings")
        self._law = re.compile(rf"《(?:{beginnings})|[^》]*(?<![办方做])(?:{endings})(?:\([^()]*\))?》$")
        self._periodical = re.compile(rf"[^》]*(?:{lexicon.any_of('periodicals')})")
        self._light = frozenset(lexicon.words("document_light"))
        self._making = lexicon.pattern("making_words")

    def find(self, context: Context, start: int, end: int, parent: str) -> tuple[NamedDocument, ...]:
        """Every title in the stretch, in text order."""
        text, folded = context.text, context.text.folded
        titles = _titles(folded, start, end)
        if not titles:
            return ()
        found: list[NamedDocument] = []
        previous: tuple[int, Action, str | None, str] | None = None
        for n, (begin, stop) in enumerate(titles):
            shared = previous is not None and _LISTED.fullmatch(folded, previous[0], begin)
            if previous is not None and shared:
                action, verb, why = previous[1], previous[2], "list"
            else:
                floor = max(start, previous[0] if previous else start)
                last = _last_of_list(folded, titles, n)
                action, verb, why = self._judge(folded, floor, begin, stop, last, end)
            previous = stop, action, verb, why
            if self._by_title(folded, begin, stop, action, why):
                action, why = "cited", "law_beginnings/periodicals"
            found.append(
                NamedDocument(
                    id=f"{parent}/document-{n + 1}",
                    title=text.raw[begin:stop],
                    action=action,
                    span=text.span(begin, stop),
                    verb=verb,
                    why=why,
                )
            )
        return tuple(found)

    def _judge(
        self, folded: str, floor: int, begin: int, stop: int, last: int, end: int
    ) -> tuple[Action, str | None, str]:
        """What was done with the title at ``[begin, stop)``; ``last`` is where its list ends."""
        head = _clause_head(folded, floor, begin)
        verb = None
        for match in self._verb.finditer(folded, head, begin):
            verb = match
        if verb is None or verb.group() in self._light:
            kind, after = self._behind(folded, last, end)
            if kind:
                return self._dated(folded, kind, last, end), after, f"document_after_{kind}"
            verbs = self._verb.finditer(folded, head, begin)
            strong = [match for match in verbs if match.group() not in self._light]
            verb = strong[-1] if strong else verb
        if verb is None:
            bare = not re.search(r"[一-龥]", folded[head:begin])
            return ("issued", None, "no verb") if bare else ("cited", None, "unknown verb")
        action = self._action[verb.group()]
        if action in {"issued", "revised"} and self._future.search(folded, head, verb.start()):
            action = "drafted" if not _OBJECT.search(folded, head, verb.start()) else action
        action = self._dated(folded, action, last, end)
        return action, verb.group(), f"document_{action}"

    def _behind(self, folded: str, last: int, end: int) -> tuple[Action | None, str | None]:
        """The verb after a title or list of titles, within its clause: 《…》已印发."""
        stop = min(end, last + _AFTER_REACH)
        mark = _CLOSE.search(folded, last, stop)
        stop = mark.start() if mark else stop
        mention = self._mention.match(folded, last, stop)
        match = self._after.search(folded, last, stop)
        if match and (mention is None or match.start() < mention.end()):
            kinds: tuple[Action, ...] = ("drafted", "revised", "issued")
            return next(kind for kind in kinds if match[kind]), match.group()
        return ("cited", mention.group()) if mention else (None, None)

    def _dated(self, folded: str, action: Action, last: int, end: int) -> Action:
        """起草《…》并于6月印发 is issued; 制定《…》(征求意见稿) is drafted."""
        if action == "drafted":
            done = self._finished.search(folded, last, _sentence_end(folded, last, end))
            return "issued" if done and not self._still.search(folded, last, done.end()) else action
        return "drafted" if action in {"issued", "revised"} and _FORM.match(folded, last) else action

    def _by_title(self, folded: str, begin: int, stop: int, action: Action, why: str) -> bool:
        """Whether the title itself tells that others made it."""
        if action == "cited" or why not in {"no verb", "unknown verb", "document_after_issued"}:
            return False
        if self._making.search(folded, begin, stop):
            return False
        if why != "unknown verb" and self._periodical.match(folded, begin, stop):
            return True
        return self._law.match(folded[begin:stop]) is not None


_OBJECT = re.compile(r"(?:已|了|已经)[^,。;]{0,6}$")


def _clause_head(folded: str, floor: int, begin: int) -> int:
    """Where the clause before a title starts, at most 40 characters back."""
    head = max(floor, begin - 40)
    for match in _BREAK.finditer(folded, head, begin):
        head = match.end()
    return head


def _sentence_end(folded: str, start: int, end: int) -> int:
    """End of the sentence; the search is bounded."""
    last = min(end, start + 120)
    stop = _SENTENCE_END.search(folded, start, last)
    return stop.start() if stop else last


def _last_of_list(folded: str, titles: list[tuple[int, int]], n: int) -> int:
    """End of the list of titles that begins with the ``n``-th."""
    stop = titles[n][1]
    for begin, end in titles[n + 1 : n + 21]:
        if not _LISTED.fullmatch(folded, stop, begin):
            break
        stop = end
    return stop


def _titles(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Bounds of the outermost 《…》; a mark without its partner opens or closes nothing."""
    pairs: list[tuple[int, int]] = []
    begin = folded.find("《", start, end)
    while begin >= 0:
        stop = folded.find("》", begin, end) + 1
        if not stop or folded.find("《", begin + 1, stop) >= 0:
            return _nested_titles(folded, start, end)
        if stop - begin <= _LONGEST:
            pairs.append((begin, stop))
        begin = folded.find("《", stop, end)
    return pairs


def _nested_titles(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The same where titles stand in titles, or marks without a partner."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _MARK.finditer(folded, start, end):
        if match.group() == "《":
            opened.append(match.start())
        elif opened:
            begin = opened.pop()
            if match.end() - begin <= _LONGEST:
                while pairs and pairs[-1][0] > begin:
                    pairs.pop()
                pairs.append((begin, match.end()))
    return pairs


@lru_cache(maxsize=4)
def finder_for(lexicon: Lexicon) -> DocumentFinder:
    """The finder of a lexicon, compiled once."""
    return DocumentFinder(lexicon)


def find_documents(context: Context, start: int, end: int, parent: str) -> tuple[NamedDocument, ...]:
    """Titles in the stretch of one measure; ids continue ``parent``."""
    if context.text.folded.find("《", start, end) < 0:
        return ()
    return finder_for(context.lexicon).find(context, start, end, parent)
