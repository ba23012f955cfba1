"""Pyodide's lock file, written anew: which wheels a page has, what they bring and need."""

from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from wayout.anywhere.lite.parts import LiteError, digest

Lock = dict[str, Any]
COMPILED = (".so", ".pyd", ".dylib", ".c")
# What Python says of itself inside Pyodide, as far as requirements ask for it.
_INSIDE = {
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "wasm32",
    "platform_python_implementation": "CPython",
    "platform_release": "",
    "platform_system": "Emscripten",
    "platform_version": "",
    "sys_platform": "emscripten",
    "extra": "",
}


@dataclass(frozen=True)
class Wheel:
    """A wheel: where it lies, its metadata, and the modules by which a page asks for it."""

    path: Path
    about: Message
    modules: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its name as a lock file has it."""
        return canonicalize_name(self.about["Name"])


def open_wheel(path: Path) -> Wheel:
    """Return what a wheel says of itself."""
    with ZipFile(path) as file:
        names = file.namelist()
        metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
        about = Parser().parsestr(file.read(metadata).decode())
    return Wheel(path, about, tuple(sorted({top for name in names if (top := _top(name))})))


def _top(name: str) -> str:
    *folders, last = name.split("/")
    if not folders:
        return last.removesuffix(".py") if last.endswith(".py") else ""
    if folders[0].endswith((".dist-info", ".data")) or not last.endswith((".py", ".so")):
        return ""
    # Several packages share the name xstatic: a page asks for one of them by its longer name.
    return ".".join(folders[:3]) if folders[0] == "xstatic" else folders[0]


def plain(path: Path, folder: Path) -> Path:
    """Return a wheel that runs in a page: one for another machine, without what was compiled."""
    name, version, _, tags = parse_wheel_filename(path.name)
    if any(tag.platform == "any" or "wasm32" in tag.platform for tag in tags):
        return path
    made = folder / f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
    with ZipFile(path) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            if not info.filename.endswith((*COMPILED, "/RECORD")):
                new.writestr(info, old.read(info))
    return made


def relock(own: Lock, paths: Iterable[Path], without: Iterable[str]) -> Lock:
    """Return Pyodide's lock ``own`` with the wheels in ``paths`` as its only packages.

    Raises LiteError where a wheel needs a package that is neither there nor among ``without``.
    """
    wheels = {one.key: one for one in map(open_wheel, paths)}
    number = own["info"]["python"]
    inside = {**_INSIDE, "python_full_version": number, "implementation_version": number}
    inside["python_version"] = ".".join(number.split(".")[:2])
    packages = {}
    for name in sorted(wheels):
        needs = _needs(wheels[name], inside) - set(without)
        if lost := sorted(needs - wheels.keys()):
            raise LiteError(
                f"{name} needs {lost[0]}, which a Lite page does not have: add its wheel to "
                "parts.toml, or its name to `without` there if pages do well without it."
            )
        packages[name] = _entry(wheels[name], needs)
    return {**own, "packages": packages}


def _needs(wheel: Wheel, inside: dict[str, str]) -> set[str]:
    asked = map(Requirement, wheel.about.get_all("Requires-Dist") or [])
    return {canonicalize_name(r.name) for r in asked if not r.marker or r.marker.evaluate(inside)}


def _entry(wheel: Wheel, needs: Iterable[str]) -> Lock:
    return {
        "name": wheel.about["Name"],
        "version": wheel.about["Version"],
        "file_name": wheel.path.name,
        "install_dir": "site",
        "sha256": digest(wheel.path),
        "package_type": "package",
        "imports": list(wheel.modules),
        "depends": sorted(needs),
        "unvendored_tests": False,
        "shared_library": False,
    }
