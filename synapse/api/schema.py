"""The executable schema: Strawberry's types with the descriptions of ``schema/*.graphql``."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import strawberry
from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    Undefined,
    build_schema,
    is_specified_scalar_type,
)
from graphql.type import GraphQLNamedType
from strawberry.schema.config import StrawberryConfig

import synapse
from synapse.api.mutations.mutation import Mutation
from synapse.api.queries.query import Query
from synapse.api.subscriptions.subscription import Subscription
from synapse.api.types.scalars import SCALARS

CONTRACT = Path(synapse.__file__).resolve().parents[1] / "schema"
"""Where the contract's files lie."""


@cache
def executable() -> GraphQLSchema:
    """The schema that this process serves; built once."""
    schema: GraphQLSchema = strawberry.Schema(  # noqa: SLF001 - Strawberry has no public name for graphql-core's schema
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        config=StrawberryConfig(scalar_map=SCALARS),
    )._schema
    for type_ in schema.type_map.values():
        _drop_null_defaults(type_)
    describe(schema, contract())
    return schema


@cache
def contract() -> GraphQLSchema:
    """The schema as the contract's files have it."""
    return build_schema(source())


@cache
def source() -> str:
    """The text of the contract's files, one after the other."""
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(CONTRACT.glob("*.graphql")))


def describe(schema: GraphQLSchema, model: GraphQLSchema) -> None:
    """Copy the descriptions of every type, field, argument and enum value that both schemas have."""
    for name, type_ in schema.type_map.items():
        told = model.type_map.get(name)
        if told is None or name.startswith("__") or is_specified_scalar_type(told):
            continue
        type_.description = told.description
        _describe_members(type_, told)


def _describe_members(type_: GraphQLNamedType, told: GraphQLNamedType) -> None:
    if isinstance(type_, GraphQLScalarType) and isinstance(told, GraphQLScalarType):
        type_.specified_by_url = told.specified_by_url
    elif isinstance(type_, GraphQLEnumType) and isinstance(told, GraphQLEnumType):
        for name, value in type_.values.items():
            if name in told.values:
                value.description = told.values[name].description
    elif isinstance(type_, GraphQLInputObjectType) and isinstance(told, GraphQLInputObjectType):
        _describe_inputs(type_.fields, told.fields)
    elif isinstance(type_, _WithFields) and isinstance(told, _WithFields):
        for name, field in type_.fields.items():
            if name in told.fields:
                _describe_field(field, told.fields[name])


_Input = GraphQLArgument | GraphQLInputField
_WithFields = GraphQLObjectType | GraphQLInterfaceType


def _describe_field(field: GraphQLField, told: GraphQLField) -> None:
    field.description = told.description
    _describe_inputs(field.args, told.args)


def _describe_inputs(inputs: Mapping[str, _Input], told: Mapping[str, _Input]) -> None:
    for name, each in inputs.items():
        if name in told:
            each.description = told[name].description


def _drop_null_defaults(type_: GraphQLNamedType) -> None:
    """A Python default of None means "not given", for which the contract writes no default at all."""
    if isinstance(type_, GraphQLInputObjectType):
        _drop(type_.fields.values())
    elif isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        for field in type_.fields.values():
            _drop(field.args.values())


def _drop(inputs: Iterable[_Input]) -> None:
    for each in inputs:
        if each.default_value is None:
            each.default_value = Undefined
            each.default = None
