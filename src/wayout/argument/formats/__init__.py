"""Maps and fact checks as other tools keep them.

=============  ======================================  ====================================
module         what it is                              what is lost
=============  ======================================  ====================================
`aif`          Argument Interchange Format, JSON       nothing
`kialo`        Kialo's text                            ids, kinds, joint premises, undercuts
`claimreview`  a fact check in schema.org's words      nothing
`mermaid`      a flow chart that JupyterLab draws      read nowhere
=============  ======================================  ====================================

Each has `write`, and `read` where there is something to read; Argdown has a package of its
own, `wayout.argument.argdown`. A learner's text is data in all of them: it reads back equal,
and wherever it is shown it is shown, not obeyed.
"""

from wayout.argument.formats import aif, claimreview, kialo, mermaid

__all__ = ["aif", "claimreview", "kialo", "mermaid"]
