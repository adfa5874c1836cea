"use strict";
// The network: the server gives the places, so it stays put; the sliders thin its lines by time.
(async () => {
  const graph = JSON.parse(document.getElementById("graph").textContent);
  const box = document.getElementById("network");
  const form = document.querySelector("form.span");
  const months = JSON.parse(form.dataset.months);
  if (!graph.nodes.length) return;
  box.hidden = false;
  await Promise.all([document.fonts.load("13px Vazirmatn"), document.fonts.load("13px Vazirmatn", "\u06d5")]);

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const campColour = n => getComputedStyle(document.querySelector(`[data-camp="${n}"]`)).backgroundColor;
  const thick = n => Math.min(7, 1.3 + Math.log2(n));
  const wide = box.clientWidth, high = box.clientHeight;
  const style = () => [
    { selector: "node", style: { label: "data(name)", width: "data(size)", height: "data(size)",
      "background-color": "data(colour)", "font-family": "Vazirmatn, sans-serif", "font-size": 12,
      color: colour("--ink"), "text-valign": "bottom", "text-margin-y": 3, "text-max-width": 120, "text-wrap": "ellipsis",
      "text-outline-color": colour("--sheet"), "text-outline-width": 2, "min-zoomed-font-size": 7 } },
    { selector: "edge", style: { width: "data(thick)", "curve-style": "bezier", "target-arrow-shape": "triangle",
      "arrow-scale": 0.8, opacity: 0.75 } },
    ...["bad", "good", "quiet"].map(sign => ({ selector: `edge[sign = "${sign}"]`, style: {
      "line-color": colour(`--${sign}`), "target-arrow-color": colour(`--${sign}`),
      "line-style": sign === "quiet" ? "dashed" : "solid" } })),
    { selector: ".faint", style: { opacity: 0.12 } },
    { selector: ".gone", style: { display: "none" } },
    { selector: ":selected", style: { opacity: 1, "border-width": 3, "border-color": colour("--ink"), "overlay-opacity": 0 } },
  ];
  const view = cytoscape({
    container: box,
    elements: [
      ...graph.nodes.map(n => ({ data: { ...n, size: n.size * 2, colour: campColour(n.camp) },
        position: { x: 60 + n.x * (wide - 120), y: 40 + n.y * (high - 90) } })),
      ...graph.edges.map((e, n) => ({ data: { ...e, id: `edge${n}`, thick: thick(e.count) } })),
    ],
    layout: { name: "preset", fit: true, padding: 30 },
    style: style(),
    minZoom: 0.3, maxZoom: 4,
  });
  document.addEventListener("theme", () => {
    view.nodes().forEach(n => n.data("colour", campColour(n.data("camp"))));
    view.style(style());
  });

  view.on("tap", "edge", event => htmx.ajax("GET", event.target.data("address"), "#behind"));
  view.on("tap", "node", event => { location.href = event.target.data("address"); });
  view.on("mouseover", "node", event => view.elements().not(event.target.closedNeighborhood()).addClass("faint"));
  view.on("mouseout", "node", () => view.elements().removeClass("faint"));

  document.getElementById("behind").addEventListener("htmx:afterSettle", () => view.resize());

  const sliders = [...form.querySelectorAll("[data-end]")];
  const output = form.querySelector("output");
  const thin = () => {
    const [from, to] = sliders.map(slider => Number(slider.value)).sort((a, b) => a - b);
    const all = from === 0 && to === months.length - 1;
    const [since, until] = [months[from], months[to]];
    view.batch(() => view.edges().forEach(edge => {
      const days = edge.data("days").filter(day => day.slice(0, 7) >= since && day.slice(0, 7) <= until);
      const count = all ? edge.data("count") : days.length;
      edge.toggleClass("gone", !count);
      if (count) edge.data("thick", thick(count));
    }));
    output.textContent = all ? output.dataset.all : `${since} – ${until}`;
    form.elements.since.value = all ? "" : since;
    form.elements.until.value = all ? "" : until;
  };
  sliders.forEach(slider => slider.addEventListener("input", thin));
  for (const [name, slider] of [["since", sliders[0]], ["until", sliders[1]]]) {
    const at = months.indexOf((form.elements[name].value || "").slice(0, 7));
    if (slider && at >= 0) slider.value = at;
  }
  if (sliders.length && (form.elements.since.value || form.elements.until.value)) thin();
})();
