"""Apply a set of changes as the answer gives it, by the rules of the page on answers alone."""

from typing import Any

Json = dict[str, Any]


def applied(case: Json, found: Json, without: int | None = None) -> Json:
    """A case with the changes of a repair set, but for one."""
    changed: Json = {**case, "as_of": found["as_of"]}
    if "service_date" in case:
        changed["service_date"] = max(case["service_date"], found["as_of"])
    sections: dict[str, dict[str, Json | None]] = {
        section: {f"{section}/{index}": dict(entry) for index, entry in enumerate(case.get(section, ()))}
        for section in ("diagnoses", "findings", "events", "request")
    }
    complete = list(case.get("complete", ()))
    for number, change in enumerate(found["changes"]):
        if number == without:
            continue
        for written in change["entries"]:
            place, values = written["place"], written["values"]
            section = place.partition("/")[0]
            if place == "complete":
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


def overlaid(entry: Json, values: Json) -> Json:
    return {key: value for key, value in {**entry, **values}.items() if value is not None}
