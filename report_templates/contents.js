(() => {
  "use strict";
  // The contents mark the section in view.
  const links = [...document.querySelectorAll(".contents a, .jump a")];
  const sections = [...document.querySelectorAll("main > section")];
  const here = document.querySelector(".jump summary span");
  const jump = document.querySelector(".jump details");

  function mark() {
    const line = innerHeight / 3;
    const isEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    const seen = sections.filter((section) => section.getBoundingClientRect().top < line);
    const current = isEnd ? sections.at(-1) : seen.at(-1);
    for (const link of links) {
      if (current && link.hash === `#${current.id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    here.textContent = current?.querySelector("h2").textContent ?? "";
  }

  document.addEventListener("scroll", mark, { passive: true });
  addEventListener("resize", mark);
  mark();

  jump.addEventListener("click", (event) => {
    if (event.target.closest("a")) jump.open = false;
  });
  jump.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && jump.open) {
      jump.open = false;
      jump.querySelector("summary").focus();
    }
  });

  // Light or dark as the reader's machine is, until the reader says otherwise; nothing is kept.
  const root = document.documentElement;
  const theme = document.querySelector(".theme");
  const isDark = matchMedia("(prefers-color-scheme: dark)");
  const show = () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : isDark.matches;
    theme.setAttribute("aria-pressed", String(dark));
  };
  theme.hidden = false;
  theme.addEventListener("click", () => {
    root.dataset.theme = theme.getAttribute("aria-pressed") === "true" ? "light" : "dark";
    show();
  });
  isDark.addEventListener("change", show);
  show();
})();
