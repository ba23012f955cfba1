/* The map of votes: paints every state by its vote on one resolution, and tells of one state on all of them. */
wayout.votes = (map, { looks, states, rolls }) => {
  const at = id => document.getElementById(id), REACH = 9;
  const make = (tag, className = "", text = "") => Object.assign(document.createElement(tag), { className, textContent: text });
  const svg = (letter, inner, box) => `<svg viewBox="${box}" aria-hidden="true"><g class="v-${letter}">${inner}</g></svg>`;
  const radios = [...document.querySelectorAll("input[name=wo-roll]")], slots = radios.map(radio => radio.closest("label"));
  const sentence = at("wo-count"), picked = at("wo-state"), list = at("wo-list"), counts = document.querySelector(".wo-counts");
  let now = 0, chosen = null;
  const letter = (i, roll = now) => rolls[roll][1][i], word = (i, roll = now) => looks[letter(i, roll)][0];

  /* Each vote has a shape of dot of its own. */
  const DOTS = { n: `<path d="M0-6 6 0 0 6-6 0Z"/>`, o: `<circle r="3"/>` };
  const areas = states.map(([code, , , small]) => small ? null : map.countries[code]);
  const dots = states.map(([, , place, small]) => small && L.marker(place, { interactive: false, keyboard: false, ours: true,
    icon: L.divIcon({ className: "wo-dot", html: "", iconSize: [14, 14], iconAnchor: [7, 7] }) }).addTo(map));
  const ring = L.circleMarker([0, 0], { radius: 13, className: "wo-ring", interactive: false, ours: true });

  const control = L.control({ position: "bottomright" });
  control.onAdd = () => make("div", "wo-card");
  const card = control.addTo(map).getContainer();
  card.hidden = true;
  card.setAttribute("aria-hidden", "true");

  function paint() {
    states.forEach((_, i) => {
      const look = letter(i), area = areas[i] && areas[i].getElement(), dot = dots[i] && dots[i].getElement();
      if (area) area.setAttribute("class", `wo-land v-${look}`);
      if (!dot) return;
      dot.innerHTML = svg(look, DOTS[look] || `<circle r="4.5"/>`, "-7 -7 14 14");
      dot.setAttribute("aria-hidden", "true");
    });
    if (chosen === null) ring.remove();
    else ring.setLatLng(states[chosen][2]).addTo(map);
  }

  function key() {
    counts.replaceChildren(...rolls[now][3].map(([look, text, count]) => {
      const item = make("li");
      item.innerHTML = svg(look, `<rect x=".5" y=".5" width="21" height="13" rx="3"/>`, "0 0 22 14");
      item.append(make("span", "", `${text} `), make("b", "", count));
      return item;
    }));
  }

  /* What a state said each time stands on the buttons of the resolutions. */
  function tell(i) {
    slots.forEach((slot, roll) => {
      const sign = slot.querySelector(".wo-sign"), known = i !== null;
      sign.className = known ? `wo-sign s-${letter(i, roll)}` : "wo-sign";
      sign.textContent = known ? looks[letter(i, roll)][1] : "";
      slot.querySelector(".wo-said").textContent = known ? `. ${states[i][1]}: ${word(i, roll)}` : "";
    });
    card.hidden = i === null;
    if (i !== null) card.replaceChildren(make("b", "", states[i][1]), make("span", "", word(i)), make("small", "", rolls[now][0]));
  }

  function say() {
    sentence.textContent = rolls[now][2];
    if (chosen !== null) sentence.append(make("span", "wo-said", ` ${states[chosen][1]}: ${word(chosen)}.`));
  }

  function table() {
    if (!list.open) return;
    const order = Object.keys(looks), rows = states.map((_, i) => i).sort((a, b) => order.indexOf(letter(a)) - order.indexOf(letter(b)) || a - b);
    list.querySelector("caption").textContent = rolls[now][0];
    list.querySelector("tbody").replaceChildren(...rows.map(i => {
      const row = make("tr"), cell = make("td"), sign = make("i", `wo-sign s-${letter(i)}`, looks[letter(i)][1]);
      sign.setAttribute("aria-hidden", "true");
      cell.append(sign, word(i));
      row.append(Object.assign(make("th", "", states[i][1]), { scope: "row" }), cell);
      return row;
    }));
  }

  function change() {
    now = +radios.find(radio => radio.checked).value;
    chosen = picked.value === "" ? null : +picked.value;
    for (const step of [paint, key, say, table]) step();
    tell(chosen);
  }

  /* The state under the pointer: a dot that is near, or else the country. */
  const holds = (i, event) => areas[i] && areas[i].getBounds().contains(event.latlng) && inside(areas[i], event.layerPoint);
  function inside(area, point) {
    let odd = false;
    for (const ring of area._rings) for (let k = 0, j = ring.length - 1; k < ring.length; j = k, k += 1) {
      const a = ring[k], b = ring[j];
      if (a.y > point.y !== b.y > point.y && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x) odd = !odd;
    }
    return odd;
  }
  function under(event) {
    let best = null, least = REACH;
    states.forEach(([, , place, small], i) => {
      const far = small ? map.latLngToContainerPoint(place).distanceTo(event.containerPoint) : Infinity;
      if (far <= least) [best, least] = [i, far];
    });
    if (best === null) best = states.findIndex((_, i) => holds(i, event));
    return best < 0 ? null : best;
  }

  let shown = null;
  const hint = i => { if (i !== shown) { shown = i; tell(i); } };
  const busy = event => event.originalEvent.target.closest(".leaflet-control, .wo-strip, .wo-disputed");
  map.on("mousemove", event => { if (!busy(event)) hint(under(event) ?? chosen); });
  map.on("mouseout", () => hint(chosen));
  map.taken = event => under(event) !== null;
  map.on("click", event => {
    if (busy(event)) return;
    const i = under(event);
    picked.value = i === null ? "" : i;
    change();
    shown = chosen;
  });

  /* The bar keeps the height of its longest text, so that the map stays still. */
  function reserve() {
    const kept = now, tall = [0, 0];
    sentence.style.minHeight = counts.style.minHeight = "";
    rolls.forEach((_, roll) => {
      now = roll;
      key();
      sentence.textContent = rolls[roll][2];
      [sentence, counts].forEach((box, i) => { tall[i] = Math.max(tall[i], box.offsetHeight); });
    });
    now = kept;
    [sentence, counts].forEach((box, i) => { box.style.minHeight = `${tall[i]}px`; });
    wayout.grow();
  }

  document.querySelector(".wo-panel").addEventListener("input", change);
  list.addEventListener("toggle", () => { table(); map.getContainer().inert = list.open; });
  map.setMinZoom(0.3);
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
