/* What every map in the course adds to Leaflet. Runs after Leaflet and before folium's own script. */
const wayout = (() => {
  const root = document.documentElement;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

  /* Light and dark: JupyterLab's own switch first, the system's where there is no Lab. */
  const lab = (() => { try { return parent.document.body; } catch { return null; } })();
  const night = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    const light = lab && lab.dataset.jpThemeLight;
    const dark = light ? light === "false" : night.matches;
    root.dataset.theme = dark ? "dark" : "light";
  };
  paint();
  night.addEventListener("change", paint);
  if (lab) new MutationObserver(paint).observe(lab, { attributeFilter: ["data-jp-theme-light"] });

  L.Map.mergeOptions({
    scrollWheelZoom: false, zoomSnap: 0, minZoom: 0.75, maxZoom: 6,
    zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still,
    maxBounds: [[-75, -190], [84, 330]], maxBoundsViscosity: 0.8,
  });

  /* Markers that would fetch an image get a pin of ours. */
  const icon = colour => L.divIcon({
    className: "wo-pin", iconSize: [30, 30], iconAnchor: [15, 15], popupAnchor: [0, -11],
    html: `<svg viewBox="-15 -15 30 30" aria-hidden="true"><circle r="8" stroke="#fff" stroke-width="2"/></svg>`,
    colour,
  });
  const Tinted = L.DivIcon.prototype.createIcon;
  L.DivIcon.include({ createIcon(old) {
    const element = Tinted.call(this, old), dot = element.querySelector("circle");
    if (this.options.colour && dot) dot.style.fill = this.options.colour;
    return element;
  } });
  L.Marker.mergeOptions({ icon: icon("#0072b2") });
  L.AwesomeMarkers = { icon: options => icon(options.markerColor || "#0072b2") };
  const image = L.icon;
  L.icon = options => /^data:/.test(options.iconUrl) ? image(options) : icon("#0072b2");

  /* In a narrow frame a note would be a thin, tall column: it lies along the bottom, whole width, and scrolls.
     It stays while the pointer or the focus is on it; a tap elsewhere, × or Escape puts it away. */
  const slim = map => map.getSize().x < 560;
  const { update } = L.Tooltip.prototype, { closeTooltip } = L.Layer.prototype;
  let strip = null;
  const away = () => { if (strip) strip.close(); strip = null; };
  L.Tooltip.include({ update() {
    update.call(this);
    const box = this._container, stripped = this._map && slim(this._map) && !this.options.permanent;
    if (box) box.classList.toggle("wo-strip", Boolean(stripped));
    if (!stripped) return;
    const frame = this._map.getContainer(), close = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
    close.setAttribute("aria-label", "Close this note");
    close.onclick = () => { this.close(); frame.focus({ preventScroll: true }); };
    box.prepend(close);
    box.tabIndex = -1;
    box.onmouseleave = () => this.close();
    L.DomEvent.disableClickPropagation(box).disableScrollPropagation(box);
    frame.append(box);
    strip = this;
  } });
  L.Layer.include({ closeTooltip(event) {
    const { relatedTarget: to } = event && event.originalEvent || event || {};
    return to && to.closest && to.closest(".wo-strip") ? this : closeTooltip.call(this);
  } });
  document.addEventListener("click", event => { if (!event.target.closest(".wo-strip")) away(); }, true);

  /* Land, and over it the disputed areas; both under everything a learner adds. */
  const ring = (steps, turn) => {
    const points = [];
    for (let i = 0, x = 0, y = 0; i < steps.length; i += 2) {
      x += steps[i]; y += steps[i + 1];
      points.push([y / 100, x / 100 + turn]);
    }
    return points;
  };
  const copies = polygons => polygons.flatMap(([turns, rings]) =>
    turns.map(turn => rings.map(steps => ring(steps, turn))));
  const pane = (map, name, level) => { map.createPane(name).style.zIndex = level; return name; };
  const line = text => { const div = document.createElement("div"); div.textContent = text; return div; };

  function ground(map, shapes, visited) {
    map.attributionControl.setPrefix("Leaflet").addAttribution("Natural Earth");
    const land = pane(map, "wo-land", 200), hatched = pane(map, "wo-disputed", 210);
    map.countries = {};
    for (const [code, polygons] of shapes.land)
      map.countries[code] = L.polygon(copies(polygons),
        { pane: land, className: "wo-land", interactive: false, smoothFactor: 0.5 }).addTo(map);
    const areas = shapes.disputed.map(([note, polygons]) =>
      L.polygon(copies(polygons), { pane: hatched, className: "wo-disputed", smoothFactor: 0.5, ours: true })
        .bindTooltip(line(note), { sticky: true }).addTo(map));
    for (const area of areas) area.getElement().setAttribute("tabindex", "-1");
    map.aim = event => aim(map, areas, event);
    map.on("click", event => {
      const aimed = map.aim(event), { area, far } = aimed;
      if (far > 0 && far <= 12 && !(map.taken && map.taken(event, aimed))) area.openTooltip(event.latlng);
    });
    tint(map, visited);
  }

  /* The area that is meant, and how far off it is: a finger is wider than most areas in a narrow frame. */
  function aim(map, areas, { originalEvent: { target }, layerPoint }) {
    const far = area => (area.closestLayerPoint(layerPoint) || { distance: Infinity }).distance;
    if (target.closest(".wo-disputed")) return { far: 0 };
    if (!slim(map) || target.closest(".leaflet-interactive")) return { far: Infinity };
    return areas.map(area => ({ area, far: far(area) })).sort((a, b) => a.far - b.far)[0];
  }

  function tint(map, codes) {
    for (const [code, country] of Object.entries(map.countries))
      country.getElement().classList.toggle("wo-visited", codes.includes(code));
  }

  /* Leaflet rounds to whole pixels, which makes bows ragged; this line does not. */
  const Bow = L.Polyline.extend({ _updatePath() {
    const spots = this._latlngs.map(place => this._map.project(place).subtract(this._map.getPixelOrigin()));
    this._renderer._setPath(this, "M" + spots.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L"));
  } });

  /* A journey: a line with a light rim, an arrow on it, a word beside it. */
  function way(map, { points, word, colour, dashed, arrowAt, wordAt }) {
    const where = map.getPane("wo-ways") ? "wo-ways" : pane(map, "wo-ways", 450);
    const plain = { pane: where, interactive: false, smoothFactor: 0 };
    new Bow(points, { ...plain, className: "wo-casing", weight: 6 }).addTo(map);
    new Bow(points, { ...plain, className: "wo-way", color: colour, weight: 3, dashArray: dashed ? "2 7" : null }).addTo(map);
    const from = map.project(points[arrowAt - 1]), to = map.project(points[arrowAt]);
    const turn = Math.atan2(to.y - from.y, to.x - from.x) * 180 / Math.PI;
    mute(map, points[arrowAt], "wo-arrow", `<svg width="20" height="20" viewBox="-10 -10 20 20">
      <path class="wo-head" transform="rotate(${turn})" d="M-6-7 9 0-6 7-3 0Z" fill="${colour}" stroke="#fff" stroke-width="1.5"/></svg>`, 20);
    (map.ways ||= []).push(points);
    if (!word) return;
    const tag = `<span class="wo-tag" data-radius="4"><b></b></span>`;
    const marker = mute(map, points[wordAt], "wo-pin wo-word", tag, 30);
    marker.getElement().querySelector("b").textContent = word;
  }

  function mute(map, place, className, html, size) {
    const options = { icon: L.divIcon({ className, html, iconSize: [size, size] }), interactive: false, keyboard: false };
    const marker = L.marker(place, { ...options, ours: true }).addTo(map);
    marker.getElement().setAttribute("aria-hidden", "true");
    return marker;
  }

  /* The part of the world to show; kept when the frame changes its width, until a reader moves the map. */
  function show(map, wide, narrow, pad) {
    let own = true;
    const fit = () => {
      if (own && map.getSize().x) map.fitBounds(slim(map) ? narrow : wide, { padding: slim(map) ? [22, 40] : [pad, pad], animate: false });
    };
    fit();
    map.on("resize", fit);
    const reader = () => { own = false; };
    for (const event of ["pointerdown", "keydown"]) map.getContainer().addEventListener(event, reader, { once: true });
  }

  /* A name and a keyboard stop for everything that says something. */
  const words = html => {
    if (!html) return "";
    if (html instanceof Node) return html.textContent.trim();
    return new DOMParser().parseFromString(html, "text/html").body.textContent.trim();
  };
  const content = (note, layer) => {
    const text = note && note.getContent();
    return words(typeof text === "function" ? text(layer) : text);
  };
  const spoken = (layer, owner) => [layer.options.title, content(owner.getTooltip(), layer), content(owner.getPopup(), layer)]
    .find(text => text && text.trim());

  /* `owner` holds the tooltip and the popup: the layer itself, or the group it came in. */
  function name(layer, owner = layer) {
    if (layer instanceof L.FeatureGroup && (layer.getTooltip() || layer.getPopup()))
      layer.eachLayer(child => name(child, layer));
    if (layer.options.ours || !(layer instanceof L.Marker || layer instanceof L.Path)) return;
    const element = layer.getElement(), text = spoken(layer, owner);
    if (!element || element.hasAttribute("aria-label") && !text) return;
    if (layer instanceof L.Marker) element.setAttribute("aria-label", text || "Marker without a name");
    else if (text) stop(layer, element, text, owner.getPopup());
    element.removeAttribute("title");
  }

  function stop(layer, element, text, popup) {
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", popup ? "button" : "img");
    element.setAttribute("aria-label", text);
    element.addEventListener("keydown", event => { if (event.key === "Enter" && popup) layer.fire("click", { latlng: middle(layer) }, true); });
  }
  const middle = layer => layer.getLatLng ? layer.getLatLng() : layer.getBounds().getCenter();

  /* The map is drawn: take the place of the still picture. */
  function done(map, title) {
    const box = map.getContainer(), said = document.querySelector(".wo-said[role=status]");
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", `Map: ${title}. Arrow keys move it, plus and minus zoom, Tab goes through the places.`);
    if (document.getElementById("wo-about")) box.setAttribute("aria-describedby", "wo-about");
    map.eachLayer(layer => name(layer));
    map.on("layeradd", event => name(event.layer));
    map.on("popupopen", event => { said.textContent = words(event.popup.getContent()); });
    box.addEventListener("keydown", event => { if (event.key === "Escape") { map.closePopup(); away(); } });
    map.on("popupclose", () => { said.textContent = ""; });
    if (matchMedia("(pointer: coarse)").matches) map.dragging.disable();
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(box);
    wayout.names(map);
    const frame = (() => { try { return window.frameElement; } catch { return null; } })();
    if (!frame) return;
    frame.style.opacity = 1;
    const picture = frame.previousElementSibling;
    if (picture && picture.tagName === "IMG") picture.style.visibility = "hidden";
  }

  /* In a narrow frame the bar is tall: the figure grows, so that the map does not shrink to nothing. */
  function grow() {
    const stage = (() => { try { return window.frameElement.parentElement; } catch { return null; } })();
    if (!stage || !stage.classList.contains("wo-stage")) return;
    const own = +(stage.dataset.tall ||= stage.offsetHeight);
    stage.style.height = `${Math.max(own, document.querySelector(".wo-panel").offsetHeight + 300)}px`;
  }

  return { ground, tint, way, show, done, slim, grow };
})();
