import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from synapse.engine.settings import Announcements
from synapse.engine.templates import LONGEST, PLACEHOLDERS, checked, filled


@pytest.mark.parametrize(
    "template",
    [
        "",
        "{member} is level {level} now, and has {role}!",
        "Braces: {{ and }}",
    ],
)
def test_text_with_known_placeholders_is_taken(template: str) -> None:
    assert checked("level_up", template) == template


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{", "brace"),
        ("}", "brace"),
        ("{nobody}", "no {nobody} here"),
        ("{}", "no {} here"),
        ("{member.id}", "member.id"),
        ("{member[0]}", r"member\[0\]"),
        ("{member!r}", "member!r"),
        ("{level:>9999}", "level:>9999"),
        ("{giver}", "giver"),
        ("x" * (LONGEST + 1), "characters"),
    ],
)
def test_everything_else_is_refused_with_what_can_be_used(template: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        checked("level_up", template)


def test_values_are_never_read_as_templates() -> None:
    assert filled("{name}: {{{level}}}", {"name": "{level}", "level": "5"}) == "{level}: {5}"
    assert filled("{role}", {}) == ""


@given(st.text(max_size=60), st.sampled_from(sorted(PLACEHOLDERS)))
def test_what_is_taken_can_be_filled(template: str, kind: str) -> None:
    try:
        checked(kind, template)
    except ValueError:
        return
    filled(template, dict.fromkeys(PLACEHOLDERS[kind], "x"))


def test_settings_check_each_text_by_its_kind() -> None:
    found = Announcements(award_text="{giver}", level_texts={20: "b", 10: "{level}", 5: ""})
    assert list(found.level_texts) == [10, 20]
    for wrong in ({"level_up_text": "{giver}"}, {"achievement_text": "{level}"}, {"level_texts": {3: "{giver}"}}):
        with pytest.raises(ValidationError, match="there is no"):
            Announcements.model_validate(wrong)
    with pytest.raises(ValidationError):
        Announcements.model_validate({"level_texts": {0: "x"}})
