(() => {
  "use strict";
  // A chart's marks say what they are in a <title>; here the same words follow the pointer at once.
  const box = document.querySelector(".tooltip");
  const words = new WeakMap();

  for (const mark of document.querySelectorAll("[data-mark]")) {
    const title = mark.querySelector("title");
    words.set(mark, title.textContent);
    mark.setAttribute("aria-label", title.textContent);
    title.remove();
  }

  function place(event) {
    const gap = 14;
    const room = document.documentElement.clientWidth - box.offsetWidth - 8;
    const above = event.clientY - box.offsetHeight - gap;
    box.style.left = `${Math.max(8, Math.min(event.clientX + gap, room))}px`;
    box.style.top = `${above > 8 ? above : event.clientY + gap}px`;
  }

  function show(event) {
    const mark = event.target.closest?.("[data-mark]");
    box.classList.toggle("shown", Boolean(mark));
    if (mark) {
      box.textContent = words.get(mark);
      place(event);
    }
  }

  document.addEventListener("pointermove", show);
  document.addEventListener("pointerdown", show);
  document.addEventListener("scroll", () => box.classList.remove("shown"), { passive: true });
})();
