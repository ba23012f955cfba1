// Shows what Python made beforehand for each step of a yardstick's slider. Nothing is worked out
// here. Without it Python does the same when the slider comes to rest; the line across the answers
// then moves only when an answer changes sides. Safe to run more than once.
(() => {
  if (window.wayoutYardstick) {
    window.wayoutYardstick();
    return;
  }

  const CARD = ".wo-yardstick.wo-live";
  const inside = new WeakMap();
  const indexed = new WeakMap();
  const resting = node => node.closest(".widget-hslider")?.style.display === "none";

  // For each slot, which part belongs to which step.
  const parts = box => {
    if (!indexed.has(box)) {
      const slots = {};
      [...box.children].forEach(one => {
        const steps = slots[one.dataset.for] ??= [];
        for (let step = +one.dataset.from; step <= +one.dataset.to; step++) steps[step] = one;
      });
      indexed.set(box, slots);
    }
    return indexed.get(box);
  };

  // Written only when different: what Python sends is mostly on the page already.
  const show = (slot, one) => {
    if (!slot || !one || inside.get(slot) === one) return;
    inside.set(slot, one);
    if (slot.innerHTML !== one.innerHTML) slot.innerHTML = one.innerHTML;
  };
  const place = (node, step) => {
    if (+node.style.getPropertyValue("--wo-at") !== step) node.style.setProperty("--wo-at", step);
  };

  const pick = card => {
    const handle = [...card.querySelectorAll(".noUi-handle")].find(one => !resting(one));
    const step = Math.round(handle?.getAttribute("aria-valuenow"));
    const box = card.querySelector(".wo-cases");
    if (!handle || !box || Number.isNaN(step)) return;
    Object.entries(parts(box)).forEach(([name, steps]) =>
      show(card.querySelector(`[data-slot="${name}"]`), steps[step]));
    card.querySelectorAll("[data-at]").forEach(node => place(node, step));
  };

  const look = () => document.querySelectorAll(CARD).forEach(pick);
  new MutationObserver(records => {
    const near = records.map(({ target }) => target.closest?.(CARD)).filter(Boolean);
    new Set(near).forEach(pick);
  }).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ["aria-valuenow"],
  });
  window.wayoutYardstick = look;
  look();
})();
