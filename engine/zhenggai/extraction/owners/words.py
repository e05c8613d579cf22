"""What a word can be in and behind the name of a body, as bits looked up once per word."""

from __future__ import annotations

from functools import lru_cache

from zhenggai.extraction.segmentation import Token, segmenter
from zhenggai.lexicon import Lexicon

SUFFIX = 1  # ends a name that stands before it (局)
BODY = 2  # a body by itself (局党组, 财政局)
GENERIC = 4  # a body or person once something says which (各科室, 局领导)
ROLE = 8  # a person by office (局长, 分管负责同志)
DETERMINER = 16  # says which (各, 相关)
NAME_WORD = 32  # a verb or common noun that names are made of (审批, 管理)
PLACE = 64  # ends the name of a place that can act (市, 镇)
ADVERB = 128
PREPOSITION = 256
VERB = 512
STATE = 1024  # a predicate that needs nobody to do it (达到, 获批)
ASSIGNING = 2048  # 负责, 牵头
SUPPORTING = 4096  # 配合
PARTNER = 8192  # 会同
DIRECTING = 16384  # 督促
NOMINAL = 32768  # may stand inside a name
SINGLE = 65536  # one character that may be part of an unknown name
ORDINAL = 131072  # 一, 第三: part of a name where a suffix follows
MEETING = 262144  # owns nothing, unless 由 says that it decides
SURNAME = 524288
STANDING = 1048576  # a kind of body that says enough by itself at the start of a clause (施工单位)

_LISTS = {
    "owner_suffixes": SUFFIX,
    "owner_bodies": BODY,
    "owner_meetings": BODY | MEETING,
    "owner_surnames": SURNAME,
    "owner_generic_bodies": GENERIC,
    "owner_standing_bodies": GENERIC | STANDING,
    "owner_roles": ROLE,
    "owner_generic_roles": GENERIC | ROLE,
    "owner_determiners": DETERMINER,
    "owner_name_words": NAME_WORD,
    "owner_place_suffixes": PLACE,
    "owner_adverbs": ADVERB,
    "owner_prepositions": PREPOSITION,
    "owner_verbs": VERB,
    "owner_states": STATE,
    "owner_assigning_verbs": ASSIGNING | VERB,
    "owner_supporting_verbs": SUPPORTING | VERB,
    "owner_partner_marks": PARTNER,
    "owner_directing": DIRECTING | VERB,
}
_NOMINAL_KINDS = frozenset(
    ("n", "nr", "nrt", "nrfg", "ns", "nt", "nz", "ng", "j", "b", "s", "vn", "an", "g", "zg", "eng", "nx")
)
_MOST_WORDS = 100_000  # numbers and names of thousands of notices must not pile up
_ENDING = SUFFIX | BODY | GENERIC | ROLE | PLACE
_NAMING = SUFFIX | BODY | GENERIC | ROLE | DETERMINER | NAME_WORD | PLACE
_NUMERALS = frozenset("一二三四五六七八九十")


class Words:
    """The bits of every word, for one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._tag = segmenter(lexicon)
        self._listed: dict[str, int] = {}
        for name, bit in _LISTS.items():
            for word in lexicon.words(name):
                self._listed[word] = self._listed.get(word, 0) | bit
        self.name_ends = frozenset(word for word, bits in self._listed.items() if bits & _ENDING)
        self._not_bodies = frozenset(lexicon.words("owner_not_bodies"))
        # 市政府, 局机关 are single words of the dictionary
        lists = ("owner_bodies", "owner_generic_bodies", "owner_standing_bodies")
        wholes = [word for name in lists for word in lexicon.words(name)]
        self._ends = (*lexicon.words("owner_suffixes"), *(word for word in wholes if len(word) > 1))
        self._role_ends = tuple(word for word in lexicon.words("owner_roles") if len(word) > 1)
        self._place_ends = tuple(lexicon.words("owner_place_suffixes"))
        self.no_predicates = frozenset(lexicon.words("owner_no_predicates"))
        self.deverbal_heads = frozenset(lexicon.words("owner_deverbal_heads"))
        self._function = frozenset(lexicon.words("owner_function_characters"))
        self._known: dict[str, int] = {}  # a word has one part of speech in the dictionary

    def read(self, text: str) -> tuple[list[Token], list[int]]:
        """The tokens of a text and their bits."""
        tokens = self._tag(text)
        if "各" in text:
            tokens = [part for token in tokens for part in self._each(token)]
        known = self._known
        if len(known) > _MOST_WORDS:
            known.clear()
        try:
            return tokens, [known[word] for word, _ in tokens]
        except KeyError:  # words that are new
            for word, kind in tokens:
                if word not in known:
                    known[word] = self._classify(word, kind)
            return tokens, [known[word] for word, _ in tokens]

    def _each(self, token: Token) -> tuple[Token, ...]:
        """各村, 各处室 are one word in the dictionary, two to a reader of names."""
        word = token[0]
        if word[0] != "各" or not self._listed.get(word[1:], 0) & (SUFFIX | BODY | GENERIC | PLACE):
            return (token,)
        return (("各", "r"), (word[1:], "n"))

    def _classify(self, word: str, kind: str) -> int:
        bits = self._listed.get(word, 0)
        chinese = "\u4e00" <= word[0] <= "\u9fd5"
        if word in self._not_bodies:
            return (bits & ~(SUFFIX | BODY | PLACE)) | NOMINAL
        if bits & _NAMING:
            bits |= NOMINAL
        elif not bits and len(word) > 2 and chinese:
            bits = self._compound(word)
        if not bits and len(word) > 2 and self._listed.get(word[:-1], 0) & NAME_WORD:
            kind = "n"  # 就业处 is a verb in the dictionary
        if not bits & ~SURNAME and kind in _NOMINAL_KINDS:
            bits |= NOMINAL
            if len(word) > 1 and kind != "vn":
                if word.endswith(self._ends):
                    bits |= BODY
                elif len(word) > 2 and word.endswith(self._role_ends):
                    bits |= ROLE
                elif word.endswith(self._place_ends):
                    bits |= PLACE
        if chinese and word not in self._function and (len(word) == 1 or (not bits and kind in ("l", "i"))):
            bits |= SINGLE
        if word in _NUMERALS or (word[0] == "第" and len(word) > 1 and set(word[1:]) <= _NUMERALS):
            bits |= ORDINAL
        return bits

    def _compound(self, word: str) -> int:
        """A phrase that the dictionary lists as a noun though it is a predicate (专题学习, 统筹安排)."""
        if word[0] == "每":
            return ADVERB
        first, rest = self._listed.get(word[:2], 0), self._listed.get(word[2:], 0)
        if rest & VERB and first & (ADVERB | VERB) and word[2:] not in self.deverbal_heads:
            return VERB
        if len(word) > 3 and first & VERB and not first & NAME_WORD:
            return VERB
        return PREPOSITION if first & PREPOSITION and len(word) > 3 else 0


@lru_cache(maxsize=4)
def words_of(lexicon: Lexicon) -> Words:
    """The word table of a lexicon, made once."""
    return Words(lexicon)
