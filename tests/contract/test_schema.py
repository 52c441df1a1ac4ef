"""The served schema and the contract's files say the same, both ways."""

from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    is_specified_scalar_type,
    lexicographic_sort_schema,
    print_schema,
)

from synapse.api.schema import CONTRACT, contract, describe, executable, source


def printed(schema: GraphQLSchema) -> list[str]:
    return print_schema(lexicographic_sort_schema(schema)).splitlines()


def undescribed(schema: GraphQLSchema) -> Iterator[str]:
    for name, type_ in schema.type_map.items():
        if name.startswith("__") or is_specified_scalar_type(type_):
            continue
        if not type_.description:
            yield name
        if isinstance(type_, GraphQLEnumType):
            yield from (f"{name}.{value}" for value, each in type_.values.items() if not each.description)
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for field_name, field in type_.fields.items():
                if not field.description:
                    yield f"{name}.{field_name}"
                for argument, each in getattr(field, "args", {}).items():
                    if not each.description:
                        yield f"{name}.{field_name}({argument}:)"


def test_served_schema_is_the_contract() -> None:
    assert printed(executable()) == printed(contract())


@pytest.mark.parametrize("schema", [executable(), contract()], ids=["served", "contract"])
def test_everything_is_described(schema: GraphQLSchema) -> None:
    assert list(undescribed(schema)) == []


def test_each_file_is_one_domain_that_the_contract_reads() -> None:
    files = {file.name for file in CONTRACT.glob("*.graphql")}
    assert "schema.graphql" in files
    assert all((CONTRACT / name).read_text(encoding="utf-8").strip() in source() for name in files)


def test_describing_copies_only_what_both_have() -> None:
    served, model = executable(), contract()
    describe(served, model)
    assert printed(served) == printed(model)
