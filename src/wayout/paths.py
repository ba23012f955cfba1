"""Where the course folder and its data are; nothing but the standard library is needed."""

from pathlib import Path

_HERE = Path(__file__).resolve()
_CHECKOUT = _HERE.parents[2]
_IS_CHECKOUT = (_CHECKOUT / "data" / "datapackage.json").exists()

ROOT: Path = _CHECKOUT if _IS_CHECKOUT else _HERE.parent / "_data"
"""The course folder, or, where the package was installed alone, its own copy of the data."""
DATA: Path = ROOT / "data" if _IS_CHECKOUT else ROOT
"""The folder that holds ``datapackage.json``."""
