"""Plain words to listen for, in both Chinese scripts and English: one table, nothing decided."""

import re

from domain.ticket import TicketKind


def _set(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


BACK = _set("返回 上一步 回去 退回 back goback")

OUT = _set(
    """
    取消 算了 不要了 不报了 不報了 退出 停 停止 重来 重來 重新来 重新來 重新开始 重新開始
    算了重新来 算了重新來 算了不报了 算了不報了 算了取消
    cancel stop quit exit nevermind startover restart forgetit
    """
)

SKIP = _set("跳过 跳過 不用 不用了 不写 不寫 不发 不發 没有 沒有 skip no none")

PERSON = _any(
    r"(我要|我想|请|請|帮我|幫我|给我|給我)?(转|轉|找|接|要)?(人工|真人|客服)(客服|服务|服務)?"
    r"(吧|啊|呀|谢谢|謝謝)?",
    r"(我要|我想)?(找|转|轉)(个|個)?(人|真人)(来|來)?(说|說|说话|說話|帮忙|幫忙)?(吧|啊|呀)?",
    r"(快|赶紧|趕緊)?(给我|給我|帮我|幫我)?(找|转|轉|叫)(人工|真人)[^吗嗎呢多几幾怎哪什][^吗嗎呢多几幾怎哪什]{0,5}",
    r"(can|could|may)?(i|we)?(please)?(want|wouldlike|need|like)?(to)?(talk|speak|chat)?(to|with)?"
    r"(a|the|some|an)?(real)?(human|person|agent|operator|someone|somebody)(please)?",
)
"""A whole text, without gaps and signs."""

LANGUAGE = _any(
    r"(请|請|可以|能)?(切换|切換|换|換|改|转|轉|说|說|用|讲|講|设置|設置)(成|到|为|為|回)?(一下)?"
    r"(语言|語言|英文|英语|英語|中文|汉语|漢語|普通话|普通話|简体|簡體|繁体|繁體)"
    r"(中文|字)?(吗|嗎|吧|好吗|好嗎)?",
    r"(语言|語言|英文|英文版|简体中文|簡體中文|繁体中文|繁體中文)",
    r"(please)?((canyou|doyou|couldyou)?(please)?(speak|use|changeto|switchto|change|switch)(to|in)?)?"
    r"(the)?(english|chinese|language)(please|version)?",
)
"""A whole text, without gaps and signs: it asks for another language."""

GREETING = _set(
    """
    你好 您好 你好啊 您好啊 在吗 在嗎 在么 在不在 有人吗 有人嗎 哈喽 哈囉
    早 早上好 下午好 晚上好 早安
    hi hello hey hithere hellothere goodmorning goodafternoon goodevening
    """
)

THANKS = _set(
    """
    谢谢 謝謝 谢谢你 謝謝你 谢谢您 謝謝您 谢了 謝了 多谢 多謝 感谢 感謝 辛苦了
    好的 好的谢谢 好的謝謝 好 嗯 收到 知道了 明白了 ok okay thanks thankyou thx gotit
    """
)

ABUSE = _any(
    r"懂个|懂個|傻[逼叉子瓜]|智障|白痴|白癡|废物|廢物|蠢|笨死|垃圾机器人|垃圾機器人",
    r"滚蛋|滾蛋|他妈|他媽|妈的|媽的",
    r"\b(stupid|idiot|useless bot|dumb|moron|fuck|shut up)\b",
)

DANGERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "fire",
        _any(
            r"(?<!不)[着著]火|[起失]火|火灾|火災|冒[黑浓濃白]?[烟煙]|[浓濃][烟煙]|爆炸",
            r"\b(on fire|fire|flames|smoke (is )?coming|explosion)\b",
        ),
    ),
    (
        "gas_leak",
        _any(
            r"(煤气|煤氣|燃气|燃氣|天然气|天然氣|瓦斯)(的)?(味|臭|泄|洩|漏)",
            r"漏(煤气|煤氣|燃气|燃氣|天然气|天然氣|瓦斯)|臭(鸡蛋|雞蛋)",
            r"(煤气|煤氣|燃气|燃氣|天然气|天然氣|瓦斯)"
            r"((?!灶|炉|爐|表|錶|卡|费|費|公司|热水|熱水).){0,4}(漏(?![水电電检檢])|臭|[气氣]?味)",
            r"(灶|炉|爐|表|錶|热水器|熱水器|厨房|廚房|管道?).{0,4}漏[气氣]",
            r"(煤气|煤氣|燃气|燃氣|天然气|天然氣)(泄漏|洩漏)?(报警器|報警器|警报器|警報器).{0,6}[叫响響]",
            r"\b(gas leak\w*|leaking gas|smell(s|ing)?( of| like)? gas|gas (smell|odou?r)s?)\b",
            r"\b(rotten eggs?|gas (alarm|detector) (is |keeps )?(going off|beeping|ringing))\b",
        ),
    ),
    (
        "trapped",
        _any(
            r"(电梯|電梯).{0,8}(困|关着人|關著人|出不来|出不來)|(困|关|關)在.{0,4}(电梯|電梯)|被困",
            r"\b(trapped|stuck in(side)? (the |a )?(lift|elevator))\b",
        ),
    ),
    ("shock", _any(r"触电|觸電|被电到|被電到", r"\b(electric shock|electrocuted)\b")),
    ("burst_pipe", _any(r"(水管|管子|管道)爆|爆管", r"\b(burst pipe|pipe (has )?burst)\b")),
    (
        "medical",
        _any(
            r"晕倒|暈倒|昏倒|昏迷|没(有)?呼吸|沒(有)?呼吸|心脏病发|心臟病發|摔倒了|摔伤|摔傷|抽搐|中风|中風",
            r"不想活|想自杀|想自殺|要自杀|要自殺|要跳楼|要跳樓",
            r"\b(heart attack|unconscious|not breathing|collapsed|seizure|suicide|kill myself)\b",
        ),
    ),
    (
        "crime",
        _any(
            r"抢劫|搶劫|持刀|撬门|撬門",
            r"\b(robbery|being robbed|with a knife|breaking in)\b",
        ),
    ),
    ("", _any(r"救命|救人", r"\b(sos|help me)\b")),
)
"""Words of danger with the desk file's usual code for the emergency; "" names none."""

