import pytest

from bot import measure


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("plain text, 100 % of it", 0),
        ("😀", 1),
        ("😀😀 and 🎉", 3),
        ("<:party:123456789012345678> <a:dance:123456789012345678>", 2),
        ("<:notanemoji:12> <b:x:123456789012345678>", 0),
        ("👨‍👩‍👧‍👦", 1),
        ("👍🏽", 1),
        ("🤷🏽‍♀️", 1),
        ("🇩🇪🇫🇷", 2),
        ("1️⃣ #️⃣", 2),
        ("❤️ ⭐ ⌚", 3),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 1),
        ("naïve café \u2013 „quotes“", 0),
        ("日本語のメッセージ", 0),
    ],
)
def test_emoji_are_counted_as_a_reader_sees_them(text: str, count: int) -> None:
    assert measure.emoji_count(text) == count


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```py\nx = 1\n```", True),
        ("before ```x``` after", True),
        ("``````", False),
        ("```open", False),
        ("`inline`", False),
    ],
)
def test_code_blocks(text: str, found: bool) -> None:  # noqa: FBT001 - what is expected
    assert measure.has_code(text) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://docs.python.org", True),
        ("see HTTP://EXAMPLE.ORG now", True),
        ("<https://example.org>", True),
        ("ftp://example.org", False),
        ("https:// nothing", False),
        ("www.example.org", False),
    ],
)
def test_links(text: str, found: bool) -> None:  # noqa: FBT001 - what is expected
    assert measure.has_link(text) is found
