"""What sounds alike is alike, however it was typed."""

from knowledge_base.sounds import TABLE, make_table, sounds


def test_the_table_is_what_the_readings_say() -> None:
    assert TABLE.read_text(encoding="utf-8") == make_table()


def test_slips_of_a_pinyin_keyboard_sound_the_same() -> None:
    assert sounds("物业飞") == sounds("物业费")
    assert sounds("停车未") != sounds("停车费")
    assert sounds("知道") == sounds("资道")  # zh and z
    assert sounds("情况") == sounds("勤矿")  # ng and n


def test_other_scripts_and_single_characters_say_nothing() -> None:
    assert sounds("wifi 12") == frozenset()
    assert sounds("水") == frozenset()
    assert sounds("") == frozenset()


def test_a_rare_character_sounds_like_itself() -> None:
    assert sounds("𨋢㐂电") == sounds("㐂电")
    assert "y㐂-dian" in sounds("㐂电")
