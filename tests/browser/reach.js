card => {
  // What a keyboard, a finger or a voice cannot use or tell apart on a card.
  const seen = one => one.checkVisibility({ visibilityProperty: true });
  const controls = [...card.querySelectorAll("button, input:not([type=hidden]), select, textarea, summary")].filter(seen);
  const said = one => (one.getAttribute("aria-label") || one.textContent || "").trim();
  const small = controls.filter(one => {
    const { width, height } = (one.labels?.[0] || one).getBoundingClientRect();
    return width < 24 || height < 24;
  });
  const apart = {};
  for (const one of controls.filter(one => one.matches("button")))
    (apart[said(one)] ??= new Set()).add(`${one.name} ${one.value}`);
  const twice = Object.entries(apart).filter(([, does]) => does.size > 1);
  const mute = [...card.querySelectorAll("svg")].filter(one =>
    seen(one) && one.ariaHidden !== "true" && !(one.getAttribute("role") === "img" && one.ariaLabel));
  return [
    ...small.map(one => `small: ${one.name || one.tagName} ${said(one.labels?.[0] || one)}`),
    ...controls.filter(one => one.tabIndex < 0).map(one => `no stop for Tab: ${one.name}`),
    ...twice.map(([name, does]) => `one name, ${does.size} meanings: “${name}” ${[...does]}`),
    ...mute.map(one => `a picture without words: ${one.outerHTML.slice(0, 80)}`),
  ];
}