NOT_NOW = _any(
    r"昨[天晚日]|前[天几幾]|上[周週次个個]|去年|以前|之前|曾|那次|听说|聽說",
    r"演习|演習|演练|演練|预防|預防|防止|避免|如果|万一|萬一|要是|假如",
    r"培训|培訓|讲座|講座|保险|保險",
    r"\b(yesterday|last (night|week|month|year)|ago|if|in case|drill|prevent\w*|insurance)\b",
    r"\bfire (drill|extinguisher|door|exit|inspection|safety|escape|hydrant|station|alarm test)",
)
"""Anywhere in a text: it speaks of the past, of a rule, or of something imagined."""

NO = re.compile(
    r"(没有?|沒有?|不是|并非|並非|不会|不會|未|无|無|\b(no|not|never|isn't|without)\b)"
    r"\W*\w{0,3}\W*$"
)
"""Right before words of danger: they are denied."""

QUESTION = _any(
    r"[?？吗嗎]|[怎咋][么麼样樣]?|如何|多少|几[点點号號天个時时]|幾[點號天個時]|哪[里裡儿兒个個]",
    r"什么|什麼|啥|能不能|可不可以|是不是|有没有|有沒有|请问|請問|想问|想問|咨询|諮詢",
    r"\b(how|what|when|where|who|why|which|can i|may i|do you|is there|are there)\b",
)

KINDS: tuple[tuple[TicketKind, re.Pattern[str]], ...] = (
    (
        TicketKind.REPAIR,
        _any(
            r"报修|報修|维修|維修|漏水|渗水|滲水|滴水|积水|積水|堵|坏|壞|不亮|停[电電水]|[没沒][电電水]",
            r"跳[闸閘]|打不开|打不開|关不上|關不上|开裂|開裂|脱落|脫落|松动|鬆動|卡住|异响|異響|失灵|失靈",
            r"\b(broken|leak(s|ing)?|not working|(doesn't|does not) work|blocked|clogged)\b",
            r"\b(no (water|power)|out of order|cracked|repair)\b",
        ),
    ),
    (
        TicketKind.COMPLAINT,
        _any(
            r"投诉|投訴|噪音|太吵|很吵|吵死|扰民|擾民|乱停|亂停|占道|占用|佔用|[太很好][脏髒臭]",
            r"[没沒]人(管|修|打?[扫掃]|清?理)|态度|態度",
            r"\b(complain\w*|noisy|noise|dirty|smelly|rude)\b",
        ),
    ),
    (TicketKind.SUGGESTION, _any(r"建议|建議", r"\b(suggest\w*)\b")),
    (TicketKind.PRAISE, _any(r"表扬|表揚|点赞|點讚|要夸|要誇", r"\b(praise|well done)\b")),
)
"""Words that make a text sound like a report of a kind."""

NAMED = _any(r"报修|報修|维修|維修|投诉|投訴", r"\b(repair\w*|complain\w*)\b")
"""Words that name the matter and do not say what is wrong: 维修要收费吗."""
