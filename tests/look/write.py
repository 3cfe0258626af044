"""Write the pictures that the pages show and the lists that tests compare with: ``make pictures``."""

import re
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from antecede.diagram.chart import coverage_svg
from antecede.diagram.coverage import CoverageMap, coverage_map
from antecede.diagram.formats import svg
from antecede.diagram.scene import Path as Way
from antecede.diagram.scene import Scene
from antecede.report.page import page
from antecede.store.embedded import Embedded
from antecede.store.load import load
from tests.look.browser import CHROMIUM, Watched, chromium
from tests.look.scenes import determination, drawings, listed, listing, reviewer, scenes
from tests.serving import serving
from tests.support import CASE_FILES

#: What the photograph of the workbench shows.
CHANGED = "/cases/facet-rfa-all-met?set=events/4/relief=40"
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
    """The part of the map that is shown: acts of which at least five families speak."""
    found = coverage_map(reviewer().engine)
    return replace(found, rows=tuple(r for r in found.rows if len(r.cells) > 4))


def path_of(scene: Scene, notation: str) -> Way:
    about = next(box.iri for box in scene.boxes if box.notation == notation)
    return next(path for path in scene.paths if path.about == about)


def shown_page() -> tuple[str, str]:
    """The page that is photographed, and a fingerprint of it."""
    made = page(determination("seed-001"))
    return made, fingerprint(made)


def fingerprint(page: str) -> str:
    """Hash of a page without the hashes of its receipt."""
    return sha256(re.sub(r"<footer>.*?</footer>", "", page, flags=re.DOTALL).encode()).hexdigest()


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


def photograph_workbench(folder: Path) -> None:
    """A photograph of a case with a changed fact in the workbench, over a store of the shipped cases."""
    with TemporaryDirectory() as place:
        load(Embedded(Path(place)), CASE_FILES.values(), reviewer())
        with serving(place) as client, chromium() as browser:
            address = str(client.base_url.join(CHANGED))
            seen = Watched(browser, address)
            seen.page.screenshot(path=folder / "workbench.png")
            print_ = fingerprint(photographed(client.get(CHANGED).text))
            (folder / "workbench.sha256").write_text(f"{print_}\n", encoding="utf-8")


def photographed(page: str) -> str:
    """The part of a page of the workbench that its photograph shows: its style, the answer, what moved, the facts."""
    seen = page.partition('<div id="lines">')[0]
    return re.sub(r"<datalist.*?</datalist>|<option>[^<]*</option>", "", seen, flags=re.DOTALL)


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
        photograph_workbench(PICTURES)
    else:
        sys.stderr.write("no Chromium here: the photographs of the page are as they were\n")
    sys.stderr.write(f"{len(drawings())} pictures drawn, {len(pictures())} written to {PICTURES}\n")


if __name__ == "__main__":
    main()
