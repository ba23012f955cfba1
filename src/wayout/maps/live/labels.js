/* Where a name can stand: beside its pin, over no other pin, name or line. Names are moved about until most have a
   place; one that finds none tries again without its second line. */
(() => {
  const TURNS = [0, 180, -90, 90, -45, 45, -135, 135, -22, 22, -158, 158, -68, 68, -112, 112];
  const GAPS = [0, 10, 24, 42, 64], ROUNDS = 3, NEAR = 6, DOUBT = 20, COLLISION = 1000, CROSSING = 60;

  const shared = (a, b) => {
    const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
    const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
    return w > 0 && h > 0 ? w * h : 0;
  };
  const holds = (box, p) => p.x >= box.x && p.x <= box.x + box.w && p.y >= box.y && p.y <= box.y + box.h;
  const count = (boxes, points) => {
    let n = 0;
    for (const box of boxes) for (const point of points) if (holds(box, point)) n += 1;
    return n;
  };
  const close = (box, others) => {
    const grown = { x: box.x - NEAR, y: box.y - NEAR, w: box.w + 2 * NEAR, h: box.h + 2 * NEAR };
    return others.filter(other => shared(grown, other) > 0).length;
  };
  const covered = (box, others) => {
    let area = 0;
    for (const other of others) area += shared(box, other);
    return area > 1 ? COLLISION + area : 0;
  };
  const outside = (box, frame) => {
    const lost = box.w * box.h - shared(box, frame);
    return lost > 1 ? COLLISION + lost : 0;
  };

  function leader(name, box) {
    const x = Math.min(Math.max(name.x, box.x), box.x + box.w), y = Math.min(Math.max(name.y, box.y), box.y + box.h);
    const far = Math.max(Math.hypot(x - name.x, y - name.y), 1e-9), rim = name.r / far;
    const n = Math.max(2, Math.ceil((far - name.r) / 6));
    return Array.from({ length: n }, (_, i) => {
      const share = rim + (1 - rim) * i / (n - 1);
      return { x: name.x + (x - name.x) * share, y: name.y + (y - name.y) * share };
    });
  }

  function around(name, { w, h }, { frame, walls, lines, pins }) {
    const spots = [], others = pins.filter(pin => pin !== name.pin);
    for (const gap of GAPS) TURNS.forEach((turn, rank) => {
      const reach = name.r + 3 + gap, angle = turn * Math.PI / 180;
      const box = { w, h,
        x: name.x + Math.cos(angle) * (reach + w / 2) - w / 2,
        y: name.y + Math.sin(angle) * (reach + h / 2) - h / 2 };
      const way = gap ? leader(name, box) : [];
      const price = 0.6 * rank + 0.4 * gap + outside(box, frame) + covered(box, walls) + covered(box, pins)
        + Math.min(24, 3 * count([box], lines)) + DOUBT * close(box, others) + CROSSING * count(others, way);
      spots.push({ box, leader: way, price });
    });
    return spots.sort((a, b) => a.price - b.price);
  }

  const side = (a, b, p) => (b.x - a.x) * (p.y - a.y) > (b.y - a.y) * (p.x - a.x);
  const cross = (one, two) => {
    if (!one.length || !two.length) return false;
    const [a, b, c, d] = [one[0], one.at(-1), two[0], two.at(-1)];
    return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
  };
  const meeting = (spot, others) => {
    const boxes = others.map(other => other.box);
    const crossed = count(boxes, spot.leader) + count([spot.box], others.flatMap(other => other.leader))
      + others.filter(other => cross(spot.leader, other.leader)).length;
    return covered(spot.box, boxes) + CROSSING * crossed;
  };

  const cheapest = (spots, others) => {
    let best = null, least = Infinity;
    for (const spot of spots) {
      if (spot.price >= least) break;
      const price = spot.price + meeting(spot, others);
      if (price < least) [best, least] = [spot, price];
    }
    return best;
  };

  function settle(options, order) {
    const chosen = [], kept = [];
    for (let round = 0; round < ROUNDS; round += 1) for (const i of order)
      chosen[i] = cheapest(options[i], chosen.filter((spot, at) => spot && at !== i));
    for (const i of order) {
      const others = kept.filter(Boolean), free = spot => spot.price + meeting(spot, others) < CROSSING;
      kept[i] = [chosen[i], ...options[i]].find(free) || null;
    }
    return kept;
  }

  /* Who chooses first decides who finds a place: try a few orders until everybody has one. */
  function orders(names) {
    const given = [...names.keys()], by = key => [...given].sort((a, b) => names[a][key] - names[b][key]);
    return [given, [...given].reverse(), by("x"), by("y")];
  }

  function place(names, scene) {
    const options = names.map(name => around(name, name.whole, scene)), lost = spots => spots.filter(spot => !spot).length;
    let best = null;
    for (const order of orders(names)) {
      const spots = settle(options, order);
      if (!best || lost(spots) < lost(best)) best = spots;
      if (!lost(best)) break;
    }
    names.forEach((name, i) => { best[i] ||= inBrief(name, scene, best); });
    return best;
  }

  function inBrief(name, scene, best) {
    const others = best.filter(Boolean), free = spot => spot.price + meeting(spot, others) < CROSSING;
    const spot = name.brief && around(name, name.brief, scene).find(free);
    return spot ? { ...spot, brief: true } : null;
  }

  /* Points every eight pixels along the drawn ways. */
  const along = (map, ways) => ways.flatMap(points => {
    const on = points.map(point => map.latLngToContainerPoint(point));
    return on.slice(1).flatMap((end, i) => {
      const start = on[i], n = Math.max(1, Math.ceil(start.distanceTo(end) / 8));
      return Array.from({ length: n }, (_, k) => start.add(end.subtract(start).multiplyBy(k / n)));
    });
  });

  function measure(tag) {
    tag.classList.remove("wo-brief");
    const size = ({ offsetWidth: w, offsetHeight: h }) => ({ w, h });
    return { whole: size(tag), brief: tag.children.length > 1 ? size(tag.firstElementChild) : null };
  }

  function read(map) {
    const box = map.getContainer().getBoundingClientRect();
    const local = element => {
      const r = element.getBoundingClientRect();
      return { x: r.x - box.x, y: r.y - box.y, w: r.width, h: r.height };
    };
    const names = [], pins = [], away = [], inside = { x: 0, y: 0, w: box.width, h: box.height };
    map.eachLayer(layer => {
      const element = layer instanceof L.Marker && layer.getElement();
      if (!element) return;
      const { x, y } = map.latLngToContainerPoint(layer.getLatLng()), tag = element.querySelector(".wo-tag");
      const r = tag ? +tag.dataset.radius : 8, pin = { x: x - r, y: y - r, w: 2 * r, h: 2 * r };
      if (!element.classList.contains("wo-arrow") && !element.classList.contains("wo-word")) pins.push(pin);
      if (!tag) return;
      if (holds(inside, { x, y })) names.push({ x, y, r, pin, tag, ...measure(tag) });
      else away.push({ x, y, pin, tag, called: element.classList.contains("wo-word") ? "" : tag.querySelector("b").textContent });
    });
    for (const { place, r } of map.circles || []) {
      const { x, y } = map.latLngToContainerPoint(place);
      pins.push({ x: x - r, y: y - r, w: 2 * r, h: 2 * r });
    }
    const walls = [...map.getContainer().querySelectorAll(".leaflet-control")].map(local);
    const frame = { x: 5, y: 4, w: box.width - 10, h: box.height - 8 };
    return { names, away, scene: { frame, walls, pins, lines: along(map, map.ways || []) } };
  }

  function write({ x, y, tag, pin }, spot) {
    const line = tag.parentElement.querySelector("i"), middle = 15;
    tag.classList.toggle("wo-shown", Boolean(spot));
    tag.classList.toggle("wo-brief", Boolean(spot && spot.brief));
    const box = spot ? spot.box : { x: pin.x + pin.w + 2, y: y - tag.offsetHeight / 2 };
    tag.style.textAlign = box.x + tag.offsetWidth <= x ? "right" : box.x >= x ? "left" : "center";
    tag.style.transform = `translate(${box.x - x + middle}px, ${box.y - y + middle}px)`;
    if (!line) return;
    const [start, end] = spot && spot.leader.length ? [spot.leader[0], spot.leader.at(-1)] : [{ x, y }, { x, y }];
    line.style.width = `${Math.hypot(end.x - start.x, end.y - start.y)}px`;
    line.style.transform = `translate(${start.x - x}px, ${start.y - y}px) rotate(${Math.atan2(end.y - start.y, end.x - start.x)}rad)`;
  }

  /* What a reader cannot see from here is said in a corner. */
  function tell(map, away, hidden) {
    const corner = map.getContainer().querySelector(".leaflet-bottom.leaflet-left");
    const note = corner.querySelector(".wo-away") || corner.appendChild(document.createElement("div"));
    note.className = "wo-away";
    note.textContent = [
      away.length ? `Outside this view: ${away.length < 4 ? away.join(", ") : `${away.length} places`}.` : "",
      hidden ? `Zoom in for ${hidden} more ${hidden > 1 ? "names" : "name"}.` : "",
    ].join(" ").trim();
    return note;
  }

  wayout.place = place;
  wayout.placeNames = map => {
    const { names, away, scene } = read(map), called = away.map(name => name.called).filter(Boolean);
    const told = () => tell(map, called, spots.filter(spot => !spot).length);
    let spots = place(names, scene);
    const note = told();
    if (note.textContent) {  /* the note wants room of its own: no name lies under it */
      const box = map.getContainer().getBoundingClientRect(), r = note.getBoundingClientRect();
      scene.walls.push({ x: r.x - box.x, y: r.y - box.y, w: r.width, h: r.height });
      spots = place(names, scene);
      told();
    }
    spots.forEach((spot, i) => write(names[i], spot));
    away.forEach(name => write(name, null));
  };
  wayout.names = map => {
    wayout.placeNames(map);
    map.on("moveend resize", () => wayout.placeNames(map));
  };
})();
