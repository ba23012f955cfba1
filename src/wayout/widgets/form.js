// One card: what Python draws is morphed into the page, what the learner does is sent to Python.
const PAUSE = 300, PATIENCE = 4000, LARGEST = 6e6, AGAIN = 3000;
const GONE = `<p><strong>Python has not answered this card.</strong> If a cell is still running,
  wait. Otherwise run the first grey cell of the page, then the cell above this card: click it and
  press <kbd>Shift</kbd> + <kbd>Enter</kbd>. What you saved comes back; copy what you typed since.</p>`;

// Nodes with the same key are the same thing before and after.
const key = node => node.nodeType !== Node.ELEMENT_NODE ? node.nodeName : [node.nodeName,
  node.dataset.key, node.getAttribute("name"),
  /^(radio|submit)$/.test(node.type) && node.value].join();

// What a control holds, unless the learner has touched it since.
const CONTROL = "input:not([type=file]), select, textarea";
const settle = (old, { value, checked }, mine) => {
  if (!old.matches(CONTROL) || mine(old)) return;
  if (/^(radio|checkbox)$/.test(old.type)) old.checked = checked;
  else if (old.value !== value) old.value = value;
};

// Make `old` like `fresh`, touching only what differs: focus, caret and scrolling stay.
const morph = (old, fresh, mine) => {
  if (old.type === "hidden" && mine(old)) return; // its attribute is its value
  if (old.isEqualNode(fresh)) { // but for what is typed and ticked, which no attribute shows
    const told = [fresh, ...fresh.querySelectorAll(CONTROL)];
    [old, ...old.querySelectorAll(CONTROL)].forEach((one, n) => settle(one, told[n], mine));
    return;
  }
  const { value, checked } = fresh, wanted = new Set([...fresh.childNodes].map(key));
  for (const { name } of [...old.attributes])
    if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  for (const { name, value } of fresh.attributes)
    if (old.getAttribute(name) !== value && name !== "open") old.setAttribute(name, value);
  for (const child of [...old.childNodes]) if (!wanted.has(key(child))) child.remove();
  let here = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const name = key(next);
    let match = here;
    while (match && key(match) !== name) match = match.nextSibling;
    if (match && match === here) here = here.nextSibling;
    else if (match && old.moveBefore) old.moveBefore(match, here);
    else old.insertBefore(match || next, here);
    if (match?.nodeType === Node.ELEMENT_NODE) morph(match, next, mine);
    else if (match && match.data !== next.data) match.data = next.data;
  }
  while (here) { const gone = here; here = here.nextSibling; gone.remove(); }
  settle(old, { value, checked }, mine);
};

