"use strict";
(function () {
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const byId = (id) => document.getElementById(id);
  const cards = all("[data-gap]");
  const beside = window.matchMedia("(min-width: 62rem)");
  const targetOf = (link) => byId(link.getAttribute("href").slice(1));

  /* Light up the stretches of a gap in the text. Pieces of the text carry their offset in their id. */
  const pieces = new Map();
  all(".notice span[id]").forEach((piece) => {
    const [part, offset] = piece.id.slice(1).split("-").map(Number);
    if (!pieces.has(part)) pieces.set(part, []);
    pieces.get(part).push({ piece, offset });
  });
  function stretch(part, start, end) {
    return (pieces.get(Number(part)) || [])
      .filter((each) => each.offset >= start && each.offset < end)
      .map((each) => each.piece);
  }
  function clear() {
    all("main .on").forEach((each) => each.classList.remove("on"));
    all("main .found").forEach((each) => each.classList.remove("found"));
  }
  function light(card) {
    clear();
    card.classList.add("on");
    all("a.evidence", card).forEach((link) => {
      stretch(card.dataset.part, Number(link.dataset.start), Number(link.dataset.end))
        .forEach((piece) => piece.classList.add("found"));
    });
    if (!card.dataset.start) return null;
    const found = stretch(card.dataset.part, Number(card.dataset.start), Number(card.dataset.end));
    found.forEach((piece) => piece.classList.add("on"));
    all(".flag").filter((flag) => flag.dataset.gaps.split(" ").includes(card.dataset.gap))
      .forEach((flag) => flag.classList.add("on"));
    return found[0] || null;
  }

  /* Within a pane of its own the place is brought to the middle, without moving the page. */
  function centre(element) {
    const pane = element.closest(".work > section");
    if (!beside.matches || !pane) return;
    const shift = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTop += shift - pane.clientHeight / 3;
  }
  function unfold(element) {
    for (let each = element; each; each = each.parentElement) {
      if (each.tagName === "DETAILS") each.open = true;
    }
  }
  function showCard(card) {
    if (card.hidden) reset();
    unfold(card);
    const place = light(card);
    const work = card.closest(".work");
    if (beside.matches && work) work.scrollIntoView();
    else card.scrollIntoView();
    centre(card);
    if (place) centre(place);
    card.focus({ preventScroll: true });
  }
  function showText(card, target) {
    light(card);
    if (beside.matches) centre(target);
    else target.scrollIntoView({ block: "center" });
  }

  /* Filters. */
  const panel = byId("filters");
  const rule = byId("filter-rule");
  const owner = byId("filter-owner");
  const count = byId("count");
  const boxes = all("input[name=severity]");
  function matches(card) {
    return boxes.some((box) => box.checked && box.value === card.dataset.severity)
      && (!rule.value || card.dataset.rule === rule.value)
      && (!owner.value || card.dataset.owners.split(" ").includes(owner.value));
  }
  function apply() {
    const shown = new Set();
    cards.forEach((card) => {
      card.hidden = !matches(card);
      if (!card.hidden) shown.add(card.dataset.gap);
    });
    all(".fold").forEach((fold) => {
      fold.hidden = !fold.querySelector("[data-gap]:not([hidden])");
      if (rule.value && fold.dataset.rule === rule.value) fold.open = true;
    });
    all(".gaps > .group").forEach((group) => {
      group.hidden = !group.querySelector("[data-gap]:not([hidden])");
    });
    all(".notice .flag").forEach((flag) => {
      flag.hidden = !flag.dataset.gaps.split(" ").some((gap) => shown.has(gap));
    });
    all(".matrix a[data-issue]").forEach((link) => {
      link.parentElement.classList.toggle("off", !ofCell(link).some((card) => !card.hidden));
    });
    count.textContent = shown.size
      ? count.dataset.count.replace("{shown}", shown.size).replace("{total}", cards.length)
      : count.dataset.none;
  }
  function reset() {
    boxes.forEach((box) => { box.checked = true; });
    rule.value = "";
    owner.value = "";
    apply();
  }
  function step(by) {
    const shown = cards.filter((card) => !card.hidden);
    if (!shown.length) return;
    const current = shown.findIndex((card) => card.classList.contains("on"));
    const next = current < 0 ? (by > 0 ? 0 : shown.length - 1) : (current + by + shown.length) % shown.length;
    showCard(shown[next]);
  }

  /* A cell of the matrix opens its gaps beside their sentences. */
  const dialog = byId("cell");
  const ofIssue = new Map();
  cards.forEach((card) => {
    const key = card.dataset.part + " " + card.dataset.issue;
    ofIssue.set(key, (ofIssue.get(key) || []).concat(card));
  });
  function ofCell(link) {
    const { part, issue, column } = link.dataset;
    return (ofIssue.get(part + " " + issue) || []).filter((card) => !column || card.dataset.column === column);
  }
  function copyOf(element) {
    const copy = element.cloneNode(true);
    [copy, ...all("*", copy)].forEach((each) => {
      ["id", "data-gap", "hidden", "tabindex"].forEach((name) => each.removeAttribute(name));
    });
    return copy;
  }
  /* The paragraph of a place; of an issue's heading also what is reported under it. */
  function context(paragraph) {
    const found = [paragraph];
    if (paragraph.matches("h4.issue")) {
      let next = paragraph.nextElementSibling;
      while (next && next.matches("p.line") && found.length < 40) {
        found.push(next);
        next = next.nextElementSibling;
      }
    }
    return found.map((each) => {
      const copy = copyOf(each);
      all(".flag", copy).forEach((flag) => flag.remove());
      if (copy.tagName !== "TD") return copy;
      const line = document.createElement("p");
      line.append(...copy.childNodes);
      return line;
    });
  }
  function openCell(link) {
    const title = byId("cell-title");
    const body = byId("cell-body");
    const heading = link.closest("tr").querySelector("th");
    title.textContent = link.getAttribute("aria-label") + " · " + heading.textContent;
    body.textContent = "";
    let last = null;
    ofCell(link).filter((card) => !card.hidden || link.parentElement.classList.contains("off")).forEach((card) => {
      const place = light(card);
      const paragraph = place && place.closest("p, h4, td");
      if (paragraph && paragraph !== last) {
        const frame = document.createElement("div");
        frame.className = "notice";
        frame.lang = "zh";
        frame.tabIndex = 0;
        frame.append(...context(paragraph));
        body.append(frame);
        last = paragraph;
      }
      const copy = copyOf(card);
      copy.classList.remove("on");
      body.append(copy);
      if (paragraph) all(".quote", copy).forEach((quote) => quote.remove());
      all("a.jump, a.evidence", copy).forEach((jump) => {
        jump.addEventListener("click", (event) => {
          event.preventDefault();
          dialog.close();
          showCard(card);
          const target = targetOf(jump);
          if (target) showText(card, target);
        });
      });
    });
    clear();
    dialog.showModal();
    dialog.scrollTop = 0;
    all(".notice", body).forEach((frame) => {
      const lit = frame.querySelector(".on");
      if (lit) frame.scrollTop = lit.offsetTop - frame.clientHeight / 3;
    });
  }

  /* Links within the page. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.matches(".matrix a[data-issue]") && dialog.showModal) {
      event.preventDefault();
      openCell(link);
    } else if (link.matches("[data-filter-rule], [data-filter-owner]")) {
      reset();
      if (link.dataset.filterRule) rule.value = link.dataset.filterRule;
      if (link.dataset.filterOwner) owner.value = link.dataset.filterOwner;
      apply();
    } else if (link.matches(".flag")) {
      event.preventDefault();
      const gaps = link.dataset.gaps.split(" ").map((gap) => byId("g-" + gap)).filter(Boolean);
      showCard(gaps.find((card) => !card.hidden) || gaps[0]);
    } else if (link.matches("a.jump, a.evidence")) {
      const target = targetOf(link);
      const card = link.closest("[data-gap]");
      if (target && card) {
        event.preventDefault();
        showText(card, target);
      }
    }
  });
  function followHash() {
    const card = location.hash && byId(location.hash.slice(1));
    if (card && card.dataset.gap) showCard(card);
  }
  window.addEventListener("hashchange", followHash);

  /* Arrow keys walk through the matrix. */
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  all(".matrix").forEach((table) => table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    const move = moves[event.key];
    if (!cell || !move) return;
    const rows = all("tbody tr", table);
    let row = rows.indexOf(cell.parentElement);
    let column = cell.cellIndex;
    for (;;) {
      row += move[0];
      column += move[1];
      if (!rows[row] || column < 0 || column >= cell.parentElement.cells.length) return;
      const next = rows[row].cells[column] && rows[row].cells[column].querySelector("a[data-issue]");
      if (next) {
        event.preventDefault();
        next.focus();
        return;
      }
    }
  }));

  /* Paper shows what a screen folds away. */
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    folded.forEach((each) => { each.open = true; });
  });
  window.addEventListener("afterprint", () => folded.forEach((each) => { each.open = false; }));

  if (panel) {
    panel.hidden = false;
    boxes.forEach((box) => box.addEventListener("change", apply));
    [rule, owner].forEach((select) => select.addEventListener("change", apply));
    byId("filter-reset").addEventListener("click", reset);
    byId("previous").addEventListener("click", () => step(-1));
    byId("next").addEventListener("click", () => step(1));
    byId("cell-close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    apply();
    followHash();
  }
})();
