"""Every test, and every notebook a test runs, keeps its answers in a folder of its own."""

import os
import tempfile
from pathlib import Path

from hypothesis import settings

# Set before any kernel starts: nbval's kernels inherit the environment of this process.
os.environ["WAYOUT_WORK"] = str(Path(tempfile.mkdtemp(prefix="wayout-")) / "my_work.json")
os.environ["JUPYTER_PLATFORM_DIRS"] = "1"

# A busy machine is slow, not wrong: speed is measured in benchmarks/ only.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
