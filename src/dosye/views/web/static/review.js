"use strict";
// Review by keyboard: j and k go from question to question, the key on a button presses it, z undoes.
(() => {
  const asks = [...document.querySelectorAll("[data-ask]")];
  const here = () => document.activeElement?.closest("[data-ask]");
  const press = (within, key) => {
    const button = within?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    button?.click();
    return Boolean(button);
  };
  if (asks.length && !location.hash) asks[0].focus({ preventScroll: true });
  document.addEventListener("keydown", event => {
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = asks.indexOf(here());
    if (event.key === "j") asks[Math.min(at + 1, asks.length - 1)]?.focus();
    else if (event.key === "k") asks[Math.max(at - 1, 0)]?.focus();
    else if (event.key === "z") press(document.querySelector(".notice"), "z");
    else if (event.key.length === 1 && press(at >= 0 ? asks[at] : asks[0], event.key)) event.preventDefault();
  });
})();
