"use strict";
// The line of time: wheel and keys zoom and move, dragging chooses a span; the address keeps what is shown.
// Without this script the links above the line do the same.
(() => {
  const DAY = 86400000, LEAST = 2;
  const line = () => document.getElementById("line");
  const days = text => Date.parse(`${text}T00:00:00Z`) / DAY;
  const iso = day => new Date(Math.round(day) * DAY).toISOString().slice(0, 10);
  const own = figure => ({ first: days(figure.dataset.first), last: days(figure.dataset.last) + 1 });
  const whole = figure => ({ first: days(figure.dataset.oldest), last: days(figure.dataset.newest) + 1 });
  let wanted = null, running = null, waiting = null;

  // where a pointer stands on the line, 0 at its start and 1 at its end; Kurdish lines start on the right
  const share = (figure, clientX) => {
    const box = figure.querySelector("svg").getBoundingClientRect();
    const from = document.documentElement.dir === "rtl" ? box.right - clientX : clientX - box.left;
    const [start, end] = [Number(figure.dataset.start), Number(figure.dataset.end)];
    return Math.min(1, Math.max(0, (from / box.width - start) / (1 - start - end)));
  };

  const address = (figure, span) => {
    const all = whole(figure), to = new URL(figure.dataset.address, location.href);
    if (span.first <= all.first && span.last >= all.last) return to;
    to.searchParams.set("since", iso(Math.max(span.first, all.first)));
    to.searchParams.set("until", iso(Math.min(span.last, all.last) - 1));
    return to;
  };

  const show = async (to, keep) => {
    running?.abort();
    const mine = running = new AbortController();
    try {
      const answer = await fetch(to, { signal: mine.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine.signal.aborted) return;
      const content = document.getElementById("content"), focused = document.activeElement;
      const [id, way] = [focused?.id, focused?.dataset?.way];
      content.replaceChildren(...page.getElementById("content").childNodes);
      document.querySelector(".switches a").href = page.querySelector(".switches a").href;
      const again = id ? document.getElementById(id) : way ? document.querySelector(`[data-way="${way}"]`) ?? line() : null;
      again?.focus({ preventScroll: true });
      if (keep === "push") history.pushState(null, "", to);
      else if (keep === "replace") history.replaceState(null, "", to);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };

  const go = (figure, span, keep) => {
    const all = whole(figure);
    const length = Math.min(Math.max(span.last - span.first, LEAST), all.last - all.first);
    let first = Math.max(all.first, span.first);
    if (first + length > all.last) first = all.last - length;
    wanted = { first, last: first + length };
    clearTimeout(waiting);
    const to = address(figure, { first: Math.round(wanted.first), last: Math.round(wanted.last) });
    waiting = setTimeout(() => show(to, keep).then(() => { wanted = null; }), keep === "replace" ? 60 : 0);
  };

  const zoom = (figure, by, at, keep) => {
    const { first, last } = wanted ?? own(figure), all = whole(figure), length = last - first;
    const next = Math.min(Math.max(length * by, LEAST), all.last - all.first);
    const pivot = first + at * length;
    go(figure, { first: pivot - at * next, last: pivot + (1 - at) * next }, keep);
  };

  const move = (figure, by) => {
    const { first, last } = wanted ?? own(figure);
    go(figure, { first: first + by * (last - first), last: last + by * (last - first) }, "push");
  };

  document.addEventListener("wheel", event => {
    const figure = event.target.closest("#line");
    if (!figure || !event.deltaY || event.shiftKey) return;
    const { first, last } = wanted ?? own(figure), all = whole(figure);
    // at either end of the zoom the wheel is the page's again
    if (event.deltaY > 0 ? last - first >= all.last - all.first : last - first <= LEAST) return;
    event.preventDefault();
    zoom(figure, Math.exp(Math.max(-1, Math.min(1, event.deltaY / 240))), share(figure, event.clientX), "replace");
  }, { passive: false });

  document.addEventListener("keydown", event => {
    const figure = event.target.closest("#line");
    if (!figure || event.ctrlKey || event.metaKey || event.altKey) return;
    const later = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key === "+" || event.key === "=") zoom(figure, 0.5, 0.5, "push");
    else if (event.key === "-") zoom(figure, 2, 0.5, "push");
    else if (event.key === "0" || event.key === "Home") go(figure, whole(figure), "push");
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") move(figure, event.key === later ? 0.5 : -0.5);
    else return;
    event.preventDefault();
  });

  let drag = null;
  const brush = (figure, from, to) => {
    const svg = figure.querySelector("svg"), box = svg.getBoundingClientRect();
    const rect = figure.querySelector(".brush") ?? svg.appendChild(document.createElementNS(svg.namespaceURI, "rect"));
    const scale = svg.viewBox.baseVal.width / box.width;
    rect.setAttribute("class", "brush");
    rect.setAttribute("x", (Math.min(from, to) - box.left) * scale);
    rect.setAttribute("width", Math.abs(to - from) * scale);
    rect.setAttribute("y", 0);
    rect.setAttribute("height", svg.viewBox.baseVal.height);
  };
  document.addEventListener("dragstart", event => { if (event.target.closest("#line")) event.preventDefault(); });
  document.addEventListener("pointerdown", event => {
    const figure = event.target.closest("#line");
    if (figure && event.button === 0 && event.pointerType !== "touch") drag = { figure, from: event.clientX, far: false };
  });
  document.addEventListener("pointermove", event => {
    if (!drag) return;
    drag.far ||= Math.abs(event.clientX - drag.from) > 6;
    if (drag.far) brush(drag.figure, drag.from, event.clientX);
  });
  document.addEventListener("pointerup", event => {
    if (drag?.far) {
      const { figure, from } = drag, { first, last } = own(figure);
      const [a, b] = [share(figure, from), share(figure, event.clientX)].sort((x, y) => x - y);
      go(figure, { first: Math.floor(first + a * (last - first)), last: Math.ceil(first + b * (last - first)) }, "push");
      const stay = click => { if (click.target.closest("#line")) click.preventDefault(); };  // the drag was no click on a bar
      document.addEventListener("click", stay, true);
      setTimeout(() => document.removeEventListener("click", stay, true), 50);
      figure.focus({ preventScroll: true });
    }
    drag = null;
  });

  document.addEventListener("click", event => {
    const way = event.target.closest("[data-way]");
    if (!way || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(new URL(way.href), "push");
  });
  addEventListener("popstate", () => { show(new URL(location.href), ""); });
})();
