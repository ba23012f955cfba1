"""A JupyterHub for one class: a browser is all that learners need. See docs/scale.md.

python start.py run jupyterhub -f deploy/jupyterhub_config.py

Each learner gets an own copy of the course, brought up to date each time their server starts.
"""

import os
import sys
from pathlib import Path
from urllib.parse import urlencode

c = get_config()  # noqa: F821  JupyterHub hands this name to the file
course = Path(__file__).resolve().parents[1]
state = Path(os.environ.get("WAYOUT_HUB", "hub")).resolve()
state.mkdir(mode=0o700, parents=True, exist_ok=True)

c.JupyterHub.db_url = f"sqlite:///{state}/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = str(state / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(state / "proxy.pid")
c.JupyterHub.bind_url = os.environ.get("WAYOUT_HUB_URL", "http://127.0.0.1:8000")

# A trial: one password for all, and one account of the machine, so that a learner who knows how
# can read another's files. Without it, learners are accounts of the machine, each with their own
# password and rights, and root starts the hub; only who is in a group of the machine may come in.
password = os.environ.get("WAYOUT_HUB_PASSWORD")
if password:
    c.Authenticator.allow_all = True
    c.JupyterHub.authenticator_class = "shared-password"
    c.SharedPasswordAuthenticator.user_password = password
    c.JupyterHub.spawner_class = "simple"
    c.SimpleLocalProcessSpawner.home_dir_template = f"{state}/homes/{{username}}"
else:
    c.LocalAuthenticator.allowed_groups = {os.environ.get("WAYOUT_HUB_GROUP", "learners")}

# What nbgitpuller copies and updates: the branch that this folder is on, or another address.
pull = {
    "repo": os.environ.get("WAYOUT_HUB_COURSE", course.as_uri()),
    "targetpath": "course",
    "urlpath": "lab/tree/course/lessons/00_start_here.ipynb",
}
c.Spawner.default_url = f"/git-pull?{urlencode(pull)}"
c.Spawner.notebook_dir = "~"
# The package is the hub's, the answers are not: without this line all would share one file.
c.Spawner.environment = {"WAYOUT_WORK": "~/course/my_work.json"}

# A kernel that did nothing for half an hour ends, a server after an hour. Nothing saved is lost.
c.Spawner.args = ["--MappingKernelManager.cull_idle_timeout=1800"]
culler = [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=3600"]
c.JupyterHub.services = [{"name": "culler", "command": culler}]
scopes = ["list:users", "read:users:activity", "read:servers", "delete:servers"]
c.JupyterHub.load_roles = [{"name": "culler", "scopes": scopes, "services": ["culler"]}]
