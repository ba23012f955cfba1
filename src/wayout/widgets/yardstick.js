// Shows what Python made beforehand for each step of a yardstick's slider. Nothing is worked out
// here. Without it Python does the same when the slider comes to rest. Safe to run more than once.
(() => {
  if (window.wayoutYardstick) {
    window.wayoutYardstick();
    return;
  }

  const CARD = ".wo-yardstick.wo-live";
  const inside = new WeakMap();
  const resting = node => node.closest(".widget-hslider")?.style.display === "none";

  const pick = card => {
    const handle = [...card.querySelectorAll(".noUi-handle")].find(one => !resting(one));
    const step = Math.round(handle?.getAttribute("aria-valuenow"));
    if (!handle || Number.isNaN(step)) return;
    const made = [...card.querySelectorAll(".wo-cases > *")].filter(
      ({ dataset }) => dataset.from <= step && step <= dataset.to);
    made.forEach(one => {
      const slot = card.querySelector(`[data-slot="${one.dataset.for}"]`);
      if (!slot || inside.get(slot) === one) return;
      inside.set(slot, one);
      slot.innerHTML = one.innerHTML;
    });
    card.querySelectorAll("[data-at]").forEach(node => node.style.setProperty("--wo-at", step));
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
