"""From a file to plain data: JSON or YAML in UTF-8, of bounded size and depth, each key once."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from antecede.errors import InputError, Problem

if TYPE_CHECKING:
    import yaml

#: A case is some kilobytes; anything near this is no case.
LARGEST = 5_000_000
DEEPEST = 20
TOO_DEEP = f"nested more than {DEEPEST} deep"


def read_data(path: Path) -> Any:
    """Dicts, lists, texts and numbers of a JSON file, or of a YAML file by its ending.

    Raises :class:`InputError` with the place in the file.
    """
    return parsed(path, _text(path))


def parsed(path: Path, text: str) -> Any:
    """The same from text; the ending of ``path`` says whether it is YAML, and messages name it."""
    data = _parse(path, text)
    if not _encodable(data):
        refuse(path, "", "holds half a character (a lone surrogate)", "write the text in UTF-8")
    if _depth(data) > DEEPEST:
        refuse(path, "", TOO_DEEP, "a case is a flat list of entries")
    return data


def refuse(path: Path, place: str, what: str, remedy: str) -> NoReturn:
    """Raise the one problem that ends the reading of a file."""
    raise InputError(Problem(str(path), place, what, remedy))


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            refuse(path, "", f"{size:,} bytes are no case", f"a case file has at most {LARGEST:,}")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse(path, f"byte {error.start}", "not UTF-8", "save the file as UTF-8")
    except OSError as error:
        refuse(path, "", error.strerror or str(error), "name a file that can be read")


def _parse(path: Path, text: str) -> Any:
    try:
        return _yaml(path, text) if path.suffix in (".yaml", ".yml") else json.loads(text, object_pairs_hook=_once)
    except RecursionError:
        refuse(path, "", TOO_DEEP, "a case is a flat list of entries")
    except json.JSONDecodeError as error:
        remedy = "write one case a file" if error.msg == "Extra data" else "mend the syntax there"
        refuse(path, f"line {error.lineno}, column {error.colno}", f"not JSON: {error.msg}", remedy)
    except ValueError as error:
        refuse(path, "", str(error), "correct it")


def _yaml(path: Path, text: str) -> Any:
    import yaml

    try:
        _check_events(path, yaml.parse(text, Loader=yaml.SafeLoader))
        return yaml.load(text, Loader=_loader())  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        several = "another document" in str(error.problem)
        what = "a second document in one file" if several else f"not YAML: {error.problem}"
        refuse(path, place, what, "write one case a file" if several else "mend the syntax there")
    except yaml.YAMLError as error:
        refuse(path, "", f"not YAML: {error}", "mend the syntax")


def _check_events(path: Path, events: "Iterable[yaml.Event]") -> None:
    """Refuse depth before it is built, and aliases, which can stand for more than a file can hold."""
    import yaml

    depth = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            refuse(path, "", "YAML aliases are not read", "write each entry out")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            refuse(
                path,
                f"line {event.start_mark.line + 1}" if event.start_mark else "",
                TOO_DEEP,
                "a case is a flat list of entries",
            )


def _loader() -> "type[yaml.SafeLoader]":
    """A safe loader for which dates stay text and keys are text and stand once."""
    import yaml

    class Loader(yaml.SafeLoader):
        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
            for key, _ in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise yaml.MarkedYAMLError(problem="a key has to be a text", problem_mark=key.start_mark)
            return _once([(str(key.value), self.construct_object(value, True)) for key, value in node.value])

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return Loader


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"key {twice!r} stands twice in one object")
    return found


def _depth(data: Any) -> int:
    level, depth = [data], 0
    while level and depth <= DEEPEST:
        level = [child for each in level for child in _children(each)]
        depth += 1
    return depth


def _children(data: Any) -> Iterable[Any]:
    return data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()


def _encodable(data: Any) -> bool:
    """Whether all text can be written again."""
    try:
        json.dumps(data, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        return False
    except ValueError:
        return True
    return True
