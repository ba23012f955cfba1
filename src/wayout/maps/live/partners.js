/* The partner map: picks one of the states that Python worked out, and draws its circles. */
wayout.partners = (map, { names, places, states, legend }) => {
  const TINY = 340, SMALLER = 0.62, NAMED = [8, 5, 5], WALL = 7, DASHED = 3.5, REACH = 9;
  const at = id => document.getElementById(id);
  const make = (tag, className = "", text = "") => Object.assign(document.createElement(tag), { className, textContent: text });
  const slider = at("wo-year"), sentence = at("wo-count"), list = at("wo-list"), ticks = [...document.querySelectorAll(".wo-ticks span")];
  const asked = name => document.querySelector(`input[name=wo-${name}]:checked`).value;
  let state, unit, chosen = null, tags = [];

  /* One circle a partner, made once; the circles are one stop of the Tab key, arrow keys go through them. */
  map.createPane("wo-partners").style.zIndex = 420;
  const renderer = L.svg({ pane: "wo-partners", padding: 0.3 });
  const circles = places.map(place => L.circleMarker(place,
    { pane: "wo-partners", renderer, className: "wo-partner wo-off", interactive: false, ours: true }).addTo(map));
  const drawn = circles.map(circle => circle.getElement()), group = drawn[0].parentNode;
  group.setAttribute("role", "toolbar");
  group.setAttribute("aria-label", "Partners, the largest first. Arrow keys go through them.");
  drawn.forEach((circle, i) => {
    circle.setAttribute("role", "button");
    circle.addEventListener("focus", () => { choose(i); map.panInside(places[i], { padding: [20, 20], animate: false }); });
    circle.addEventListener("keydown", event => walk(event, i));
  });

  const corner = (position, className) => {
    const control = L.control({ position });
    control.onAdd = () => make("div", className);
    return control.addTo(map).getContainer();
  };
  const badge = corner("topleft", "wo-badge"), key = corner("bottomleft", "wo-key"), card = corner("bottomright", "wo-card");
  badge.setAttribute("aria-hidden", "true");
  L.DomEvent.disableClickPropagation(card);

  const slim = () => wayout.slim(map), tiny = () => map.getSize().x < TINY;
  const rankOf = i => state.who.indexOf(i);
  const shrunk = () => slim() ? SMALLER : 1;
  const radius = k => state.size[unit][k] * shrunk();
  const value = k => state.text[unit][k];
  const told = i => {
    const k = rankOf(i);
    if (k < 0) return [state.gap];
    return [`${state.text.usd[k]} billion US dollars (${state.estimate[k] ? "estimate" : "reported"})`,
      `${state.text.pct[k]} of ${state.what}`, `Rank ${state.rank[k]} of ${state.who.length} in ${state.year}`];
  };
  const spoken = i => `${names[i]}: ${told(i).join("; ")}`;

  function walk(event, i) {
    const k = rankOf(i), last = state.who.length - 1;
    const next = { ArrowRight: k + 1, ArrowDown: k + 1, ArrowLeft: k - 1, ArrowUp: k - 1, Home: 0, End: last }[event.key];
    if (event.key === "Escape") choose(null);
    if (event.key === "Enter" || event.key === " ") choose(i);
    if (next === undefined && !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (next !== undefined) drawn[state.who[Math.min(Math.max(next, 0), last)]].focus();
  }

  /* Circles are small and lie on each other: the smallest one under the pointer is meant, or else the nearest.
     A disputed area that is nearer comes before a circle beside the pointer. */
  function under({ x, y }, reach = REACH) {
    let best = null, least = Infinity;
    state.who.forEach((i, k) => {
      const far = map.latLngToContainerPoint(places[i]).distanceTo([x, y]) - radius(k);
      const price = far <= 0 ? radius(k) - 1000 : far;
      if (far <= reach && price < least) [best, least] = [i, price];
    });
    return best;
  }

  /* Names stand beside the largest, and beside the chosen one. */
  function tag(k) {
    const i = state.who[k], r = radius(k), html = `<i></i><span class="wo-tag" data-radius="${r}"><b></b><small></small></span>`;
    const icon = L.divIcon({ className: "wo-pin wo-name", html, iconSize: [30, 30], iconAnchor: [15, 15] });
    const marker = L.marker(places[i], { icon, interactive: false, keyboard: false, ours: true }).addTo(map), element = marker.getElement();
    element.setAttribute("aria-hidden", "true");
    element.querySelector("b").textContent = names[i];
    element.querySelector("small").textContent = value(k);
    return marker;
  }

  function name() {
    tags.forEach(marker => marker.remove());
    const many = NAMED[slim() + tiny()], mine = chosen === null ? -1 : rankOf(chosen);
    const named = state.who.map((_, k) => k).filter(k => k < many || k === mine);
    tags = named.map(tag);
    map.circles = state.who.map((i, k) => ({ place: places[i], r: radius(k) })).filter(({ r }, k) => r >= WALL * shrunk() && !named.includes(k));
    wayout.placeNames(map);
  }

  function choose(i) {
    if (i === chosen) return;
    if (chosen !== null) drawn[chosen].setAttribute("aria-pressed", "false");
    chosen = i;
    mark();
    name();
  }

  function mark() {
    drawn.forEach((circle, i) => circle.classList.toggle("wo-chosen", i === chosen));
    const here = chosen === null || rankOf(chosen) < 0 ? state.who[0] : chosen;
    for (const i of state.who) drawn[i].setAttribute("tabindex", i === here ? "0" : "-1");
    if (chosen !== null) drawn[chosen].setAttribute("aria-pressed", "true");
    show(chosen);
  }

  let shown;
  const hint = i => { if (i !== shown) show(i); };
  function show(i) {
    shown = i;
    card.replaceChildren();
    card.hidden = i === null;
    if (i === null) return;
    const close = Object.assign(make("button", "", "×"), { type: "button", onclick: () => { choose(null); map.getContainer().focus(); } });
    close.setAttribute("aria-label", `Close the note on ${names[i]}`);
    card.append(close, make("b", "", names[i]), ...told(i).map(line => make("span", "", line)));
  }

  function draw() {
    const here = new Set(state.who);
    drawn.forEach((circle, i) => circle.classList.toggle("wo-off", !here.has(i)));
    state.who.forEach((i, k) => {
      circles[i].setRadius(radius(k));
      drawn[i].classList.toggle("wo-estimate", Boolean(state.estimate[k]));
      drawn[i].classList.toggle("wo-small", radius(k) < DASHED);
      drawn[i].setAttribute("aria-label", spoken(i));
      group.append(drawn[i]);
    });
    explain();
  }

  function explain() {
    const { circles: samples, least } = legend[unit], most = samples[0][1] * shrunk(), foot = 2 * most + 6;
    const estimated = state.kind === "estimate" ? " wo-estimate" : "", right = 2 * most + 14;
    let parts = "", line = 0;
    for (const [text, size] of samples) {
      const r = size * shrunk(), top = foot - 2 * r;
      line = Math.max(line + 12.5, top);
      parts += `<circle class="wo-partner${estimated}" cx="${most + 2}" cy="${foot - r}" r="${r}"/>
        <path d="M${most + 2} ${top}L${right - 2} ${line}"/><text x="${right}" y="${line + 4}">${text}</text>`;
    }
    key.innerHTML = `<b></b><svg width="${right + 30}" height="${Math.max(foot, line + 5)}" aria-hidden="true">${parts}</svg><small></small>`;
    key.firstChild.textContent = unit === "usd" ? "Area: billion US dollars" : "Area: per cent of the total";
    key.lastChild.textContent = `smallest dot: under ${least}`;
  }

  function table() {
    if (!list.open) return;
    const head = make("tr"), body = document.createDocumentFragment();
    head.append(...["Rank", "Partner", "Billion US dollars", "Share of the total", "Figure"].map(text => Object.assign(make("th", "", text), { scope: "col" })));
    state.who.forEach((i, k) => {
      const row = make("tr");
      row.append(make("td", "", state.rank[k]), Object.assign(make("th", "", names[i]), { scope: "row" }), make("td", "", state.text.usd[k]),
        make("td", "", state.text.pct[k]), make("td", "", state.estimate[k] ? "estimate" : "reported"));
      body.append(row);
    });
    list.querySelector("caption").textContent = state.who.length ? state.title : state.say.usd;
    list.querySelector("thead").replaceChildren(head);
    list.querySelector("tbody").replaceChildren(body);
  }

  function say() {
    sentence.textContent = state.say[unit];
    if (chosen !== null) sentence.append(make("span", "wo-said", ` ${spoken(chosen)}.`));
    slider.setAttribute("aria-valuetext", `${state.year}, ${state.kind}`);
    ticks.forEach((tick, i) => tick.classList.toggle("wo-now", i === +slider.value));
    badge.replaceChildren(make("b", "", state.year), make("span", "", state.what), make("i", state.kind, state.kind));
  }

  function change() {
    [state, unit] = [states[asked("flow")][+slider.value], asked("unit")];
    draw();
    mark();
    say();
    table();
    name();
  }

  /* The bar keeps the height of its longest sentence, so that the map stays still. */
  function reserve() {
    const copy = sentence.cloneNode(), every = Object.values(states).flat().flatMap(({ say }) => Object.values(say));
    copy.removeAttribute("id");
    copy.style.cssText = "position:absolute;visibility:hidden;min-height:0";
    copy.style.width = `${sentence.clientWidth}px`;
    sentence.after(copy);
    const tall = every.map(text => { copy.textContent = text; return copy.offsetHeight; });
    copy.remove();
    sentence.style.minHeight = `${Math.max(...tall)}px`;
    map.setMinZoom(tiny() ? 0.4 : 0.75);
    wayout.grow();
  }

  document.querySelector(".wo-panel").addEventListener("input", change);
  ticks.forEach((tick, i) => tick.addEventListener("click", () => { slider.value = i; change(); }));
  list.addEventListener("toggle", () => { table(); map.getContainer().inert = list.open; });
  const meant = (event, { far } = map.aim(event)) => under(event.containerPoint, Math.min(REACH, far));
  map.taken = (event, aimed) => meant(event, aimed) !== null;
  map.on("click", event => {
    const aimed = map.aim(event), i = meant(event, aimed);
    choose(i);
    if (i !== null && aimed.far) drawn[i].focus({ preventScroll: true });
  });
  map.on("mousemove", event => {
    if (event.originalEvent.target.closest(".leaflet-control, .wo-strip")) return;
    const i = slim() ? meant(event) : under(event.containerPoint);
    map.getContainer().style.cursor = i === null ? "" : "pointer";
    hint(i === null ? chosen : i);
  });
  map.on("mouseout", () => hint(chosen));
  map.on("keydown", ({ originalEvent }) => { if (originalEvent.key === "Escape") choose(null); });
  let wide = null;
  new ResizeObserver(() => {
    if (wide === sentence.clientWidth) return;
    wide = sentence.clientWidth;
    reserve();
    change();
  }).observe(sentence);
  reserve();
  change();
};
