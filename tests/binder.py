"""What Binder has before it reads environment.yml, and what it then installs."""

import re
from importlib.resources import files

import yaml

from checkout import ROOT

BELOW = files("repo2docker.buildpacks.conda")
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
PIP_LINES: list[str] = ENVIRONMENT["dependencies"][-1]["pip"]


def base_packages() -> list[str]:
    """What repo2docker puts beneath the course, in the versions of its own list for our Python."""
    python = ENVIRONMENT["dependencies"][0].partition("=")[2]
    held = BELOW.joinpath(f"environment.py-{python}-linux-64.lock").read_text("utf-8")
    asked = yaml.safe_load(BELOW.joinpath("environment.yml").read_text("utf-8"))["dependencies"]
    names = [line.partition("=")[0] for line in asked if "==" in line]
    pins = [re.search(rf"/({name})-([\d.]+)-", held) for name in names]
    assert all(pins), "repo2docker names its packages in another way"
    return [f"{one[1].removesuffix('-singleuser')}=={one[2]}" for one in pins if one]
