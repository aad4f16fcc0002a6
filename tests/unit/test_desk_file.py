"""The desk file: what is read from it, and what is said about its mistakes."""

from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path

import pytest
import yaml

from bot.checking import check
from bot.desk_file import DeskFileError, load_desk
from bot.mistakes import Mistake
from domain.language import Language
from domain.people import CENTRE
from domain.ticket import Severity, TicketKind

EXAMPLE = Path(__file__).parents[2] / "deploy" / "desk.example.yaml"

SMALL = """\
company: 阳光物业
consent_version: "2026-01"
teams:
  repair: {zh: 维修组, en: Repairs}
  centre: 客服中心
categories:
  leak:
    name: {zh: 漏水, en: Leak}
    kinds: [repair, complaint]
    team: repair
    severity: yellow
    accept_within: 30m
    finish_within: 1d
    advice: {zh: 先关总阀, en: Close the valve}
emergencies:
  fire:
    name: {zh: 着火, en: Fire}
    team: centre
    safety:
      zh: |-
        先离开。
        走楼梯。
      en: Leave first.
emergency_accept_within: 10m
follow_up: {ask_after: 30m, remind_after: 24h, call_after: 1h30m}
communities:
  sunshine:
    name: {zh: 阳光花园, zh-Hant: 陽光苑, en: Sunshine Garden}
    timezone: Asia/Shanghai
    buildings:
      - {codes: 1-2, units: 1-2}
      - {code: A, name: 商业楼}
    emergency_numbers:
      - {label: 火警, number: 119}
    quiet_hours: 21:00-08:00
    office_hours: 08:30-18:00
    centre_phone: 021-5555-0100
facts:
  duty_phone: 021-5555-0110
  water_price: {zh: 每吨 3.45 元, en: CNY 3.45}
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_text(text: str) -> Path:
        path = tmp_path / "desk.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write_text


def mistakes_of(path: Path) -> tuple[Mistake, ...]:
    with pytest.raises(DeskFileError) as caught:
        load_desk(path)
    return caught.value.mistakes


def only_mistake(path: Path) -> Mistake:
    mistakes = mistakes_of(path)
    assert len(mistakes) == 1, [one.text(Language.EN) for one in mistakes]
    return mistakes[0]


def line_of(text: str, part: str) -> int:
    return next(at for at, line in enumerate(text.splitlines(), start=1) if part in line)


def test_the_whole_file_becomes_a_desk(write: Write) -> None:
    desk = load_desk(write(SMALL))
    community = desk.community("sunshine")
    assert [(one.code, one.units) for one in community.buildings] == [
        ("1", ("1", "2")),
        ("2", ("1", "2")),
        ("A", ()),
    ]
    assert community.buildings[0].name.text(Language.ZH_HANT) == "1棟"
    assert community.quiet_hours.start == time(21)
    assert community.quiet_hours.end == time(8)
    assert community.timezone.key == "Asia/Shanghai"
    assert community.emergency_numbers[0].number == "119"
    leak = desk.category("leak")
    assert leak is not None
    assert leak.kinds == {TicketKind.REPAIR, TicketKind.COMPLAINT}
    assert leak.severity is Severity.YELLOW
    assert leak.accept_within == timedelta(minutes=30)
    assert leak.finish_within == timedelta(days=1)
    assert desk.follow_up.call_after == timedelta(minutes=90)
    assert desk.consent_version == "2026-01"


def test_a_category_may_be_public_and_have_other_words(write: Write) -> None:
    more = "kinds: repair\n    place: public\n    words: {zh: 马桶、 地漏, en: 'toilet, wet room'}"
    leak = load_desk(write(SMALL.replace("kinds: [repair, complaint]", more))).category("leak")
    assert leak is not None
    assert leak.public
    assert leak.words == ("马桶", "地漏", "馬桶", "toilet", "wet room")
    plain = load_desk(write(SMALL)).category("leak")
    assert plain is not None
    assert (plain.public, plain.words) == (False, ())


def test_traditional_characters_are_derived_unless_given(write: Write) -> None:
    desk = load_desk(write(SMALL))
    repair = desk.team("repair")
    assert repair is not None
    assert repair.name.text(Language.ZH_HANT) == "維修組"
    assert desk.communities[0].name.text(Language.ZH_HANT) == "陽光苑"


def test_one_string_serves_all_languages(write: Write) -> None:
    desk = load_desk(write(SMALL))
    assert desk.company.text(Language.EN) == "阳光物业"
    assert desk.company.text(Language.ZH_HANT) == "陽光物業"


def test_facts_are_one_text_or_one_per_language(write: Write) -> None:
    facts = load_desk(write(SMALL)).facts
    assert facts["duty_phone"] == "021-5555-0110"
    assert facts["water_price"] == {
        "zh-Hans": "每吨 3.45 元",
        "zh-Hant": "每噸 3.45 元",
        "en": "CNY 3.45",
    }


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("", (30, 7, 180)),
        ("keep:\n", (30, 7, 180)),
        ("keep: {records: 60d, consultations: 400d}\n", (60, 7, 400)),
    ],
)
def test_what_is_over_is_kept_for_as_long_as_the_file_says(
    write: Write, written: str, kept: tuple[int, int, int]
) -> None:
    keep = load_desk(write(SMALL + written)).keep
    assert (keep.records.days, keep.drafts.days, keep.consultations.days) == kept


@pytest.mark.parametrize(("written", "days"), [("", 180), ("knowledge:\n", 180)])
def test_answers_are_looked_at_again_after_half_a_year(
    write: Write, written: str, days: int
) -> None:
    assert load_desk(write(SMALL + written)).knowledge.review_after.days == days


def test_answers_are_looked_at_again_when_the_file_says(write: Write) -> None:
    given = SMALL + "knowledge: {review_after: 400d}\n"
    assert load_desk(write(given)).knowledge.review_after.days == 400
    wrong = SMALL + "knowledge: {review_after: 1y}\n"
    assert only_mistake(write(wrong)).path == "knowledge.review_after"


def test_a_community_states_facts_of_its_own_before_the_companys(write: Write) -> None:
    own = "    centre_phone: 021-5555-0100\n    facts: {water_price: 每吨 4 元}\n"
    text = SMALL.replace("    centre_phone: 021-5555-0100\n", own)
    desk = load_desk(write(text))
    assert desk.facts_in("sunshine")["duty_phone"] == "021-5555-0110"
    price = desk.facts_in("sunshine")["water_price"]
    assert not isinstance(price, str)
    assert price["zh-Hans"] == "每吨 4 元"
    report = "\n".join(check(Language.ZH_HANS, write(text), None).lines)
    assert "阳光花园自己的：1 条" in report


def test_a_mistake_in_a_communitys_facts_is_named_with_its_line(write: Write) -> None:
    own = "    centre_phone: 021-5555-0100\n    facts:\n      Water Price: 4\n"
    text = SMALL.replace("    centre_phone: 021-5555-0100\n", own)
    mistake = only_mistake(write(text))
    assert mistake.line == line_of(text, "Water Price")
    assert mistake.path.startswith("communities.sunshine.facts")


def test_lines_of_a_text_stay_lines(write: Write) -> None:
    fire = load_desk(write(SMALL)).emergency("fire")
    assert fire is not None
    assert fire.safety.text(Language.ZH_HANS).split("\n") == ["先离开。", "走楼梯。"]


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "desk.yaml"
    path.write_text(SMALL, encoding="utf-8-sig")
    assert load_desk(path).company.text(Language.ZH_HANS) == "阳光物业"


def test_a_misspelt_key_is_one_mistake_with_its_line_and_the_right_name(write: Write) -> None:
    text = SMALL.replace("timezone:", "timezon:")
    mistake = only_mistake(write(text))
    assert mistake.line == line_of(text, "timezon:")
    assert mistake.path == "communities.sunshine.timezon"
    assert "did you mean timezone?" in mistake.mend.text(Language.EN)
    assert "timezone" in mistake.mend.text(Language.ZH_HANS)


def test_an_unknown_team_names_the_teams_there_are(write: Write) -> None:
    text = SMALL.replace("    team: repair", "    team: repairs")
    mistake = only_mistake(write(text))
    assert (mistake.line, mistake.path) == (line_of(text, "team: repairs"), "categories.leak.team")
    mend = mistake.mend.text(Language.EN)
    assert "did you mean repair?" in mend
    assert "repair, centre" in mend


def test_the_service_centre_must_be_there(write: Write) -> None:
    text = SMALL.replace("  centre: 客服中心\n", "").replace("team: centre", "team: repair")
    mistake = only_mistake(write(text))
    assert (mistake.line, mistake.path) == (line_of(text, "teams:"), "teams")
    assert CENTRE in mistake.mend.text(Language.EN)


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(write: Write) -> None:
    text = (
        SMALL.replace("severity: yellow", "severity: orange")
        .replace("accept_within: 30m", "accept_within: soon")
        .replace("team: centre", "team: firemen")
        .replace("Asia/Shanghai", "Asia/Shangai")
        .replace("    centre_phone: 021-5555-0100\n", "")
        .replace("number: 119", "number: call us")
    )
    mistakes = mistakes_of(write(text))
    assert [(one.line, one.path) for one in mistakes] == [
        (line_of(text, "orange"), "categories.leak.severity"),
        (line_of(text, "soon"), "categories.leak.accept_within"),
        (line_of(text, "firemen"), "emergencies.fire.team"),
        (line_of(text, "sunshine:"), "communities.sunshine.centre_phone"),
        (line_of(text, "Shangai"), "communities.sunshine.timezone"),
        (line_of(text, "call us"), "communities.sunshine.emergency_numbers[1].number"),
    ]
    by_path = {one.path: one.mend.text(Language.EN) for one in mistakes}
    assert "did you mean Asia/Shanghai?" in by_path["communities.sunshine.timezone"]
    assert "yellow" in by_path["categories.leak.severity"]
    assert "30m" in by_path["categories.leak.accept_within"]
    assert "centre_phone: 021" in by_path["communities.sunshine.centre_phone"]


@pytest.mark.parametrize(
    ("wrong", "path", "hint"),
    [
        ({"  leak:": "  Leak!:"}, "categories.Leak!", "lower-case"),
        ({"  leak:": "  water_leak_in_kitchen:"}, "categories.water_leak_in_kitchen", "16"),
        ({"  sunshine:": "  阳光:"}, "communities.阳光", "lower-case"),
        ({"kinds: [repair, complaint]": "kinds: []"}, "categories.leak.kinds", "add one"),
        (
            {"kinds: [repair, complaint]": "kinds: emergency"},
            "categories.leak.kinds[1]",
            "use one of: repair, complaint",
        ),
        (
            {"kinds: [repair, complaint]": "kinds: repair\n    place: garden"},
            "categories.leak.place",
            "use one of: home, public",
        ),
        ({"finish_within: 1d": "finish_within: 10m"}, "categories.leak", "no longer than"),
        ({"finish_within: 1d": "finish_within: 24"}, "categories.leak.finish_within", "24h|2h"),
        ({"finish_within: 1d": "finish_within: 0m"}, "categories.leak.finish_within", "30m"),
        ({"21:00-08:00": "21:00-21:00"}, "communities.sunshine.quiet_hours", "21:00-08:00"),
        ({"21:00-08:00": "25:00-08:00"}, "communities.sunshine.quiet_hours", "21:00-08:00"),
        ({"units: 1-2": "units: 2-1"}, "communities.sunshine.buildings[1].units", "1-12"),
        ({"codes: 1-2": "codes: 东区"}, "communities.sunshine.buildings[1].codes", "1-12"),
        ({"code: A": "code: 2"}, "communities.sunshine.buildings", "once"),
        ({"code: A, name: 商业楼": "name: 商业楼"}, "communities.sunshine.buildings[2]", "codes"),
        ({"company: 阳光物业": "company:"}, "company", "fill it in"),
        ({"  fire:": "  leak:"}, "emergencies.leak", "another code"),
        ({"      - {label: 火警, number: 119}\n": "      []\n"}, None, "add one"),
        (
            {"      en: Leave first.": "      eng: Leave first."},
            "emergencies.fire.safety.eng",
            "en",
        ),
        ({"facts:": "facts:\n  坏 名字: x"}, "facts.坏 名字", "lower-case"),
        ({"facts:": "keep: {records: 24h}\nfacts:"}, "keep.records", "2d"),
        ({"facts:": "keep: {drafts: 100d}\nfacts:"}, "keep.drafts", "90 days at most"),
        ({"facts:": "keep: {consultations: 9999d}\nfacts:"}, "keep.consultations", "1000 days"),
    ],
)
def test_each_wrong_value_has_its_place_and_its_mend(
    write: Write, wrong: dict[str, str], path: str | None, hint: str
) -> None:
    text = SMALL
    for old, new in wrong.items():
        assert old in text
        text = text.replace(old, new, 1)
    mistake = only_mistake(write(text))
    assert path is None or mistake.path == path
    assert any(part in mistake.mend.text(Language.EN) for part in hint.split("|"))


def test_a_key_given_twice_names_both_lines(write: Write) -> None:
    text = SMALL.replace("  centre: 客服中心\n", "  centre: 客服中心\n  repair: 工程部\n")
    mistake = only_mistake(write(text))
    assert mistake.line == line_of(text, "工程部")
    assert f"line {line_of(text, '  repair: {zh')}" in mistake.problem.text(Language.EN)


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("    team: repair\n", "\tteam: repair\n", "tab"),
        ("    team: repair\n", "    team： repair\n", "plain colon"),
        ("zh: 先关总阀,", 'zh: "先关总阀,', "quotation mark"),
        ("    name: {zh: 漏水, en: Leak}\n", "      name: {zh: 漏水}\n", "indentation"),
    ],
)
def test_a_mistake_of_syntax_has_a_line_and_a_mend(
    write: Write, old: str, new: str, hint: str
) -> None:
    text = SMALL.replace(old, new, 1)
    assert text != SMALL
    mistake = only_mistake(write(text))
    wrong = line_of(text, new.strip("\n"))
    assert mistake.line is not None
    assert abs(mistake.line - wrong) <= 1 or "quotation" in hint
    assert "column" in mistake.problem.text(Language.EN)
    assert hint in mistake.mend.text(Language.EN)


def test_gb18030_is_told_from_utf8(tmp_path: Path) -> None:
    path = tmp_path / "desk.yaml"
    path.write_bytes(SMALL.encode("gb18030"))
    mistake = only_mistake(path)
    assert "GB18030" in mistake.problem.text(Language.EN)
    assert "UTF-8" in mistake.mend.text(Language.EN)
    assert mistake.line == 1


@pytest.mark.parametrize("text", ["", "# only a comment\n", "just words\n", "- a\n- b\n"])
def test_a_file_without_settings(write: Write, text: str) -> None:
    assert "desk.example.yaml" in only_mistake(write(text)).mend.text(Language.EN)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    mistake = only_mistake(tmp_path / "desk.yaml")
    assert "desk.example.yaml" in mistake.mend.text(Language.EN)
    assert "folder" in only_mistake(tmp_path).problem.text(Language.EN)


def test_an_alias_that_holds_itself_ends(write: Write) -> None:
    assert mistakes_of(write(SMALL + "  more: &a [*a]\n"))


def test_values_are_never_taken_for_numbers_or_truths(write: Write) -> None:
    desk = load_desk(write(SMALL + "  on: 010\n  price: 3.50\n  date: 2026-01-01\n"))
    assert desk.facts["on"] == "010"
    assert desk.facts["price"] == "3.50"
    assert desk.facts["date"] == "2026-01-01"


def test_the_example_is_in_order_and_fits_on_a_phone() -> None:
    desk = load_desk(EXAMPLE)
    community = desk.community("sunshine")
    assert community.timezone.key == "Asia/Shanghai"
    assert [one.code for one in community.buildings] == [str(at) for at in range(1, 13)]
    assert {one.units for one in community.buildings} == {("1", "2")}
    for kind in (
        TicketKind.REPAIR,
        TicketKind.COMPLAINT,
        TicketKind.SUGGESTION,
        TicketKind.PRAISE,
        TicketKind.REQUEST,
    ):
        assert 1 <= len(desk.categories_for(kind)) <= 9
    for category in desk.categories:
        assert len(category.name.text(Language.ZH_HANS)) <= 4
        assert timedelta(minutes=20) <= category.accept_within <= timedelta(hours=4)
        # Guests at the gate wait minutes, nobody waits longer than a week.
        shortest = timedelta(minutes=30) if category.code == "visitor" else timedelta(hours=24)
        assert shortest <= category.finish_within <= timedelta(days=7)
    for text in (
        *(one.name for one in (*desk.categories,)),
        *(one.safety for one in desk.emergencies),
        *(one.name for one in desk.emergencies),
        *(one.name for one in desk.teams),
    ):
        assert all(text.texts.get(language) for language in Language)
    for emergency in desk.emergencies:
        assert 2 <= len(emergency.safety.text(Language.ZH_HANS).splitlines()) <= 3


def test_the_example_fills_in_every_fact_that_answers_are_made_of() -> None:
    content = EXAMPLE.parents[1] / "knowledge_base" / "content" / "facts.yaml"
    known = yaml.safe_load(content.read_text(encoding="utf-8"))
    facts = load_desk(EXAMPLE).facts
    assert set(facts) == set(known)
    for text in facts.values():
        values = [text] if isinstance(text, str) else list(text.values())
        assert not any(value.endswith(("。", ".")) for value in values)


def test_the_report_of_a_good_desk_is_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BOT_TOKEN", raising=False)
    report = check(Language.ZH_HANS, EXAMPLE, None)
    text = "\n".join(report.lines)
    assert report.ok
    assert "12 栋各 2 个单元" in text
    assert "漏水 → 维修组，30 分钟内接单，24 小时内完成" in text
    assert "提示" not in text
    english = "\n".join(check(Language.EN, EXAMPLE, None).lines)
    assert "12 with 2 units each" in english
    assert "finished within 72 hours" in english
    assert "邻" not in english


def test_the_report_of_a_bad_desk_has_lines_and_mends(write: Write) -> None:
    text = SMALL.replace("timezone:", "timezon:").replace("team: centre", "team: center")
    report = check(Language.EN, write(text), None)
    assert not report.ok
    shown = "\n".join(report.lines)
    assert "2 mistakes" in shown
    assert f"line {line_of(text, 'timezon:')} communities.sunshine.timezon:" in shown
    assert "did you mean centre?" in shown
    hans = "\n".join(check(Language.ZH_HANS, write(text), None).lines)
    assert f"第 {line_of(text, 'timezon:')} 行" in hans
    assert "改法：" in hans


def test_what_is_allowed_but_odd_is_a_hint(write: Write) -> None:
    report = check(Language.EN, write(SMALL), None)
    hints = [line for line in report.lines if line.startswith("Hint")]
    assert report.ok
    assert any("Praise" in hint for hint in hints)
    assert any("客服中心" in hint for hint in hints)
