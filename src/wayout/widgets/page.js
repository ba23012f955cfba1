// What the page needs outside of cards: marks that its look hangs on, keys that stay in an output,
// and tables one can reach.
// Safe to run more than once.
(() => {
  if (window.wayoutPage) {
    window.wayoutPage();
    return;
  }

  const OUTPUT = ".jp-OutputArea-output";
  const CONTROL = "input, select, textarea, button, summary, a[href], .wo-scroll, table[tabindex]";

  // Jupyter takes arrows, Enter and letters for its own commands, Notebook 7 on the way down.
  // Stopped here, the key still does its work in the control itself. Cards see to their own keys.
  window.addEventListener("keydown", event => {
    const inside = event.target.closest?.(OUTPUT) && event.target.closest(CONTROL);
    if (!inside || event.key === "Escape" || event.target.closest(".wo-live")) return;
    const run = event.key === "Enter" && event.shiftKey;
    if (!run && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  }, true);

  const FIGURE = /^[-−+]?\d[\d,]*(\.\d+)?(e[-+]\d+)?( ?%)?$/;
  const DATE = /^\d{4}-\d\d(-\d\d)?$/;
  const text = node => node.textContent.trim();
  const each = (selector, action) => document.querySelectorAll(selector).forEach(action);
  // A table that is wider than the screen scrolls, so the keyboard must be able to reach it.
  const wide = new ResizeObserver(seen => seen.forEach(({ target }) => {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }));

  const look = () => {
    // pandas sets whole tables to the right; only figures belong there, under their heading.
    each(`${OUTPUT} table.dataframe:not([data-set])`, table => {
      table.dataset.set = "";
      const heading = [...table.querySelectorAll("thead tr:first-child > *")];
      table.querySelectorAll("tbody tr").forEach(row => [...row.cells].forEach((cell, place) => {
        if (cell.tagName === "TD" && FIGURE.test(text(cell))) {
          cell.classList.add("wo-number-cell");
          heading[place]?.classList.add("wo-number-cell");
        }
        if (DATE.test(text(cell))) cell.classList.add("wo-date-cell");
      }));
    });
    each(".jp-RenderedMarkdown > table:not([data-wide])", table => {
      table.dataset.wide = "";
      wide.observe(table);
    });
  };

  // Which notebooks are of the course, and which have lost their Python.
  const mark = () => each(".jp-Notebook:not(.wo-notebook)", book =>
    book.querySelector(".wo-kit") && book.classList.add("wo-notebook"));
  // On a narrow screen Lab moves the sign of the kernel out of the panel, into a popup of its own.
  const LOST = '.jp-Notebook-ExecutionIndicator:is([data-status="dead"], [data-status="unknown"])';
  const live = () => each(".jp-NotebookPanel", panel => panel.classList.toggle("wo-gone",
    !!(panel.querySelector(LOST) || !panel.matches(".lm-mod-hidden")
      && document.querySelector(`.jp-Toolbar-responsive-popup ${LOST}`))));

  let waiting = false;
  new MutationObserver(() => {
    mark();
    if (waiting) return;
    waiting = true;
    setTimeout(() => { waiting = false; look(); live(); }, 60);
  }).observe(document.body, { subtree: true, childList: true });
  new MutationObserver(live).observe(document.body, { subtree: true, attributeFilter: ["data-status"] });
  window.wayoutPage = () => { mark(); live(); look(); };
  window.wayoutPage();
})();
