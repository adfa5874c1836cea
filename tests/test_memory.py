"""Reading holds no more the more it reads."""

import gc

from dosye.events.context import Context
from dosye.pipeline import read_text

TEXT = "{name} هێرشی کردە سەر حەشدی شەعبی. وەزارەتی بەرگری گوتی دژی هێرشەکانە و پشتیوانی لە حەشد دەکات."


def test_articles_are_let_go_once_others_are_read() -> None:
    for name in ("ئەمریکا", "ئێران", "تورکیا", "سوریا", "ئیسرائیل", "ڕووسیا", "داعش", "سعودیە"):
        read_text(TEXT.format(name=name), published="2024-02-01")
    gc.collect()
    assert sum(isinstance(held, Context) for held in gc.get_objects()) <= 3
