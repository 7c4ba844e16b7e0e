(() => {
  "use strict";
  // The small number beside a figure leads to the evidence section; here the same opens on the spot.
  const panel = document.getElementById("panel");
  const title = document.getElementById("panel-title");
  const body = panel.querySelector(".panel-body");

  const copyOf = (id) => {
    const copy = document.getElementById(id).closest("details").cloneNode(true);
    copy.querySelector("[id]").removeAttribute("id");
    return copy;
  };

  function open(number) {
    const copy = copyOf(`behind-${number}`);
    title.replaceChildren(...copy.querySelector("summary").childNodes);
    copy.querySelector("summary").remove();
    // What stands elsewhere in the section, as it is shared by several figures, comes along.
    for (const link of copy.querySelectorAll("a[data-part]")) {
      const part = copyOf(link.hash.slice(1));
      part.open = link.dataset.part === "posts";
      link.parentElement.replaceWith(part);
    }
    body.replaceChildren(...copy.childNodes);
    panel.showModal();
    body.scrollTop = 0;
  }

  document.addEventListener("click", (event) => {
    if (event.target === panel || event.target.closest(".panel-close")) {
      panel.close();
      return;
    }
    if (event.target.closest("a, button, summary, .panel") && !event.target.closest("a.cite")) {
      return;
    }
    // Around a small number its whole cell or tile answers a pointer.
    const near = event.target.closest("a.cite, td, .tile");
    const cite = near?.matches("a") ? near : near?.querySelector("a.cite");
    if (!cite || event.ctrlKey || event.metaKey || event.shiftKey || getSelection().toString()) {
      return;
    }
    event.preventDefault();
    open(cite.hash.replace("#figure-", ""));
    if (cite !== near) cite.focus({ preventScroll: true });
  });
})();
