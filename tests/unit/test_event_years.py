"""Years beside well-known events."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import broken, found

TABLE = """
events:
  - {names: [関ヶ原の戦い, 関ケ原の戦い], years: "1600"}
  - {names: [応仁の乱], years: "1467-1477"}
  - {names: [関東大震災], years: "1923"}
"""


@pytest.mark.parametrize(
    "text, expected",
    [
        ("関ヶ原の戦い（1601年）", ["関ヶ原の戦い（1601年）"]),
        ("関ケ原の戦い（１６００年）", []),
        ("1601年（慶長6年）の関ヶ原の戦いで", ["1601年（慶長6年）の関ヶ原の戦い"]),
        ("大正11年の関東大震災では", ["大正11年の関東大震災"]),
        ("大正12年の関東大震災では", []),
        ("関東大震災は昭和元年に起きました", ["関東大震災は昭和元年に"]),
        ("応仁の乱(1470年)と応仁の乱(1480年)", ["応仁の乱(1480年)"]),
        ("関ヶ原の戦い(400年前)", []),
        ("2026年の関東大震災追悼式", []),
        ("関東大震災は100年で一区切り", []),
        ("2023年、関東大震災から100年", []),
        ("11600年の関ヶ原の戦いで", []),
    ],
)
def test_years(text: str, expected: list[str]) -> None:
    assert found("event-years", TABLE, text) == expected


@pytest.mark.parametrize("years", ["16", "1600-1500", "昔"])
def test_years_that_are_none(years: str) -> None:
    assert "年ではありません" in broken("event-years", f'events: [{{names: [甲], years: "{years}"}}]')


@given(st.text("0123456789年の関東大震災()は起平成元\ud800", max_size=40))
def test_nothing_raises(text: str) -> None:
    found("event-years", TABLE, text)
