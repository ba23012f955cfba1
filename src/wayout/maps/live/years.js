/* The year slider: a native range input, so that arrow keys, Home and End work by themselves. */
wayout.years = (map, states) => {
  const slider = document.getElementById("wo-year"), sentence = document.getElementById("wo-count");
  const ticks = [...document.querySelectorAll(".wo-ticks span")];
  const choose = () => {
    const now = +slider.value;
    states.forEach(({ layer }, i) => { if (i === now) map.addLayer(layer); else map.removeLayer(layer); });
    wayout.tint(map, states[now].codes);
    slider.setAttribute("aria-valuetext", states[now].name);
    sentence.textContent = states[now].sentence;
    ticks.forEach((tick, i) => tick.classList.toggle("wo-now", i === now));
    map.closePopup();
    wayout.placeNames(map);
  };
  slider.addEventListener("input", choose);
  ticks.forEach((tick, i) => tick.addEventListener("click", () => { slider.value = i; choose(); }));
  choose();
};
