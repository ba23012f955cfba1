// What a page of the site does for itself: maps and charts follow its theme, a chart is drawn
// live when it comes near, and paper is always light. Without scripts the pictures stay.
(() => {
  const root = document.documentElement;
  const vega = new URL("vega.js", document.currentScript.src);

  const told = () => { document.body.dataset.jpThemeLight = root.dataset.theme !== "dark"; };
  let theme = root.dataset.theme;
  addEventListener("beforeprint", () => { theme = root.dataset.theme; root.dataset.theme = "light"; });
  addEventListener("afterprint", () => { root.dataset.theme = theme; });

  let loading;
  const library = () => loading ||= new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: vega, onload: done, onerror: failed });
    document.head.append(script);
  });

  const draw = async specification => {
    const picture = specification.previousElementSibling, drawing = document.createElement("div");
    const { spec, options } = JSON.parse(specification.textContent);
    await library();
    specification.before(drawing);
    picture.hidden = true; // a drawing is as wide as its place, so the place must be free
    try {
      await window.wayoutEmbed(drawing, spec, options);
      picture.remove();
    } catch (error) {
      drawing.remove();
      picture.hidden = false;
      throw error;
    }
  };

  // The theme draws an arrow beside a page that has others below it, and gives it no name.
  const named = fold => fold.setAttribute("aria-label", `Below ${fold.closest("li").querySelector("a").textContent}`);

  document.addEventListener("DOMContentLoaded", () => {
    told();
    document.querySelectorAll(".bd-links summary").forEach(named);
    new MutationObserver(told).observe(root, { attributeFilter: ["data-theme"] });
    const near = new IntersectionObserver(seen => seen.forEach(({ isIntersecting, target }) => {
      if (!isIntersecting) return;
      near.unobserve(target);
      draw(target.nextElementSibling);
    }), { rootMargin: "800px" });
    document.querySelectorAll("script.wo-spec").forEach(one => near.observe(one.previousElementSibling));
  });
})();
