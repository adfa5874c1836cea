"""Any text, most of it in the letters and signs that Kurdish texts have."""

from hypothesis import strategies as st

KURDISH = "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەیێةأإؤ"
OTHERS = "كيىھہۀ ﻻﻛﺮﻩﻪ٠٩۵"
SIGNS = "\u200c\u200d\u200e\u200f\u0640\u064e\u0651\u0654\u0655\u0301\ufeff\u00ad"
MARKS = " \n.،؛؟!:()«»\"'-#@/0123456789aZ"
TEXTS = st.text(st.one_of(st.sampled_from(KURDISH + OTHERS + SIGNS + MARKS), st.characters()))
