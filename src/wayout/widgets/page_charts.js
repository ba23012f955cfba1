// Lets a drawing follow the width of its cell: Vega listens to the window alone, and the window
// keeps its size while a side bar opens or closes. Safe to run more than once.
(() => {
  if (window.wayoutCharts) {
    window.wayoutCharts();
    return;
  }

  const REST = 150;
  // A drawing that grows taller can bring a scroll bar, which narrows it, which makes it shorter,
  // which takes the bar away. It may stay this much too narrow, so that this comes to an end.
  const SCROLL_BAR = 24;
  const taken = new Map();
  let resting = 0;

  const place = drawing => drawing.closest(".jp-OutputArea-output");
  const right = node => node.getBoundingClientRect().right;

  // What is wider than its place scrolls, so the keyboard must be able to reach it.
  const scrolls = drawing => {
    const box = place(drawing);
    const wide = right(drawing) + box.scrollLeft > right(box) + 1;
    if (box.classList.contains("wo-scroll") === wide) return;
    box.classList.toggle("wo-scroll", wide);
    const words = { tabindex: "0", role: "group", "aria-label": "Chart wider than its place; it scrolls" };
    Object.entries(words).forEach(([name, value]) =>
      wide ? box.setAttribute(name, value) : box.removeAttribute(name));
  };

  // A hidden drawing has no width; it is looked at again when it shows.
  const outdated = drawing => {
    const width = drawing.clientWidth, last = taken.get(drawing);
    return width > 0 && (width < last || width > last + SCROLL_BAR);
  };
  const forget = drawing => {
    taken.delete(drawing);
    watch.unobserve(drawing);
  };
  const settle = () => {
    [...taken.keys()].filter(drawing => !drawing.isConnected).forEach(forget);
    const shown = [...taken.keys()].filter(drawing => drawing.clientWidth > 0);
    shown.forEach(scrolls);
    if (shown.some(outdated)) window.dispatchEvent(new Event("resize"));
  };
  const soon = () => {
    clearTimeout(resting);
    resting = setTimeout(settle, REST);
  };
  const watch = new ResizeObserver(soon);

  // Vega takes the widths of this moment, whoever sent the event.
  window.addEventListener("resize", () => {
    for (const drawing of taken.keys()) taken.set(drawing, drawing.clientWidth);
  });

  const drawings = document.getElementsByClassName("vega-embed");
  const look = () => {
    for (const drawing of drawings) {
      if (taken.has(drawing) || !place(drawing)) continue;
      const drawn = Number(drawing.querySelector("svg")?.getAttribute("width"));
      taken.set(drawing, drawn || drawing.clientWidth);
      watch.observe(drawing);
      watch.observe(place(drawing));
    }
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
  window.wayoutCharts = look;
  look();
})();
