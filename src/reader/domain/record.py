"""Records: what ``dataclass(frozen=True, slots=True)`` makes, at a fifth of the cost.

`reader score` would spend more time on making data classes than on reading and scoring a file: loading ``dataclasses``
takes 6 ms, each class half a millisecond more. Records are written, compared, shown, pickled and type-checked like data
classes, and ``dataclasses.fields``, ``replace`` and ``asdict`` work on them.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, dataclass_transform, overload

if TYPE_CHECKING:
    from dataclasses import Field

_Class = TypeVar("_Class", bound=type)
_Record = TypeVar("_Record")


@overload
def record(cls: _Class, /) -> _Class: ...
@overload
def record(*, slots: bool) -> Callable[[_Class], _Class]: ...
@dataclass_transform(frozen_default=True)
def record(cls: type | None = None, /, *, slots: bool = True) -> Any:
    """Make an unchangeable record of a class with annotated fields; defaults must be unchangeable themselves.

    ``slots=False`` leaves the instances a dictionary, which ``cached_property`` needs.
    """
    if cls is None:
        return lambda cls: _made(cls, slots)
    return _made(cls, slots)


def replaced(one: _Record, **changes: Any) -> _Record:
    """A copy of a record with these fields changed. Raises TypeError for a field it does not have."""
    known: Any = one
    return type(one)(**dict(zip(known.__match_args__, known._values, strict=True)) | changes)


def _made(cls: type, slots: bool) -> type:
    names = tuple(cls.__annotations__)
    content = dict(cls.__dict__)
    defaults = {name: content[name] for name in names if name in content}
    content |= {
        "__init__": _initialiser(names, defaults),
        "__repr__": _shown,
        "__eq__": _equal,
        "__hash__": _hashed,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__match_args__": names,
        "__dataclass_fields__": _Fields(names, defaults),
        "_values": property(attrgetter(*names) if len(names) > 1 else lambda self: (getattr(self, names[0]),)),
    }
    if slots:
        for name in defaults:
            del content[name]
        content |= {"__slots__": names, "__getstate__": _state, "__setstate__": _restore}
    for name in ("__dict__", "__weakref__"):
        content.pop(name, None)
    return type(cls.__name__, cls.__bases__, content)


def _initialiser(names: tuple[str, ...], defaults: dict[str, Any]) -> Any:
    parameters = ", ".join(f"{name}=_default_{name}" if name in defaults else name for name in names)
    lines = "".join(f"\n _set(self, {name!r}, {name})" for name in names)
    known = {"_set": object.__setattr__} | {f"_default_{name}": value for name, value in defaults.items()}
    exec(f"def __init__(self, {parameters}):{lines}", known)
    return known["__init__"]


def _shown(self: Any) -> str:
    values = zip(self.__match_args__, self._values, strict=True)
    return f"{type(self).__qualname__}({', '.join(f'{name}={value!r}' for name, value in values)})"


def _equal(self: Any, other: object) -> bool:
    return self._values == other._values if type(other) is type(self) else NotImplemented  # type: ignore[attr-defined]


def _hashed(self: Any) -> int:
    return hash(self._values)


def _refuse(_self: Any, name: str, _value: Any = None) -> NoReturn:
    raise AttributeError(f"a record cannot be changed: {name}")


def _state(self: Any) -> Any:
    return self._values


def _restore(self: Any, values: tuple[Any, ...]) -> None:
    for name, value in zip(self.__match_args__, values, strict=True):
        object.__setattr__(self, name, value)


class _Fields:
    """The fields as ``dataclasses`` wants them, made when it first asks."""

    def __init__(self, names: tuple[str, ...], defaults: dict[str, Any]) -> None:
        self._names = names
        self._defaults = defaults
        self._made: dict[str, Field[Any]] | None = None

    def __set_name__(self, owner: type, _name: str) -> None:
        self._owner = owner

    def __get__(self, _record: object, _class: type) -> dict[str, Field[Any]]:
        if self._made is None:
            from dataclasses import field, make_dataclass

            types = self._owner.__annotations__
            declared = [
                (name, types[name], field(default=self._defaults[name]) if name in self._defaults else field())
                for name in self._names
            ]
            twin: Any = make_dataclass(self._owner.__name__, declared)
            self._made = twin.__dataclass_fields__
        return self._made
