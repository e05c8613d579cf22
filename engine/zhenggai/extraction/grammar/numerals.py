"""Numerals as they are written in dates: Arabic, Chinese, and Chinese digits read one by one."""

from __future__ import annotations

_DIGITS = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "○": 0,
    "O": 0,
    "o": 0,
    "0": 0,
    "两": 2,
}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_MOST_DIGITS = 18  # Python converts no more than some thousands, and nothing counts so far
_TENS = {"廿": 20, "卅": 30}

CHINESE = "〇零○一二三四五六七八九十百千两廿卅"
"""The characters of a Chinese numeral, for use in a character class."""


def numeral(text: str) -> int | None:
    """Value of a whole numeral: ``12``, ``十二``, ``廿八``, ``二〇二三``, ``一百二十``, 元 of 元月.

    None where the characters make no number (``十十``, an empty text) or only an
    approximate one (``三五``).
    """
    if text == "元":
        return 1
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= _MOST_DIGITS else None
    if len(text) == 4 and all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _spoken(text)


def _spoken(text: str) -> int | None:
    total, digit, ceiling = 0, None, 10_000
    for character in text:
        if character in _DIGITS:
            if digit:  # two digits without a scale between them, as in 三五
                return None
            digit = _DIGITS[character]
        elif character in _SCALES:
            scale = _SCALES[character]
            if scale >= ceiling:
                return None
            total += (1 if digit is None else digit) * scale
            digit, ceiling = None, scale
        elif character in _TENS and ceiling > 10:
            total, digit, ceiling = total + _TENS[character], None, 10
        else:
            return None
    return (total + (digit or 0)) if text else None


def spoken(text: str) -> float | None:
    """Value of a numeral with 万, 亿 or 点 in it, or of one that ``numeral`` reads: ``三万二千``, ``七点五``.

    None where the characters make no number, or only an approximate one.
    """
    whole, point, decimals = text.partition("点")
    if point:
        left, digits = numeral(whole), [_DIGITS.get(character) for character in decimals]
        if left is None or not digits or None in digits:
            return None
        return left + float(f"0.{''.join(map(str, digits))}")
    for mark, worth in (("亿", 100_000_000), ("万", 10_000)):
        high, found, low = text.partition(mark)
        if found:
            above, below = numeral(high), spoken(low)
            # 三万五 is thirty-five thousand in speech: not guessed
            clear = below is not None and (below >= worth / 10 or low[0] in "零〇")
            return above * worth + below if above is not None and below is not None and clear else None
    return numeral(text)
