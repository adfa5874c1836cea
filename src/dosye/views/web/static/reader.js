"use strict";
// Show what belongs together: a fact and its words, a name and its facts; by pointer and by keyboard.
(() => {
  const facts = [...document.querySelectorAll("[data-fact]")];
  const pieces = [...document.querySelectorAll("[data-links]")];
  const names = [...document.querySelectorAll("[data-entity]")];
  const has = (list, key) => list.split(" ").includes(key);
  const clear = () => document.querySelectorAll(".lit, .quiet-lit").forEach(e => e.classList.remove("lit", "quiet-lit"));

  const lightFact = (fact, scroll) => {
    clear();
    const key = fact.dataset.fact;
    fact.classList.add("lit");
    const own = pieces.filter(piece => has(piece.dataset.links, key));
    own.forEach(piece => piece.classList.add("lit"));
    names.filter(name => has(name.dataset.facts, key)).forEach(name => {
      name.classList.add("lit");
      pieces.filter(p => has(p.dataset.links, name.dataset.entity)).forEach(p => p.classList.add("quiet-lit"));
    });
    if (scroll) own[0]?.scrollIntoView({ block: "nearest" });
  };
  const lightName = name => {
    clear();
    name.classList.add("lit");
    pieces.filter(p => has(p.dataset.links, name.dataset.entity)).forEach(p => p.classList.add("lit"));
    facts.filter(f => has(name.dataset.facts, f.dataset.fact)).forEach(f => f.classList.add("lit"));
  };
  const lightPiece = piece => {
    clear();
    const keys = piece.dataset.links.split(" ");
    facts.filter(f => keys.includes(f.dataset.fact)).forEach(f => lightFactSoftly(f));
    names.filter(n => keys.includes(n.dataset.entity)).forEach(n => n.classList.add("lit"));
    pieces.filter(p => keys.some(k => has(p.dataset.links, k))).forEach(p => p.classList.add("lit"));
  };
  const lightFactSoftly = fact => fact.classList.add("lit");

  facts.forEach(fact => {
    fact.addEventListener("mouseenter", () => lightFact(fact, false));
    fact.addEventListener("focus", () => lightFact(fact, true));
    fact.addEventListener("mouseleave", clear);
  });
  names.forEach(name => {
    name.addEventListener("mouseenter", () => lightName(name));
    name.addEventListener("focusin", () => lightName(name));
    name.addEventListener("mouseleave", clear);
  });
  pieces.forEach(piece => {
    piece.addEventListener("mouseenter", () => lightPiece(piece));
    piece.addEventListener("mouseleave", clear);
    piece.addEventListener("click", () => {
      const fact = facts.find(f => has(piece.dataset.links, f.dataset.fact));
      fact?.focus();
      fact?.scrollIntoView({ block: "nearest" });
    });
  });

  document.addEventListener("keydown", event => {
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = facts.indexOf(document.activeElement);
    if (event.key === "j" || event.key === "\u0698") facts[Math.min(at + 1, facts.length - 1)]?.focus();
    else if (event.key === "k" || event.key === "\u06a9") facts[Math.max(at - 1, 0)]?.focus();
    else if (event.key === "Escape") { clear(); document.activeElement.blur(); }
    else if (event.key === "Enter" && at >= 0) {
      pieces.find(piece => has(piece.dataset.links, facts[at].dataset.fact))?.scrollIntoView({ block: "center" });
    }
  });
})();
