"""Compile the way of a case through its rules to machine code, from the same sources.

The hook runs where ``HATCH_BUILD_HOOKS_ENABLE`` is set, and for wheels alone (``make wheel``); the modules are named in
``pyproject.toml``.  Each becomes an extension beside its source, which is imported in its place.
"""

import os
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: Where the compiler's library for all modules lies: inside the package, so that the wheel has no other name.
LIBRARY = "antecede.compiled"


class Compiled(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the extensions to a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the modules and have them taken in; an editable wheel stays as it is."""
        if version == "editable":
            return
        self._folder = TemporaryDirectory()
        with chdir(self.root):
            compile_into(Path(self._folder.name), [f"reasoner/antecede/{name}" for name in self.config["modules"]])
        for made in Path(self._folder.name, "lib").rglob("*.*"):
            build_data["force_include"][str(made)] = str(made.relative_to(Path(self._folder.name, "lib")))
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take away the folder in which the modules were compiled."""
        if version != "editable":
            self._folder.cleanup()


def compile_into(folder: Path, sources: list[str]) -> None:
    """Extensions of modules, with the library they share, in the folder ``lib`` of a folder."""
    from mypyc.build import mypycify
    from setuptools import Distribution

    os.environ["MYPY_CACHE_DIR"] = str(folder / "cache")
    extensions = mypycify(
        ["--config-file=pyproject.toml", *sources], group_name=LIBRARY, target_dir=str(folder / "c"), debug_level="0"
    )
    command = Distribution({"ext_modules": extensions}).get_command_obj("build_ext")
    command.build_lib, command.build_temp = str(folder / "lib"), str(folder / "temp")
    command.ensure_finalized()
    command.run()
