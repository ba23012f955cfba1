// A link to a notebook opens it in this page. By itself JupyterLite opens another one, with a
// second Python, and both would write the same file of answers.
document.addEventListener("click", async event => {
  const link = event.target.closest?.("a[href]");
  const own = event.ctrlKey || event.metaKey || event.shiftKey || event.button;
  if (!link || own) return;
  const app = window.jupyterapp, shown = app?.shell?.currentWidget?.context?.path ?? "";
  const at = new URL(link.getAttribute("href"), `http://page/files/${shown}`);
  const path = /.*\/files\/(.+\.ipynb)$/.exec(decodeURIComponent(at.pathname))?.[1];
  if (!path || !(at.host === "page" || at.host === location.host)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  await app.commands.execute("docmanager:save").catch(() => {});
  location.assign(`index.html?path=${encodeURIComponent(path)}`);
}, true);
