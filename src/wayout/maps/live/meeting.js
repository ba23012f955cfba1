/* The map of meeting places: what the cards say of the pin, or the entry of the list, that was chosen. */
wayout.meeting = (map, places) => {
  const picked = document.getElementById("wo-place"), told = document.getElementById("wo-told"), pins = [];
  const make = (tag, text = "") => Object.assign(document.createElement(tag), { textContent: text });
  map.eachLayer(layer => { if (layer instanceof L.Marker && layer.getElement().querySelector(".wo-tag")) pins.push(layer); });

  function card([side, says, who]) {
    const item = make("li");
    item.append(make("b", side), `: ${says} `, make("small", `(${who})`));
    return item;
  }

  function tell() {
    const i = picked.value === "" ? -1 : +picked.value, list = make("ul");
    pins.forEach((pin, at) => pin.getElement().classList.toggle("wo-chosen", at === i));
    told.replaceChildren();
    if (i < 0) told.append(make("p", "Press a pin, or choose a place from the list. Then the cards say here what happened, who tells it, and in what year."));
    if (i < 0) return;
    const [name, side, cards, contested] = places[i];
    list.append(...cards.map(card));
    told.append(make("strong", `${name}: ${side}`), list);
    if (contested) told.append(make("p", contested));
    told.scrollTop = 0;
  }

  const choose = i => { picked.value = i; tell(); };
  pins.forEach((pin, i) => pin.unbindPopup().on("click", () => choose(i))
    .on("keypress", event => { if (event.originalEvent.key === "Enter") choose(i); }));
  picked.addEventListener("input", tell);
  map.setMinZoom(0.3);
  new ResizeObserver(wayout.grow).observe(document.querySelector(".wo-panel"));
  wayout.grow();
  tell();
};
