(() => {
  "use strict";
  // A chart's marks say what they are in a <title>; here the same words follow the pointer at once,
  // and the arrow keys inside a chart.
  const box = document.querySelector(".tooltip");
  const words = new WeakMap();
  let told = null;

  function show(mark, x, y) {
    told?.classList.remove("told");
    told = mark;
    told?.classList.add("told");
    box.classList.toggle("shown", Boolean(mark));
    if (!mark) return;
    box.textContent = words.get(mark);
    const gap = 14;
    const room = document.documentElement.clientWidth - box.offsetWidth - 8;
    const above = y - box.offsetHeight - gap;
    box.style.left = `${Math.max(8, Math.min(x + gap, room))}px`;
    box.style.top = `${above > 8 ? above : y + gap}px`;
  }

  function point(event) {
    show(event.target.closest?.("[data-mark]"), event.clientX, event.clientY);
  }

  function keys(chart) {
    const marks = [...chart.querySelectorAll("[data-mark]")];
    let at = -1;
    const goals = {
      ArrowRight: () => at + 1,
      ArrowDown: () => at + 1,
      ArrowLeft: () => at - 1,
      ArrowUp: () => at - 1,
      Home: () => 0,
      End: () => marks.length - 1,
    };
    for (const mark of marks) {
      const title = mark.querySelector("title");
      words.set(mark, title.textContent);
      title.remove();
    }
    if (!marks.length) return;
    chart.setAttribute("tabindex", "0");
    chart.addEventListener("blur", () => show(null));
    chart.addEventListener("keydown", (event) => {
      if (event.key === "Escape") show(null);
      if (!(event.key in goals)) return;
      event.preventDefault();
      at = Math.max(0, Math.min(goals[event.key](), marks.length - 1));
      const place = marks[at].getBoundingClientRect();
      show(marks[at], place.left + place.width / 2, place.top);
    });
  }

  document.querySelectorAll("svg[role=img]").forEach(keys);
  document.addEventListener("pointermove", point);
  document.addEventListener("pointerdown", point);
  document.addEventListener("scroll", () => show(null), { passive: true });
})();
