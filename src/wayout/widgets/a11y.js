// Makes the cards work by keyboard and by ear in JupyterLab. Safe to run more than once.
(() => {
  if (window.wayoutA11y) {
    window.wayoutA11y();
    return;
  }

  const OUTPUT = ".jp-OutputArea-output";
  const CONTROL =
    "input, select, textarea, button, summary, a[href], [role=slider], .wo-scroll, table[tabindex], .jupyter-widgets";
  const RUN_CELL = event => event.key === "Enter" && (event.shiftKey || event.ctrlKey || event.metaKey);

  // JupyterLab listens on the document and takes arrows, Enter and letters for its own commands.
  // Stopped here, one step below, the key still does its work in the control itself. In a text
  // field, running the cell by Shift+Enter would wipe what is being typed: stopped as well.
  document.body.addEventListener("keydown", event => {
    const inside = event.target.closest?.(OUTPUT) && event.target.closest(CONTROL);
    if (!inside || event.key === "Escape") return;
    const typing = event.target.matches("textarea") && event.target.closest(".wo-card");
    const command = event.ctrlKey || event.metaKey || event.altKey || RUN_CELL(event);
    if (!command || (typing && RUN_CELL(event))) event.stopPropagation();
  });

  // A click that changes nothing in its card for four seconds, while Python is idle, was not heard:
  // the card belongs to a kernel that is gone. The style sheet then shows what to do.
  document.body.addEventListener("click", event => {
    const button = event.target.closest?.(".wo-live button:not(.widget-upload, .widget-toggle-button)");
    const card = button?.closest(".wo-live");
    if (!card) return;
    let heard = false;
    const ear = new MutationObserver(() => {
      heard = true;
      card.classList.remove("wo-silent");
      ear.disconnect();
    });
    ear.observe(card, { subtree: true, childList: true, characterData: true });
    setTimeout(() => {
      const busy = card.closest(".jp-NotebookPanel")?.querySelector('[data-status="busy"]');
      if (!heard && !busy) card.classList.add("wo-silent");
    }, 4000);
  });

  const FIGURE = /^[-−+]?\d[\d,]*(\.\d+)?(e[-+]\d+)?( ?%)?$/;
  const DATE = /^\d{4}-\d\d(-\d\d)?$/;

  // Written only when different: our own change must not wake the observer for ever.
  const set = (node, name, value) => {
    if (value && node.getAttribute(name) !== value) node.setAttribute(name, value);
  };
  const text = node => (node ? node.textContent.trim() : "");
  const each = (selector, action) => document.querySelectorAll(selector).forEach(action);
  const followed = new Set();
  // A table that is wider than the screen scrolls, so the keyboard must be able to reach it.
  const wide = new ResizeObserver(seen => seen.forEach(({ target }) => {
    if (target.scrollWidth > target.clientWidth) set(target, "tabindex", "0");
    else target.removeAttribute("tabindex");
  }));
  let radios = 0;

  const look = () => {
    // Sliders have no name, and speak a bare number.
    each(`${OUTPUT} .noUi-handle`, handle => {
      const box = handle.closest(".jupyter-widgets");
      const words = handle.closest(".wo-dial, .wo-yardstick")?.querySelector(".wo-words");
      set(handle, "aria-label", text(box?.querySelector(".widget-label")));
      set(handle, "aria-valuetext", text(words || box?.querySelector(".widget-readout")));
    });
    // Toggle buttons do not say that they are pressed.
    each(`${OUTPUT} .jupyter-widgets.widget-toggle-button, ${OUTPUT} .widget-toggle-buttons button`, button =>
      set(button, "aria-pressed", String(button.classList.contains("mod-active"))));
    // Radio buttons and rows of toggles do not say what is asked, nor do words to mark.
    each(`${OUTPUT} :is(.widget-radio, .widget-toggle-buttons)`, group => {
      set(group, "role", group.matches(".widget-radio") ? "radiogroup" : "group");
      set(group, "aria-label", text(group.querySelector(".widget-label")));
    });
    // Arrow keys move among radio buttons only if these share a name.
    each(`${OUTPUT} .widget-radio`, group => {
      group.dataset.radios ||= `wo-radios-${++radios}`;
      group.querySelectorAll("input").forEach(radio => set(radio, "name", group.dataset.radios));
    });
    each(`${OUTPUT} .wo-group`, group => {
      set(group, "role", "group");
      set(group, "aria-label", text(group.querySelector(".wo-group-label")));
    });
    // Where the focus lands when a card turns its page.
    each(`${OUTPUT} .wo-landing > .widget-html-content`, place => set(place, "tabindex", "-1"));
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
    // An upload button counts its files, also when there are none.
    each(`${OUTPUT} .wo-card .widget-upload`, button => {
      const label = button.lastChild;
      if (label?.nodeType === 3 && label.data.endsWith(" (0)")) label.data = label.data.slice(0, -4);
    });
    // The line that says "saved" must be there, and marked, before its words change.
    each(`${OUTPUT} .wo-status`, node => set(node, "role", "status"));
    // A download that Python has made ready: follow its link once.
    each(`${OUTPUT} a.wo-grab`, link => {
      if (followed.has(link.dataset.once)) return;
      followed.add(link.dataset.once);
      link.click();
    });
  };

  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => { waiting = false; look(); }, 60);
  };
  new MutationObserver(soon).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ["class", "aria-valuenow", "aria-valuetext"],
  });
  window.wayoutA11y = look;
  look();
})();
