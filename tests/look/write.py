"""Write the pictures that the pages show and the lists that tests compare with: ``make pictures``."""

import re
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from antecede.diagram.coverage import CoverageMap, coverage_map, coverage_svg
from antecede.diagram.formats import svg
from antecede.diagram.scene import Path as Way
from antecede.diagram.scene import Scene
from antecede.report.page import page
from tests.look.browser import CHROMIUM, Watched, chromium
from tests.look.scenes import determination, drawings, listed, listing, reviewer, scenes

GOLDEN = Path(__file__).parent / "golden"
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"


def pictures() -> dict[str, str]:
    """Every picture of the pages, by the name of its file."""
    found = scenes()
    return {
        "pathway.svg": svg(found["policy-cpb-policy.FacetBlock"]),
        "case.svg": svg(found["seed-001.1"]),
        "reason.svg": svg(found["seed-001.2"], path_of(found["seed-001.2"], "N8")),
        "certified.svg": svg(found["facet-rfa-all-met.1"]),
        "anatomy.svg": svg(found["anatomy.GanglionImparBlock"]),
        "coverage.svg": coverage_svg(spoken_of()),
    }


def spoken_of() -> CoverageMap:
    """The part of the map that fits on a page: acts of which at least three families speak."""
    found = coverage_map(reviewer().engine)
    return replace(found, rows=tuple(r for r in found.rows if sum(cell.documents > 0 for cell in r.cells) > 2))


def path_of(scene: Scene, notation: str) -> Way:
    about = next(box.iri for box in scene.boxes if box.notation == notation)
    return next(path for path in scene.paths if path.about == about)


def shown_page() -> tuple[str, str]:
    """The page that is photographed, and a fingerprint of it without the hashes of its receipt."""
    made = page(determination("seed-001"))
    return made, sha256(re.sub(r"<footer>.*?</footer>", "", made, flags=re.DOTALL).encode()).hexdigest()


def photograph(folder: Path) -> None:
    """Photographs of the page in a real browser, and what they were taken of."""
    made, print_ = shown_page()
    with TemporaryDirectory() as place, chromium() as browser:
        path = Path(place) / "page.html"
        path.write_text(made, encoding="utf-8")
        for name, dark, reason in (("page", False, 2), ("page-dark", True, 6)):
            seen = Watched(browser, path, dark=dark)
            seen.page.locator("ol.reasons > li summary").nth(reason).click()
            seen.page.wait_for_selector(".trail .badge")
            seen.page.screenshot(path=folder / f"{name}.png")
    (folder / "page.sha256").write_text(f"{print_}\n", encoding="utf-8")


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for path in GOLDEN.glob("*.txt"):
        path.unlink()
    for key in listed():
        (GOLDEN / f"{key}.txt").write_text(listing(drawings()[key]), encoding="utf-8")
    for name, text in pictures().items():
        (PICTURES / name).write_text(text, encoding="utf-8")
    if CHROMIUM:
        photograph(PICTURES)
    else:
        sys.stderr.write("no Chromium here: the photographs of the page are as they were\n")
    sys.stderr.write(f"{len(drawings())} pictures drawn, {len(pictures())} written to {PICTURES}\n")


if __name__ == "__main__":
    main()