const render = ({ model, el }) => {
  el.classList.add("wo-card", "wo-live");
  el.innerHTML = `<div></div><div class="wo-lost" role="alert">${GONE}</div>`;
  const page = el.firstChild, touched = {}, end = new AbortController();
  const on = (where, what, act, capture = false) =>
    where.addEventListener(what, act, { capture, signal: end.signal });
  // A control by its name, or by name=value; a place by its key.
  const named = text => {
    const [name, value] = text.split("=").map(part => CSS.escape(part));
    return page.querySelector(`:is([name="${name}"], [data-key="${name}"])${value ? `[value="${value}"]` : ""}`);
  };
  let typing = 0, waiting = 0, sent = 0, again = false, asked = "", latest = 0, owed = 0;
  const keys = []; // pressed before the answer to the last one; see the form's data-steady
  // The moment, later than any before it: a clock may be set back while somebody types.
  const now = () => latest = Math.max(Date.now(), latest + 1, model.get("heard") + 1);

  // Sending -----------------------------------------------------------------------------------
  const silent = () => { el.classList.add("wo-silent"); [asked, owed] = ["", 0]; keys.length = 0; };
  const send = (what, value = "") => {
    clearTimeout(typing);
    typing = 0;
    const form = page.querySelector("form");
    if (!form) return;
    // One draft at a time is on its way; the last place of a slider follows the answer.
    if (what === "draft" && waiting && !el.classList.contains("wo-silent")) { again = true; return; }
    sent = now();
    waiting ||= setTimeout(silent, PATIENCE);
    el.classList.add("wo-sent"); // whoever steers a page by a program can tell when it is answered
    const fields = Object.fromEntries([...new FormData(form)].filter(([, v]) => typeof v === "string"));
    const names = [...form.elements].filter(one => !one.disabled && one.type !== "submit").map(one => one.name);
    // Without a kernel there is nobody to send to.
    const steady = "steady" in form.dataset;
    if (steady && !el.classList.contains("wo-silent")) owed += 1;
    try { model.send({ do: what, value, at: sent, fields, names: [...new Set(names)], steady }); } catch { silent(); }
  };
  const press = button => {
    const what = button.getAttribute("name") || button.dataset.name;
    const value = button.value || button.dataset.value || "";
    if (asked === `${what} ${value}` || button.ariaDisabled === "true") return; // pressed twice
    asked = `${what} ${value}`;
    send(what, value);
  };
  const give = async input => {
    const [file] = input.files;
    if (!file) return;
    const bytes = file.size <= LARGEST ? await file.arrayBuffer() : new ArrayBuffer();
    let text = new TextDecoder().decode(bytes);
    try { new TextDecoder("utf-8", { fatal: true }).decode(bytes); }
    catch { text = text.replace(/^.*\ufffd.*$/gm, "?"); } // bytes that are no text: the line is torn
    input.value = "";
    send(input.name, { name: file.name, size: file.size, text });
  };
  const save = ([name, text]) => {
    const link = document.createElement("a");
    // A zip comes as its own address; all other files are text.
    link.href = text.startsWith("data:application/zip;base64,") ? text
      : URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name;
    el.append(link); // VS Code hears a click on what is part of the page, and nothing else
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  // Drawing -----------------------------------------------------------------------------------
  // What a slider says and where it stands is shown at once; Python's answer follows.
  const follow = () => page.querySelectorAll("input[type=range]").forEach(slider => {
    const form = slider.form, said = slider.dataset.words && JSON.parse(slider.dataset.words)[slider.value];
    const out = form.querySelector(`[data-says="${slider.name}"]`);
    if (said && out && out.textContent !== said) out.textContent = said;
    if (said) slider.setAttribute("aria-valuetext", said);
    const place = 100 * (slider.value - slider.min) / (slider.max - slider.min);
    slider.style.setProperty("--wo-at", `${place}%`);
    form.style.setProperty(`--${slider.name}`, `${place}%`);
  });
  const draw = () => {
    const heard = model.get("heard"), held = document.activeElement, inside = page.contains(held);
    if (heard >= sent) {
      clearTimeout(waiting);
      [waiting, asked] = [0, ""];
      el.classList.remove("wo-silent");
    }
    if (!waiting && !typing) el.classList.remove("wo-sent");
    const fresh = document.createElement("template");
    fresh.innerHTML = `<div>${model.get("html")}</div>`;
    morph(page, fresh.content.firstChild, field => touched[field.name] > heard);
    follow();
    if (again && !waiting) { again = false; send("draft"); }
    if (!inside || document.activeElement === held) return;
    const name = held.getAttribute("name"), twin = name && (named(`${name}=${held.value}`) || named(name));
    (held.isConnected ? held : twin || page.querySelector("[role=status]"))?.focus();
  };

  // Hearing -----------------------------------------------------------------------------------
  on(page, "input", ({ target }) => {
    if (target.type === "file") return;
    const moved = target.form?.elements[`${target.name}-moved`];
    if (moved) moved.value = "yes";
    touched[target.name] = touched[moved?.name] = now();
    follow();
    clearTimeout(typing);
    if ("live" in target.dataset) send("draft");
    else {
      typing = setTimeout(send, PAUSE, "draft");
      el.classList.add("wo-sent");
    }
  });
  // A picture that is drawn on moves its sliders: the one of the column under the pointer, and
  // those that a quick hand has passed; keys move the sliders themselves.
  let drawn = null;
  const plot = event => {
    const picture = event.target.closest("svg[data-plot]");
    if (!picture || !(event.buttons & 1)) { drawn = null; return; }
    event.preventDefault();
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
    const all = JSON.parse(picture.dataset.plot), form = picture.closest("form");
    const near = Math.min(...all.map(one => one.at === null ? 0 : Math.abs(one.at - x)));
    const last = drawn ?? { x, y };
    for (const { name, along, at, pixels: [from, to], scale: [low, high, step] } of all) {
      const passed = (at - x) * (at - last.x) < 0;
      if (at !== null && Math.abs(at - x) > near + 0.1 && !passed) continue;
      const here = passed ? last.y + (y - last.y) * (at - last.x) / (x - last.x) : along === "x" ? x : y;
      const part = Math.min(1, Math.max(0, (here - from) / (to - from)));
      const slider = form.elements[name];
      slider.value = low + Math.round(part * (high - low) / step) * step;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }
    drawn = { x, y };
  };
  on(page, "pointerdown", event => { drawn = null; plot(event); });
  on(page, "pointermove", plot);
  // What is carried and where it is dropped make one press; buttons and menus do the same by keys.
  let carried = "";
  const under = event => carried && event.target.closest("[data-drop]");
  on(page, "dragstart", event => {
    carried = event.target.closest?.("[data-carry]")?.dataset.carry ?? "";
    if (!carried) return;
    event.stopPropagation();
    event.dataTransfer.setData("text/plain", event.target.textContent.trim());
    event.dataTransfer.effectAllowed = "copy";
    setTimeout(() => el.classList.add("wo-carries")); // Chromium lets go of what changes under it
  });
  on(page, "dragend", () => { carried = ""; el.classList.remove("wo-carries"); });
  on(page, "dragover", event => { if (under(event)) { event.preventDefault(); event.stopPropagation(); } });
  on(page, "drop", event => {
    const place = under(event);
    if (!place) return;
    event.preventDefault();
    event.stopPropagation();
    send(place.dataset.drop, `${carried} ${place.dataset.value}`);
  });
  on(page, "change", ({ target }) => target.type === "file" ? give(target) : typing && send("draft"));
  on(page, "submit", event => event.preventDefault());
  on(page, "click", event => {
    const button = event.target.closest("button[name], [role=button][data-name]");
    if (button) { event.preventDefault(); press(button); }
  });
  // A key that a button names in data-key-of presses it, in a part with data-keys only while the
  // focus is there; arrows up and down go through the buttons that bear data-rove.
  const hotkey = (target, key) => {
    const all = [...page.querySelectorAll("[data-rove]")], step = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (step && all.includes(target)) return all[all.indexOf(target) + step];
    const mine = [...page.querySelectorAll(`[data-key-of="${CSS.escape(key)}"]`)];
    return mine.find(one => (one.closest("[data-keys]") ?? page).contains(target));
  };
  // A quick hand is ahead of the answers. In a form with data-steady its keys wait: each does its
  // work at the place to which the answer before it has moved the focus.
  const waits = (target, key) => owed > 0 && (/^Arrow(Up|Down)$/.test(key)
    || (/^(Enter| )$/.test(key) && target.matches("button[name]"))
    || page.querySelector(`[data-key-of="${CSS.escape(key)}"]`) !== null);
  const strike = (target, key) => {
    const hot = hotkey(target, key);
    if (!hot) return /^(Enter| )$/.test(key) && target.matches("button[name]") && press(target);
    if (/^Arrow(Up|Down)$/.test(key)) hot.focus(); else press(hot);
  };
  const next = () => {
    while (keys.length && !owed && page.contains(document.activeElement)) strike(document.activeElement, keys.shift());
  };
  // Jupyter takes arrows, Enter and letters for its own; Notebook 7 does so on the way down, on
  // the document. Stopped one step before it, a key still does its work in the control.
  on(window, "keydown", event => {
    const { target, key } = event, text = target.matches?.("textarea, input");
    if (!page.contains(target)) return;
    if (key === "Escape" && !event.isComposing) { page.closest(".jp-Cell")?.focus(); return; } // back to its cell
    if (event.isComposing) { event.stopPropagation(); return; } // Enter accepts a sign, no more
    const run = key === "Enter" && event.shiftKey;
    const command = run || event.ctrlKey || event.metaKey || event.altKey;
    if (command && !(text && (run || /^[acvxyz]$/i.test(key)))) return;
    event.stopPropagation();
    const free = !text && !target.matches("select");
    if (free && waits(target, key)) { event.preventDefault(); if (!event.repeat) keys.push(key); return; }
    if (free && hotkey(target, key)) { event.preventDefault(); strike(target, key); return; }
    if (run || (key === "Enter" && target.matches("input:not([type=file])"))) {
      event.preventDefault(); // Enter would press the first button of the card, not the one meant
      const near = target.closest("[data-enter]")?.querySelector(`button[name="${target.closest("[data-enter]").dataset.enter}"]`);
      if (!run && near && target.type === "text") press(near);
    } else if (/^(Enter| )$/.test(key) && target.matches("[role=button]")) { event.preventDefault(); press(target); }
  }, true);
  // A card that others write for, such as the class while it votes, asks again by itself.
  const beat = setInterval(() => {
    const asks = page.querySelector("form[data-every]") && (el.checkVisibility?.() ?? true) && !document.hidden;
    if (asks && !waiting && !typing) send("draft");
  }, AGAIN);
  model.on("change", draw);
  model.on("msg:custom", ({ focus, file, steady }) => {
    if (file) save(file);
    if (focus) named(focus)?.focus();
    if (steady) { owed = Math.max(0, owed - 1); next(); }
  });
  // Outside Jupyter's own pages no style sheet tells which still card this one stands for: it is
  // the last one above of the same name.
  let still;
  const shown = new ResizeObserver(() => {
    if (!el.isConnected) return;
    shown.disconnect();
    const above = one => one.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (!el.closest(".jp-OutputArea")) still = [...document.querySelectorAll(`.wo-waits[data-twin="${model.get("twin")}"]`)].filter(above).pop();
    if (still) still.style.display = "none";
  });
  shown.observe(el);
  draw();
  return () => {
    clearInterval(beat);
    end.abort();
    shown.disconnect();
    if (still) still.style.display = "";
  };
};

export default { render };
