"""Writes the Python of a plan: one function per selection set, plain leaves and lists of objects inline.

The functions build dictionaries and raise on everything that is not as it should be; they never make an error
of GraphQL. What they are made of is names: the schema's, and the document's aliases, which are letters, digits
and underscores alone. Everything else is a constant that they find under a name.
"""

from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLLeafType,
    GraphQLObjectType,
    GraphQLOutputType,
    Undefined,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)
from graphql.pyutils import Path

from synapse.api.execution import leaves
from synapse.api.execution.access import Access
from synapse.api.execution.later import Answer, Later, Pending, Run, plain
from synapse.api.execution.leaves import Irregular
from synapse.api.execution.plan import Field, Selection, Unsupported

Complete = Callable[[Run, Any, Path | None, list[Pending]], Answer]
"""Completes an object: its run, value and path, and where to note what is to be resolved after it."""

_SHARING = 2
"""From so many lists on, the same objects tend to come again: what many earned, where many were."""
_WORTH_SHARING = 3
"""With fewer fields, an object is as soon completed as found."""


def compiled(root: Selection) -> Complete:
    """The function that completes a plan's root value."""
    module = _Module()
    name = module.selection(root)
    module.run()
    complete: Complete = module.names[name]
    return complete


def _literal(name: str) -> str:
    """A name as Python text."""
    if not (name.isascii() and name.isidentifier()):
        raise Unsupported
    return repr(name)


