"""Write the pictures that the pages show and the lists that tests compare with: ``make pictures``."""

import sys
from pathlib import Path

from antecede.diagram.coverage import coverage_map, coverage_svg
from antecede.diagram.formats import svg
from antecede.diagram.scene import Scene
from tests.look.scenes import drawings, listing, reviewer, scenes

GOLDEN = Path(__file__).parent / "golden"
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"


def pictures() -> dict[str, str]:
    """Every picture of the pages, by the name of its file."""
    found = scenes()
    return {
        "pathway.svg": svg(found["policy-cpb.FacetBlock"]),
        "case.svg": svg(found["seed-001.1"]),
        "reason.svg": svg(found["seed-001.2"], path_of(found["seed-001.2"], "N8")),
        "certified.svg": svg(found["facet-rfa-all-met.1"]),
        "anatomy.svg": svg(found["anatomy.GanglionImparBlock"]),
        "coverage.svg": coverage_svg(coverage_map(reviewer().engine)),
    }


def path_of(scene: Scene, notation: str) -> object:
    about = next(box.iri for box in scene.boxes if box.notation == notation)
    return next(path for path in scene.paths if path.about == about)


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for path in GOLDEN.glob("*.txt"):
        path.unlink()
    for key, drawing in drawings().items():
        if not key.startswith("anatomy."):
            (GOLDEN / f"{key}.txt").write_text(listing(drawing), encoding="utf-8")
    for name, text in pictures().items():
        (PICTURES / name).write_text(text, encoding="utf-8")
    sys.stderr.write(f"{len(drawings())} pictures drawn, {len(pictures())} written to {PICTURES}\n")


if __name__ == "__main__":
    main()
