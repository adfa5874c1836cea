"use strict";
// Theme, copying and pictures: the page works without all of this.
(() => {
  const root = document.documentElement;
  const said = text => {
    const place = document.querySelector(".said");
    if (place) { place.textContent = text; setTimeout(() => { place.textContent = ""; }, 2500); }
  };

  document.querySelector("[data-theme-switch]")?.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=strict`;
    document.dispatchEvent(new Event("theme"));
  });

  // on a narrow screen the page that is shown may stand outside the row of pages
  const row = document.querySelector(".top nav");
  const shown = row?.querySelector("[aria-current]");
  if (shown) {
    const [inner, outer] = [shown.getBoundingClientRect(), row.getBoundingClientRect()];
    row.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
  }

  const copy = async text => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const box = document.createElement("textarea");
      box.value = text;
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
  };

  const savePng = async address => {
    const blob = new Blob([await (await fetch(address)).text()], { type: "image/svg+xml" });
    const image = new Image();
    image.src = URL.createObjectURL(blob);
    await image.decode();
    const canvas = document.createElement("canvas");
    const scale = 2;
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    canvas.toBlob(png => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(png);
      link.download = address.split("/").pop().split("?")[0].replace(".svg", ".png");
      link.click();
      URL.revokeObjectURL(link.href);
    }, "image/png");
  };

  document.addEventListener("click", event => {
    const button = event.target.closest("[data-copy], [data-png]");
    if (!button) return;
    if (button.dataset.png) savePng(button.dataset.png);
    else copy(document.querySelector(button.dataset.copy).textContent.trim()).then(() => said(document.querySelector(".said").dataset.said));
  });

  document.addEventListener("keydown", event => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      document.getElementById("find")?.focus();
    }
  });

  const found = document.getElementById("found");
  document.addEventListener("keydown", event => { if (event.key === "Escape" && found) found.replaceChildren(); });
  document.addEventListener("click", event => { if (found && !event.target.closest(".find")) found.replaceChildren(); });
  document.addEventListener("htmx:configRequest", event => {
    event.detail.headers["X-Dosye-CSRF"] = document.querySelector("meta[name=csrf]").content;
  });
})();
