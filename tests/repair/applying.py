"""Apply a set of changes as the answer gives it, by the rules of the page on answers alone."""

from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]


def applied(case: Json, found: Json, kept: Iterable[int] | None = None) -> Json:
    """A case with the changes of a repair set, or only those of some numbers; reviewed once all of them can be over."""
    changes = found["changes"] if kept is None else [found["changes"][number] for number in kept]
    days = [each["earliest"] for each in changes if each.get("earliest")]
    changed: Json = {**case, "as_of": max([case["as_of"], *days])}
    if "service_date" in case and changed["as_of"] > case["as_of"]:
        changed["service_date"] = max(case["service_date"], changed["as_of"])
    sections: dict[str, dict[str, Json | None]] = {
        section: {f"{section}/{index}": dict(entry) for index, entry in enumerate(case.get(section, ()))}
        for section in ("diagnoses", "findings", "events", "request")
    }
    complete = list(case.get("complete", ()))
    for number, change in enumerate(changes):
        for written in change["entries"]:
            place, values = written["place"], written["values"]
            section = place.partition("/")[0]
            if "/same_day/" in place:
                line, _, act = place.partition("/same_day/")
                sections["request"][line] = without_act(sections["request"][line] or {}, int(act))
            elif place == "complete":
                complete.append(values)
            elif place == "patient":
                changed["patient"] = {**changed.get("patient", {}), **values}
            elif place == section:
                sections[section][f"new/{number}/{len(sections[section])}"] = values
            elif values is None:
                sections[section][place] = None
            else:
                sections[section][place] = overlaid(sections[section][place] or {}, values)
    return (
        changed
        | {key: [each for each in entries.values() if each is not None] for key, entries in sections.items()}
        | {"complete": complete}
    )


def without_act(line: Json, number: int) -> Json:
    return {**line, "same_day": [act for place, act in enumerate(line["same_day"]) if place != number]}


def overlaid(entry: Json, values: Json) -> Json:
    return {key: value for key, value in {**entry, **values}.items() if value is not None}
