"""What a message's form is worth: factors on its XP, by length, code, links, attachments and emoji."""

from decimal import Decimal

from synapse.engine.exact import product
from synapse.engine.reward import Currency, Factor, FactorSource
from synapse.engine.settings import Quality

Form = tuple[int, bool, bool, bool, bool]
"""A message's class of length (0 short, 1 long, 2 very long), code, link, attachment, flood of emoji."""


def factors(form: Form, quality: Quality) -> tuple[Factor, ...]:
    """The factors other than 1 that apply to a message of this form.

    Where their product would be below the floor, the floor alone stands in their place.
    """
    size, code, link, attachment, flood = form
    applied = (
        (FactorSource.LENGTH, (Decimal(1), quality.long_factor, quality.very_long_factor)[size]),
        (FactorSource.CODE, quality.code_factor if code else Decimal(1)),
        (FactorSource.LINK, quality.link_factor if link else Decimal(1)),
        (FactorSource.ATTACHMENT, quality.attachment_factor if attachment else Decimal(1)),
        (FactorSource.EMOJI, quality.emoji_factor if flood else Decimal(1)),
    )
    if product(value for _, value in applied) < quality.floor:
        return (Factor(Currency.XP, FactorSource.QUALITY_FLOOR, quality.floor),)
    return tuple(Factor(Currency.XP, source, value) for source, value in applied if value != 1)
