"""Bring a question to the form in which it is compared: one script, one case, no small talk."""

import functools
import re
import unicodedata

import opencc

# What a person types in one message is far shorter. Longer texts keep head and tail, where
# people put what they want; the middle is the story.
LONGEST = 400

_GREETINGS = """
    不好意思打扰一下 不好意思 打扰一下 打扰了 打扰 麻烦问一下 麻烦问下
    麻烦你们 麻烦您 麻烦 我想问一下 我想问下 我想问哈 我想问问 想问一下
    想问下 想问问 我想咨询一下 我想咨询下 想咨询一下 想咨询 咨询一下
    咨询下 请教一下 请教 请问一下 请问下 请问 问一下 问下 问哈
    我想了解一下 想了解一下 了解一下 跟您说一下 大家好 你们好 您好 你好
    早上好 下午好 晚上好 亲们 谢谢您 谢谢你 谢谢了 谢谢 多谢 辛苦了
    拜托了 拜托 物业的同志 管家你好 小姐姐 小哥哥 师傅您好
"""
_ENGLISH_SMALL_TALK = (
    "good morning|good afternoon|good evening|excuse me|sorry to bother you|i would like to know|"
    "id like to know|i want to know|i was wondering|can you tell me|could you tell me|"
    "can you please tell me|would you please|could you please|do you know|tell me|"
    "thank you very much|thank you|thanks a lot|thanks|hello there|hello|hi there|hi|hey|"
    "dear sir or madam|please|pls|kindly|quick question"
)
# Spoken and regional words, in the word that the entries use. Longest first; general language
# only, nothing that belongs to one community.
_SPOKEN = {
    "什么辰光": "什么时候",
    "啥辰光": "什么时候",
    "啥子时候": "什么时候",
    "啥时候": "什么时候",
    "嘛时候": "什么时候",
    "几时": "什么时候",
    "几多钱": "多少钱",
    "几多": "多少",
    "好多钱": "多少钱",
    "几块钱": "多少钱",
    "几钱": "多少钱",
    "咋个": "怎么",
    "啷个": "怎么",
    "咋样": "怎么样",
    "咋整": "怎么办",
    "咋办": "怎么办",
    "咋弄": "怎么办",
    "怎么弄": "怎么办",
    "怎么整": "怎么办",
    "点样": "怎么",
    "点解": "为什么",
    "为啥": "为什么",
    "为嘛": "为什么",
    "凭啥": "凭什么",
    "如何": "怎么",
    "怎样": "怎么",
    "咋": "怎么",
    "啥子": "什么",
    "啥": "什么",
    "边度": "哪里",
    "边个": "谁",
    "哪儿": "哪里",
    "哪块": "哪里",
    "冇": "没有",
    "唔": "不",
    "俺": "我",
    "阿拉": "我们",
    "侬": "你",
    "物管费": "物业费",
    "管理费": "物业费",
    "物业管理费": "物业费",
    "物管": "物业",
    "业主委员会": "业委会",
    "电瓶车": "电动车",
    "电动自行车": "电动车",
    "小电驴": "电动车",
    "缴费": "交费",
    "缴": "交",
    "升降机": "电梯",
    "泊车": "停车",
    "冷气": "空调",
    "单车": "自行车",
}
_PARTICLES = "吗呢啊呀哦噢喔哈嘛吧哟哎诶咧啦呐哇伐哒喽咯"

_greetings = re.compile("|".join(sorted(_GREETINGS.split(), key=len, reverse=True)))
_small_talk = re.compile(rf"\b(?:{_ENGLISH_SMALL_TALK})\b")
_spoken = re.compile("|".join(sorted(_SPOKEN, key=len, reverse=True)))
_particles = re.compile(f"[{_PARTICLES}]")
_apostrophe = re.compile(r"(?<=[a-z])'(?=[a-z])")
_between_ideographs = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
# Characters that stay as they are alone, and not in every word (答覆, 藉口, 沈重).
_CHANGED_IN_WORDS = "覆藉沈坏哩秘"
_IDEOGRAPHS = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2FA20))
_repeats = re.compile(r"(.)\1{3,}")


@functools.cache
def _converter(configuration: str) -> opencc.OpenCC:
    return opencc.OpenCC(configuration)


_EVERYDAY = str.maketrans("羣麪説户税脱閲", "群麵說戶稅脫閱")
"""Forms that readers in Hong Kong meet every day; the dictionary is stricter."""

_SIGNED = re.compile("(?<![標書抽竹求牙])籤")
"""What is signed (签合同), and neither a label nor a lot; the dictionary takes it for those."""

_DAYS_AFTER = re.compile(r"(?<=\d)( ?)天后")
"""30 天后 is after 30 days, and no goddess."""


def forget_dictionaries() -> None:
    """Free the dictionaries; whoever needs one again loads it anew, in a tenth of a second."""
    _converter.cache_clear()


def to_traditional(text: str) -> str:
    """Return ``text`` in traditional characters, in the forms of Hong Kong.

    s2hk changes the characters and not the vocabulary: mainland terms of property management stay
    what the contract and the notice board call them, and Hong Kong and Macau are where owners of
    mainland homes who read traditional characters mostly live. s2twp would rename things.
    """
    converted = str(_converter("s2hk").convert(text).translate(_EVERYDAY))
    return _DAYS_AFTER.sub(r"\1天後", _SIGNED.sub("簽", converted))


@functools.cache
def _traditional() -> frozenset[str]:
    """Return the characters that the dictionary changes, alone or in a word."""
    signs = [chr(point) for start, end in _IDEOGRAPHS for point in range(start, end)]
    simplified = str(_converter("hk2s").convert("\n".join(signs))).split("\n")
    changed = {sign for sign, plain in zip(signs, simplified, strict=True) if sign != plain}
    return frozenset(changed.union(_CHANGED_IN_WORDS))


def to_simplified(text: str) -> str:
    """Return ``text`` in simplified characters, from any traditional forms."""
    if text.isascii() or _traditional().isdisjoint(text):
        return text
    return str(_converter("hk2s").convert(text))


def _shorten(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST // 2] + " " + text[-LONGEST // 2 :]


class _Signs(dict[int, str]):
    """What becomes of each sign: kept, a space, or nothing. Filled as signs are met."""

    def __missing__(self, point: int) -> str:
        sign = chr(point)
        category = unicodedata.category(sign)
        kept = sign if category[0] in "LN" else "" if category in {"Cf", "Mn", "Me"} else " "
        return self.setdefault(point, kept)


_signs = _Signs()


def _bare(text: str) -> str:
    """Keep letters, digits and single spaces; drop punctuation, emoji, zero-width signs."""
    return " ".join(text.translate(_signs).split())


def normalize(text: str) -> str:
    """Return the comparable form of a question; empty when it holds no words.

    Unicode compatibility form, simplified characters, lower case, at most about 400 characters,
    without greetings, politeness, punctuation, emoji and zero-width signs.
    """
    plain = unicodedata.normalize("NFKC", text[:20_000]).casefold().replace("\u2019", "'")
    plain = _bare(_apostrophe.sub("", plain))
    plain = _shorten(_repeats.sub(r"\1\1", plain))
    plain = to_simplified(plain)
    plain = _between_ideographs.sub("", _greetings.sub(" ", plain))
    plain = _small_talk.sub(" ", plain)
    plain = _spoken.sub(lambda found: _SPOKEN[found.group()], plain)
    plain = _particles.sub("", plain)
    return " ".join(_between_ideographs.sub("", plain).split())
