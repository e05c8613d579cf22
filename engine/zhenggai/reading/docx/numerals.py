"""The numbers of lists as Word writes them, by the names of its number formats."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
_EARTHLY = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN_SIGNS = "m cm d cd c xc l xl x ix v iv i"
_ROMAN_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_MOST_LETTERS = 30  # repetitions of a letter; a hostile start value would fill the memory


def _grouped(number: int, digits: str, units: str, myriad: str) -> str:
    """A Chinese numeral with units (一百零一), ``units`` being those for ten, hundred, thousand."""
    if number >= 100_000_000:
        return str(number)
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = digits[0] if 0 < low < 1000 else ""
        return (
            _grouped(high, digits, units, myriad)
            + myriad
            + (gap + _grouped(low, digits, units, myriad) if low else "")
        )
    text, zero = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            zero = bool(text)
            continue
        text += (digits[0] if zero else "") + digits[digit] + (units[place - 1] if place else "")
        zero = False
    return text or digits[0]


def _counting(number: int) -> str:
    """一 … 十, 十一, 二十 … with units up to 99, digits beyond (一〇〇), as the plain counting formats do."""
    if number >= 100:
        return _digitwise(number)
    return _thousands(number)


def _thousands(number: int) -> str:
    """一 … 十, 十一 … 一百零一."""
    text = _grouped(number, "零" + _DIGITS[1:], "十百千", "万")
    return text[1:] if 10 <= number < 20 else text


def _japanese(number: int) -> str:
    """十, 百 and 千 without a leading 一, no zero between."""
    text = _grouped(number, "〇" + _DIGITS[1:], "十百千", "万").replace("〇", "") or "〇"
    return text.replace("一十", "十").replace("一百", "百").replace("一千", "千")


def _digitwise(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _roman(number: int) -> str:
    if number >= 4000:
        return str(number)
    text = ""
    for value, sign in zip(_ROMAN_VALUES, _ROMAN_SIGNS.split(), strict=True):
        text += sign * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    """a … z, aa, bb …: Word repeats the letter."""
    times, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (times + 1) if times < _MOST_LETTERS else str(number)


def _ranges(*ranges: tuple[int, int, str]) -> Callable[[int], str]:
    """Single signs: numbers ``first`` to ``last`` are the characters from ``sign`` on."""

    def sign_of(number: int) -> str:
        for first, last, sign in ranges:
            if first <= number <= last:
                return chr(ord(sign) + number - first)
        return str(number)

    return sign_of


_FULL_WIDTH = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}

_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": _counting,
    "chineseCountingThousand": _thousands,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _thousands,
    "taiwaneseDigital": _digitwise,
    "ideographDigital": _digitwise,
    "japaneseDigitalTenThousand": _digitwise,
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": lambda number: _grouped(number, _LEGAL, "拾佰仟", "万"),
    "ideographLegalTraditional": lambda number: _grouped(number, _LEGAL_TRADITIONAL, "拾佰仟", "萬"),
    "japaneseLegal": lambda number: _grouped(number, _LEGAL_TRADITIONAL, "拾佰仟", "萬"),
    "ideographTraditional": _cycle(_HEAVENLY),
    "ideographZodiac": _cycle(_EARTHLY),
    "ideographZodiacTraditional": lambda number: _cycle(_HEAVENLY)(number) + _cycle(_EARTHLY)(number),
    "decimalEnclosedCircle": _ranges((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")),
    "decimalEnclosedCircleChinese": _ranges((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")),
    "decimalEnclosedFullstop": _ranges((1, 20, "⒈")),
    "decimalEnclosedParen": _ranges((1, 20, "⑴")),
    "ideographEnclosedCircle": _ranges((1, 10, "㊀")),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "none": lambda number: "",
}


def numeral(number: int, form: str) -> str:
    """``number`` in the format that Word calls ``form``; Arabic figures for one unknown or out of range."""
    if number < 1 and form not in ("decimal", "decimalZero", "none"):
        return str(number)
    return _FORMATS.get(form, str)(number)
