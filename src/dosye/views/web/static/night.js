"use strict";
// Step through the day by keys: j and right (left in Kurdish) go on, k and the other arrow go back.
(() => {
  document.addEventListener("keydown", event => {
    if (event.target.closest("input, textarea, select, figure") || event.ctrlKey || event.metaKey || event.altKey) return;
    const on = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const key = event.key === on ? "j" : event.key.startsWith("Arrow") && event.key.length > 8 ? "k" : event.key;
    const way = key === "j" || key === "k" ? document.querySelector(`.stepper [data-key="${key}"]`) : null;
    if (way) { event.preventDefault(); way.click(); }
  });
})();
