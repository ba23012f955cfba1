"""Where the course folder and its data are; nothing but the standard library is needed."""

import sys
from pathlib import Path

_HERE = Path(__file__).resolve()
_CHECKOUT = _HERE.parents[2]
_IS_CHECKOUT = (_CHECKOUT / "data" / "datapackage.json").exists()


def course_around(folder: Path) -> Path | None:
    """Return the course folder in which ``folder`` lies, if it does."""
    around = (one for one in (folder, *folder.parents) if (one / FIRST).is_file())
    return next(around, None)


FIRST = Path("lessons", "00_start_here.ipynb")
"""The notebook by which a course folder is known."""
IN_PAGE = sys.platform == "emscripten"
"""Whether Python runs inside a browser page, where lessons lie apart from the package."""
DATA: Path = _CHECKOUT / "data" if _IS_CHECKOUT else _HERE.parent / "_data"
"""The folder that holds ``datapackage.json``."""
ROOT: Path = _CHECKOUT if _IS_CHECKOUT else (IN_PAGE and course_around(Path.cwd())) or DATA
"""The course folder, or, where the package was installed alone, its own copy of the data."""
