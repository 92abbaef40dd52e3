// A field with the chosen names as buttons that take them away, and a list of what the server finds for what is typed.
const PAUSE = 120; // milliseconds without a key before the server is asked
const WIDEST = 380; // pixels of the list where there is room
const EDGE = 8; // pixels between the list and the edge of the window

const fields = new WeakMap(); // root of an instance -> its field, which outlives the draws

export default function (component) {
  const root = component.parentElement;
  if (!fields.has(root)) fields.set(root, makeField(root));
  const field = fields.get(root);
  field.ask = (text) => component.setTriggerValue("typed", text);
  field.tell = (ids) => component.setTriggerValue("chosen", ids);
  field.show(component.data);
  return () => field.close();
}

function make(tag, name, text) {
  return Object.assign(document.createElement(tag), { className: name || "", textContent: text || "" });
}

function makeField(root) {
  const part = (name) => root.querySelector(name);
  const [picker, box, chips, input, list, status, said] = [".picker", ".field", ".chips", "input", ".list", "[role=status]", ".said"].map(part);
  let data = {};
  let hits = []; // as listed
  let active = -1;
  let entered = null; // the text at which Enter was pressed before its answer came
  let asked = null;
  let timer = 0;
  const field = { ask: null, tell: null, show, close };

  function show(given) {
    data = given;
    part("label").textContent = data.label;
    picker.classList.toggle("bare", data.bare);
    picker.classList.toggle("off", data.disabled);
    input.disabled = data.disabled;
    input.title = data.help || "";
    input.placeholder = data.chosen.length ? "" : data.placeholder;
    list.setAttribute("aria-label", data.label);
    chips.setAttribute("aria-label", `${data.label}: chosen`);
    showChips();
    const waits = root.activeElement === input || entered !== null;
    if (data.hits && asked !== null && data.typed === asked && waits) showHits();
  }

  function showChips() {
    chips.replaceChildren(...data.chosen.map(({ id, label }) => {
      const chip = make("button", "chip", label);
      chip.type = "button";
      chip.disabled = data.disabled;
      chip.setAttribute("aria-label", `Remove ${label}`);
      chip.onclick = () => choose(data.chosen.filter((other) => other.id !== id));
      const item = make("li");
      item.append(chip);
      return item;
    }));
    chips.hidden = !data.chosen.length;
  }

  function showHits() {
    const chosen = new Set(data.chosen.map(({ id }) => id));
    hits = data.hits.filter(({ id }) => !chosen.has(id));
    list.replaceChildren(...hits.map((hit, place) => {
      const item = make("li");
      item.id = `hit-${place}`;
      item.setAttribute("role", "option");
      item.append(make("span", "name", hit.label), make("span", "number", hit.number));
      if (hit.detail) item.append(make("small", "", hit.detail));
      item.onpointerdown = (event) => event.preventDefault(); // the field keeps the focus
      item.onclick = () => take(place);
      item.onpointermove = () => point(place);
      return item;
    }));
    said.textContent = hits.length ? data.said || "" : data.nothing;
    status.textContent = hits.length ? `${hits.length} names. ${data.said || ""}` : data.nothing;
    const taken = entered === asked && hits.length;
    entered = null;
    if (taken) return take(0);
    if (!hits.length) return close(true);
    open();
    point(asked ? 0 : -1);
  }

  function open() {
    if (!list.matches(":popover-open")) list.showPopover();
    input.setAttribute("aria-expanded", "true");
    place();
  }

  function close(keep) {
    clearTimeout(timer);
    if (list.matches(":popover-open")) list.hidePopover();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    [hits, active] = [[], -1];
    if (!keep) [said.textContent, status.textContent, asked, entered] = ["", "", null, null];
  }

  function place() {
    const around = box.getBoundingClientRect();
    const width = Math.min(Math.max(around.width, WIDEST), innerWidth - 2 * EDGE);
    const [below, above] = [innerHeight - around.bottom - EDGE, around.top - EDGE];
    const up = below < 180 && above > below;
    Object.assign(list.style, {
      width: `${width}px`,
      left: `${Math.max(EDGE, Math.min(around.left, innerWidth - width - EDGE))}px`,
      maxHeight: `${Math.min(380, up ? above : below)}px`,
      top: up ? "auto" : `${around.bottom + 2}px`,
      bottom: up ? `${innerHeight - around.top + 2}px` : "auto",
    });
  }

  function point(to) {
    [...list.children].forEach((item, number) => {
      item.classList.toggle("active", number === to);
      item.setAttribute("aria-selected", String(number === to));
    });
    active = to;
    if (to < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", `hit-${to}`);
    list.children[to].scrollIntoView({ block: "nearest" });
  }

  function take(number) {
    const hit = hits[number];
    const kept = data.most === 1 ? [] : data.chosen;
    if (!hit) return;
    if (data.most && kept.length >= data.most) {
      status.textContent = said.textContent = `At most ${data.most}: take one away first.`;
      return;
    }
    choose([...kept, { id: hit.id, label: hit.label }]);
  }

  function choose(chosen) {
    input.value = "";
    close();
    data = { ...data, chosen, hits: null };
    input.placeholder = chosen.length ? "" : data.placeholder;
    showChips();
    input.focus();
    close();
    field.tell(chosen.map(({ id }) => id));
  }

  function ask(wait) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      asked = input.value.trim();
      if (data.hits && data.typed === asked) showHits(); // the same answer would not be drawn again
      else field.ask(asked);
    }, wait);
  }

  const keys = {
    ArrowDown: () => (hits.length ? point((active + 1) % hits.length) : ask(0)),
    ArrowUp: () => (hits.length ? point((active - 1 + hits.length) % hits.length) : ask(0)),
    Enter: () => {
      const text = input.value.trim();
      if (hits.length && asked === text) return take(active);
      entered = text || null;
    },
    Escape: () => {
      if (!hits.length) input.value = "";
      close();
    },
  };

  input.oninput = () => ask(PAUSE);
  input.onkeydown = (event) => {
    if (event.isComposing) return;
    if (event.key === "Backspace" && !input.value && data.chosen.length) return choose(data.chosen.slice(0, -1));
    if (!keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  };
  input.onblur = () => {
    if (entered !== null) return; // its answer is still to come
    input.value = "";
    close();
  };
  box.onpointerdown = (event) => {
    if (event.target.closest("button")) return;
    if (event.target !== input) event.preventDefault();
    input.focus();
    if (!list.matches(":popover-open")) ask(0);
  };
  addEventListener("scroll", (event) => event.target !== list && list.matches(":popover-open") && place(), true);
  addEventListener("resize", () => list.matches(":popover-open") && place());
  return field;
}
