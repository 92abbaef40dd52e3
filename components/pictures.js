// Takes the charts of the page as they stand: Plotly's are several SVG layers on one another, those of ECharts are one.
const SPACE = "http://www.w3.org/2000/svg";
const SCALE = 2; // pixels of a PNG for each of the screen

function findCharts() {
  const plotly = [...document.querySelectorAll(".js-plotly-plot")].map((plot) => [plot, [...plot.querySelectorAll(".main-svg")]]);
  const others = [...document.querySelectorAll("[data-testid=stEChartsChart]")].map((plot) => [plot, [...plot.querySelectorAll("svg")]]);
  return [...plotly, ...others].filter(([plot, layers]) => layers.length && plot.getClientRects().length);
}

function findGround(element) {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (colour && colour !== "transparent" && !/, 0\)$/.test(colour)) return colour;
  }
  return "white";
}

function takeSvg(plot, layers, recipe) {
  const box = layers[0].getBoundingClientRect();
  const whole = document.createElementNS(SPACE, "svg");
  whole.setAttribute("xmlns", SPACE);
  whole.setAttribute("width", Math.round(box.width));
  whole.setAttribute("height", Math.round(box.height));
  whole.setAttribute("viewBox", `0 0 ${Math.round(box.width)} ${Math.round(box.height)}`);
  whole.setAttribute("font-family", getComputedStyle(plot).fontFamily.replaceAll('"', "'"));
  const note = document.createElementNS(SPACE, "metadata");
  note.textContent = recipe;
  const ground = document.createElementNS(SPACE, "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", findGround(plot));
  whole.append(note, ground);
  for (const layer of layers) whole.append(...[...layer.cloneNode(true).childNodes]);
  return { text: new XMLSerializer().serializeToString(whole), width: Math.round(box.width), height: Math.round(box.height) };
}

async function makePng(taken, recipe) {
  const address = URL.createObjectURL(new Blob([taken.text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    await new Promise((done, failed) => { image.onload = done; image.onerror = failed; image.src = address; });
    const canvas = Object.assign(document.createElement("canvas"), { width: taken.width * SCALE, height: taken.height * SCALE });
    const pen = canvas.getContext("2d");
    pen.scale(SCALE, SCALE);
    pen.drawImage(image, 0, 0, taken.width, taken.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    return addText(new Uint8Array(await blob.arrayBuffer()), "dragoman_recipe", recipe);
  } finally {
    URL.revokeObjectURL(address);
  }
}

// A text in a PNG is a chunk of its own (iTXt) that may stand right after the first one, which has 33 bytes with the signature.
function addText(png, keyword, text) {
  const body = new TextEncoder().encode(`iTXt${keyword}\0\0\0\0\0${text}`);
  const chunk = new Uint8Array(body.length + 8);
  const numbers = new DataView(chunk.buffer);
  numbers.setUint32(0, body.length - 4);
  chunk.set(body, 4);
  numbers.setUint32(body.length + 4, checksum(body));
  return new Blob([png.slice(0, 33), chunk, png.slice(33)], { type: "image/png" });
}

function checksum(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// What the page calls a chart: its text for those who do not see it, without what that says of the table.
function nameChart(plot) {
  return (plot.closest("[aria-label]")?.getAttribute("aria-label") || "Chart").split(";")[0];
}

export default function (component) {
  const { data, parentElement } = component;
  const list = parentElement.querySelector(".charts");
  const status = parentElement.querySelector("[role=status]");
  let shown = null;

  async function take(name, kind) {
    const found = findCharts().find(([plot]) => nameChart(plot) === name);
    status.textContent = found ? "" : "This chart is no longer on the page.";
    if (!found) return;
    const taken = takeSvg(...found, data.recipe);
    const blob = kind === "svg" ? new Blob([taken.text], { type: "image/svg+xml" }) : await makePng(taken, data.recipe);
    const several = shown.length > 1 ? `-${name.toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 40).replace(/^-|-$/g, "")}` : "";
    save(blob, `dragoman-${data.name}${several}.${kind}`);
  }

  function makeButton(name, kind) {
    const button = Object.assign(document.createElement("button"), { className: kind, textContent: kind.toUpperCase() });
    button.setAttribute("aria-label", `${kind.toUpperCase()}: ${name}`);
    button.onclick = () => take(name, kind);
    return button;
  }

  // A line a chart. Charts come and go after this is opened, so it looks again now and then.
  function refresh() {
    const names = [...new Set(findCharts().map(([plot]) => nameChart(plot)))];
    if (shown && names.join("\n") === shown.join("\n")) return;
    shown = names;
    list.replaceChildren(...names.map((name) => {
      const row = Object.assign(document.createElement("div"), { className: "row" });
      const label = Object.assign(document.createElement("span"), { className: "name", textContent: name });
      row.append(label, makeButton(name, "svg"), makeButton(name, "png"));
      return row;
    }));
    status.textContent = names.length ? "" : "There is no chart on the page now.";
  }

  refresh();
  clearInterval(parentElement.watch); // of the draw before
  parentElement.watch = setInterval(refresh, 500);
  return () => clearInterval(parentElement.watch);
}
