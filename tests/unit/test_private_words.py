"""What is taken out of somebody's words before a group or the knowledge base sees them."""

import pytest

from domain.private_words import count_words, leave_out_private, mask_private

SAID = [
    ("物业费多少钱", "物业费多少钱", "物业费多少钱"),
    ("我家3-2-501，水管漏了咋办", "我家***，水管漏了咋办", "我家，水管漏了咋办"),
    ("3栋2单元501室漏水", "***漏水", "漏水"),
    ("三号楼二单元五零一 怎么交费", "*** 怎么交费", "怎么交费"),
    ("我住12#1502，怎么交费", "我住***，怎么交费", "我住，怎么交费"),
    ("打我电话 138 1234 5678", "打我电话 ***", "打我电话"),
    ("电话021-55550110没人接", "电话***没人接", "电话没人接"),
    ("１３８１２３４５６７８打给我", "***打给我", "打给我"),
    ("能装鱼缸吗，微信 wang_jie88", "能装鱼缸吗，微信 ***", "能装鱼缸吗"),
    ("微信号：wxid-7788a 加我，怎么交费", "微信号：*** 加我，怎么交费", "加我，怎么交费"),
    ("QQ 88776 在吗", "QQ *** 在吗", "在吗"),
    ("用 WeChat Pay 能交吗", "用 WeChat Pay 能交吗", "用 WeChat Pay 能交吗"),
    ("我叫王小明，想办门禁卡", "***，想办门禁卡", "想办门禁卡"),
    ("Flat 12B, can I get a key card?", "***, can I get a key card?", "can I get a key card?"),
    ("粤B·D12345怎么续月卡", "***怎么续月卡", "怎么续月卡"),
    ("沪AD12345占了我车位", "***占了我车位", "占了我车位"),
    ("川A区的WiFi连不上", "川A区的WiFi连不上", "川A区的WiFi连不上"),
    ("发票开到 wang.li@mail.example 行吗", "发票开到 *** 行吗", "发票开到 行吗"),
    ("停车5-300元是真的吗", "停车5-300元是真的吗", "停车5-300元是真的吗"),
    ("3栋电梯怎么还没修", "3栋电梯怎么还没修", "3栋电梯怎么还没修"),
    ("24小时都有人吗", "24小时都有人吗", "24小时都有人吗"),
    ("13812345678", "***", ""),
]


@pytest.mark.parametrize(("said", "masked", "rest"), SAID)
def test_what_is_private_is_masked_or_left_out(said: str, masked: str, rest: str) -> None:
    assert mask_private(said) == masked
    assert leave_out_private(said) == rest


@pytest.mark.parametrize(("text", "words"), [("😀👍", 0), ("？？", 0), ("a", 1), ("物业费", 3)])
def test_signs_are_no_words(text: str, words: int) -> None:
    assert count_words(text) == words