class _Module:
    """The functions of one plan."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._laters: list[tuple[Later, str]] = []
        self.names: dict[str, Any] = {"Irregular": Irregular, "Path": Path, "known": set(), "Undefined": Undefined}

    def name(self, prefix: str, value: object) -> str:
        """A name under which the functions find a value."""
        name = f"{prefix}_{len(self.names)}"
        self.names[name] = value
        return name

    def selection(self, selection: Selection, lists: int = 0) -> str:
        """Write the function of a selection set that stands under so many lists; gives its name."""
        name = self.name("object", None)
        body = _Body(self, lists)
        body.object(selection)
        self.lines += [f"def {name}(run, source, path, pending):", *body.lines]
        return name

    def later(self, field: Field, lists: int) -> str:
        """Write the function that completes what a field's resolver gave; gives the name of the field's ``Later``."""
        name = self.name("value", None)
        body = _Body(self, lists)
        body.value(field, field.definition.type, "v", "path", nullable=True)
        self.lines += [f"def {name}(run, v, path, pending):", *body.lines, " return v"]
        later = Later(field, field.access.many)
        self._laters.append((later, name))
        return self.name("later", later)

    def run(self) -> None:
        """Make the functions."""
        code = compile("\n".join(self.lines), "<compiled operation>", "exec")
        exec(code, self.names)  # noqa: S102 - written here from the schema's names, see above
        for later, name in self._laters:
            later.complete = self.names[name]


class _Body:
    """The statements of one function."""

    def __init__(self, module: _Module, lists: int) -> None:
        self.lines: list[str] = []
        self._module = module
        self._lists = lists
        self._depth = 1
        self._locals = 0

    def object(self, selection: Selection) -> None:
        """Complete ``source`` as an object of one type."""
        values, after = self._values(selection, "source")
        self._line(f"answer = {{{values}}}")
        for name in after:
            self._line(f"pending.append(({name}, source, path, answer))")
        self._line("return answer")

    def _values(self, selection: Selection, source: str) -> tuple[str, list[str]]:
        """Write what gives an object's fields; gives the inside of its dictionary, and what is resolved after it."""
        values: list[str] = []
        after: list[str] = []
        for field in selection.fields:
            if field.name == "__typename":
                value = _literal(selection.type.name)
            elif field.access.later:
                value = "None"
                after.append(self._module.later(field, self._lists))
            else:
                value = self._now(field, field.access, source)
            values.append(f"{_literal(field.key)}: {value}")
        return ", ".join(values), after

    def value(self, field: Field, type_: GraphQLOutputType, v: str, path: str, *, nullable: bool) -> None:
        """Complete the variable ``v`` in place."""
        if is_non_null_type(type_):
            self.value(field, type_.of_type, v, path, nullable=False)
        elif is_leaf_type(type_):
            self._leaf(type_, v, nullable=nullable)
        else:
            self._line(f"if {v} is None or {v} is Undefined:")
            self._inner([f"{v} = None" if nullable else "raise Irregular"])
            self._line("else:")
            self._depth += 1
            self._composite(field, type_, v, path)
            self._depth -= 1

    def _composite(self, field: Field, type_: GraphQLOutputType, v: str, path: str) -> None:
        if is_list_type(type_):
            self._list(field, type_.of_type, v, path)
        elif is_object_type(type_):
            self._object_value(field, type_, v, path)
        elif is_abstract_type(type_):
            self._abstract(field, type_, v, path)
        else:
            raise Unsupported

    def _leaf(self, type_: GraphQLLeafType, v: str, *, nullable: bool) -> None:
        thorough = self._module.name("leaf", leaves.thorough(type_, nullable=nullable))
        if (quick := leaves.quick(type_)) is None:
            self._line(f"{v} = {thorough}({v})")
            return
        self._module.names.update(quick.names or {})
        if quick.write:
            self._line(f"{v} = {quick.write} if {quick.test} else {thorough}({v})".replace("{v}", v))
        else:
            self._line(f"if not ({quick.test}): {v} = {thorough}({v})".replace("{v}", v))

    def _list(self, field: Field, item: GraphQLOutputType, v: str, path: str) -> None:
        self._line(f"if {v}.__class__ is not list and {v}.__class__ is not tuple: raise Irregular")
        items, index, each = self._local(), self._local(), self._local()
        self._line(f"{items} = []")
        self._line(f"for {index}, {each} in enumerate({v}):" if field.wants_path else f"for {each} in {v}:")
        self._depth += 1
        self._lists += 1
        self.value(field, item, each, f"Path({path}, {index}, None)", nullable=True)
        self._line(f"{items}.append({each})")
        self._lists -= 1
        self._depth -= 1
        self._line(f"{v} = {items}")

    def _object_value(self, field: Field, type_: GraphQLObjectType, v: str, path: str) -> None:
        self._check(field, type_, v)
        self._complete(field.selections[type_.name], v, path)

    def _abstract(self, field: Field, type_: Any, v: str, path: str) -> None:  # noqa: ANN401 - an abstract type
        self._plain(v)
        kind, decide = self._local(), self._module.name("decide", type_.resolve_type)
        if type_.resolve_type is None or not field.selections:
            raise Unsupported
        abstract, owner = self._module.name("type", type_), self._module.name("field", field)
        self._line(f"{kind} = {decide}({v}, run.kind_info({owner}), {abstract})")
        for number, (name, selection) in enumerate(field.selections.items()):
            self._line(f"{'elif' if number else 'if'} {kind} == {_literal(name)}:")
            self._depth += 1
            self._check(field, selection.type, v)
            self._complete(selection, v, path)
            self._depth -= 1
        self._line("else: raise Irregular")

    def _complete(self, selection: Selection, v: str, path: str) -> None:
        """Complete the object ``v`` in place: here when nothing under it is resolved later, else by a function."""
        if selection.wants_path or selection.waits:
            where = path if selection.wants_path else "None"
            self._line(f"{v} = {self._module.selection(selection, self._lists)}(run, {v}, {where}, pending)")
        elif self._lists < _SHARING or len(selection.fields) < _WORTH_SHARING:
            self._line(f"{v} = {{{self._values(selection, v)[0]}}}")
        else:
            self._shared(selection, v)

    def _shared(self, selection: Selection, v: str) -> None:
        """Complete an object that may come again; it is kept beside its answer, so that its id stays its own."""
        known, seen, site = self._local(), self._local(), self._module.name("site", object())
        self.lines.insert(0, f" {known} = run.known({site})")
        self._line(f"{seen} = {known}.get(id({v}))")
        self._line(f"if {seen} is not None: {v} = {seen}[1]")
        self._line("else:")
        self._depth += 1
        self._line(f"{seen} = {v}")
        self._line(f"{v} = {{{self._values(selection, seen)[0]}}}")
        self._line(f"{known}[id({seen})] = ({seen}, {v})")
        self._depth -= 1

    def _plain(self, v: str) -> None:
        check = self._module.name("plain", plain)
        self._line(f"if {v}.__class__ not in known: {check}({v}, known)")

    def _check(self, field: Field, type_: GraphQLObjectType, v: str) -> None:
        """Check that a value is shown as this type."""
        predicate = type_.is_type_of
        if predicate is None:
            self._plain(v)
            return
        check, owner = self._module.name("is", predicate), self._module.name("field", field)
        if not getattr(predicate, "by_class", False):
            self._plain(v)
            self._line(f"if {check}({v}, run.kind_info({owner})) is not True: raise Irregular")
            return
        classes = self._module.name("classes", set())
        self._line(f"if {v}.__class__ not in {classes}:")
        self._inner(
            [
                f"if {check}({v}, run.kind_info({owner})) is not True: raise Irregular",
                f"{classes}.add({v}.__class__)",
            ]
        )

    def _now(self, field: Field, how: Access, source: str) -> str:
        """Write what gives the field's value at once; gives the variable."""
        v, path = self._local(), "None"
        if field.wants_path or not (how.attribute or how.direct):
            path = self._local()
            self._line(f"{path} = Path(path, {_literal(field.key)}, {_literal(field.parent.name)})")
        if how.attribute:
            self._line(f"{v} = {source}.{how.attribute}")
        elif how.direct:
            resolver, parameter = how.direct
            self._line(f"{v} = {self._module.name('direct', resolver)}({parameter}={source})")
        else:
            self._line(f"{v} = run.resolve({self._module.name('field', field)}, {source}, {path})")
        self.value(field, field.definition.type, v, path, nullable=True)
        return v

    def _local(self) -> str:
        self._locals += 1
        return f"v{self._locals}"

    def _line(self, text: str) -> None:
        self.lines.append(" " * self._depth + text)

    def _inner(self, lines: list[str]) -> None:
        self.lines.extend(" " * (self._depth + 1) + line for line in lines)
