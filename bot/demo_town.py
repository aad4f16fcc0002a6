"""The invented community that the playground shows: who lives and works there, what goes wrong."""

from dataclasses import dataclass
from random import Random

from domain.people import CENTRE, Relation, StaffRole
from domain.ticket import TicketKind

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = (
    "秀英",
    "桂芳",
    "建国",
    "海燕",
    "志强",
    "丽华",
    "晓东",
    "雪梅",
    "文博",
    "佳怡",
    "国庆",
    "玉兰",
    "子轩",
    "雨涵",
    "明辉",
    "春燕",
    "立新",
    "婷婷",
    "永刚",
    "慧敏",
    "浩然",
    "淑珍",
    "俊杰",
    "晨曦",
)
FLOORS = 25
ROOMS_PER_FLOOR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who works for the property company."""

    name: str
    phone: str
    team: str
    role: StaffRole
    shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Somebody who lives there and has the desk on their phone.

    ``bound`` says that they have agreed and proved their phone; the others can try first contact.
    """

    name: str
    phone: str
    home: tuple[str, str, str]
    relation: Relation
    bound: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PastReport:
    """Something that was reported in the last week; ``age`` is in hours before now.

    ``taken`` and ``done`` are minutes after filing and taking; ``None`` means not yet.
    """

    kind: TicketKind
    category: str
    text: str
    age: float
    taken: int | None
    done: int | None
    score: int | None


COLLEAGUES = (
    Colleague(
        name="张师傅", phone="+8613900000001", team="repair", role=StaffRole.WORKER, shown=True
    ),
    Colleague(name="李师傅", phone="+8613900000002", team="repair", role=StaffRole.WORKER),
    Colleague(name="陈工", phone="+8613900000003", team="repair", role=StaffRole.LEADER),
    Colleague(name="刘队", phone="+8613900000004", team="security", role=StaffRole.LEADER),
    Colleague(name="赵队员", phone="+8613900000005", team="security", role=StaffRole.WORKER),
    Colleague(name="吴阿姨", phone="+8613900000006", team="cleaning", role=StaffRole.LEADER),
    Colleague(name="老周", phone="+8613900000007", team="greening", role=StaffRole.LEADER),
    Colleague(name="小陈", phone="+8613900000008", team=CENTRE, role=StaffRole.CLERK, shown=True),
    Colleague(
        name="何经理", phone="+8613900000009", team=CENTRE, role=StaffRole.ADMIN, shown=True
    ),
)

NEIGHBOURS = (
    Neighbour(
        name="王女士",
        phone="+8613800005678",
        home=("3", "2", "501"),
        relation=Relation.OWNER,
        bound=True,
    ),
    Neighbour(
        name="李先生",
        phone="+8613800006789",
        home=("12", "1", "302"),
        relation=Relation.OWNER,
        bound=False,
    ),
)

_TROUBLES: tuple[tuple[TicketKind, str, str], ...] = (
    (TicketKind.REPAIR, "leak", "卫生间天花板往下滴水，拿盆接着呢"),
    (TicketKind.REPAIR, "leak", "厨房水槽下面一直渗水，柜子都泡了"),
    (TicketKind.REPAIR, "leak", "阳台地漏返水，有点味道"),
    (TicketKind.REPAIR, "water", "水压特别小，热水器点不着"),
    (TicketKind.REPAIR, "water", "早上放出来的水有点黄"),
    (TicketKind.REPAIR, "drain", "马桶堵了，冲不下去"),
    (TicketKind.REPAIR, "drain", "洗菜池下水很慢"),
    (TicketKind.REPAIR, "power", "客厅一半插座没电，空开推不上去"),
    (TicketKind.REPAIR, "lighting", "楼道灯坏了好几天，晚上看不见"),
    (TicketKind.REPAIR, "lighting", "地下车库B区有一排灯不亮"),
    (TicketKind.REPAIR, "lift", "货梯关门的时候抖得厉害"),
    (TicketKind.REPAIR, "lift", "左边电梯按钮按了没反应"),
    (TicketKind.REPAIR, "door", "单元门刷卡没反应，要按好几次"),
    (TicketKind.REPAIR, "door", "防盗门关不严，锁舌对不上"),
    (TicketKind.REPAIR, "facility", "儿童滑梯有个螺丝露出来了"),
    (TicketKind.REPAIR, "house", "外墙皮掉了一块，怕砸到人"),
    (TicketKind.COMPLAINT, "noise", "楼上半夜拖椅子，连着三天了"),
    (TicketKind.COMPLAINT, "parking", "我的固定车位又被占了"),
    (TicketKind.COMPLAINT, "parking", "消防通道停了一排车"),
    (TicketKind.COMPLAINT, "hygiene", "电梯厅的垃圾两天没人收"),
    (TicketKind.COMPLAINT, "hygiene", "地库有积水，一股味道"),
    (TicketKind.COMPLAINT, "greening", "楼前的草坪都踩秃了"),
    (TicketKind.COMPLAINT, "service", "打了两次前台都没人接"),
    (TicketKind.SUGGESTION, "general", "快递柜旁边能不能装个雨棚"),
    (TicketKind.PRAISE, "general", "张师傅修得又快又干净，谢谢"),
)


_LATEST = (3.1, 0.4, 0.1)
"""How many hours ago the last reports came, which nobody has taken: the first is overdue."""


def homes() -> list[tuple[str, str, str]]:
    """Return the 1,200 homes: 12 buildings, 2 units each, 25 floors with two doors."""
    return [
        (str(building), str(unit), f"{floor}0{door}")
        for building in range(1, 13)
        for unit in (1, 2)
        for floor in range(1, FLOORS + 1)
        for door in range(1, ROOMS_PER_FLOOR + 1)
    ]


def residents(random: Random) -> list[tuple[tuple[str, str, str], str, str]]:
    """Return (home, name, phone) of one invented owner for each home but the neighbours'."""
    taken = {neighbour.home for neighbour in NEIGHBOURS}
    return [
        (home, random.choice(SURNAMES) + random.choice(GIVEN), f"+86137{number:08d}")
        for number, home in enumerate(homes())
        if home not in taken
    ]


def past_week(random: Random, count: int = 64) -> list[PastReport]:
    """Return a week of reports, oldest first: most are done, the latest still run."""
    reports = []
    for number in range(count):
        kind, category, text = random.choice(_TROUBLES)
        age = 168 * (1 - number / count) + random.uniform(0, 2)
        if number >= count - len(_LATEST):
            age = _LATEST[number - count]
        late = random.random() < 0.08
        taken = random.randint(60, 200) if late else random.randint(2, 25)
        done = random.randint(600, 2600) if late else random.randint(25, 600)
        score = random.choices((5, 4, 3, 2, None), weights=(52, 22, 6, 3, 17))[0]
        running = number >= count - 7
        reports.append(
            PastReport(
                kind=kind,
                category=category,
                text=text,
                age=age,
                taken=None if number >= count - len(_LATEST) else taken,
                done=None if running else done,
                score=score,
            )
        )
    return reports
