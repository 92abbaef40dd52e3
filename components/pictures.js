// Takes the charts of the page as they stand: Plotly's are several SVG layers on one another, those of ECharts are one.
const SPACE = "http://www.w3.org/2000/svg";
const SCALE = 2; // pixels of a PNG for each of the screen
const EDGE = 12; // pixels around a caption
const LEADING = 1.4; // of a line of it, in sizes of its letters

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

// What stands above the chart and below it, in lines that fit its width: what is drawn, of what, counted where and when.
function writeCaption(name, caption, width) {
  const fold = (text, size) => {
    const lines = [""];
    for (const word of text.split(" ")) {
      if (lines.at(-1) && (lines.at(-1).length + word.length) * size * 0.52 > width - 2 * EDGE) lines.push("");
      lines.push(`${lines.pop()} ${word}`.trim());
    }
    return lines.filter(Boolean).map((line) => ({ text: line, size }));
  };
  const above = [...fold(`${caption.title}: ${name}`, 17), ...fold(caption.asked, 12)];
  return { above, below: fold(caption.counted, 12) };
}

function placeLines(lines, top, colour) {
  let down = top;
  return lines.map(({ text, size }) => {
    const line = document.createElementNS(SPACE, "text");
    down += size * LEADING;
    line.setAttribute("x", EDGE);
    line.setAttribute("y", down - size * 0.35);
    line.setAttribute("font-size", size);
    if (size > 12) line.setAttribute("font-weight", 600);
    line.setAttribute("fill", colour);
    line.textContent = text;
    return line;
  });
}

// A copy without what the style sheet hides: a map has labels for each width of the screen.
function copyShown(layer) {
  const copy = layer.cloneNode(true);
  const [all, copies] = [layer.querySelectorAll("*"), copy.querySelectorAll("*")];
  all.forEach((element, place) => { if (getComputedStyle(element).display === "none") copies[place].remove(); });
  return copy;
}

function takeSvg(plot, layers, data) {
  const box = layers[0].getBoundingClientRect();
  const [width, height] = [Math.round(box.width), Math.round(box.height)];
  const caption = writeCaption(nameChart(plot), data.caption, width);
  const measure = (lines) => Math.ceil(lines.reduce((sum, line) => sum + line.size * LEADING, EDGE));
  const [head, foot] = [measure(caption.above), measure(caption.below)];
  const whole = document.createElementNS(SPACE, "svg");
  whole.setAttribute("xmlns", SPACE);
  whole.setAttribute("width", width);
  whole.setAttribute("height", head + height + foot);
  whole.setAttribute("viewBox", `0 0 ${width} ${head + height + foot}`);
  whole.setAttribute("font-family", getComputedStyle(plot).fontFamily.replaceAll('"', "'"));
  const note = document.createElementNS(SPACE, "metadata");
  note.textContent = data.recipe;
  const ground = document.createElementNS(SPACE, "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", findGround(plot));
  const chart = document.createElementNS(SPACE, "g");
  chart.setAttribute("transform", `translate(0 ${head})`);
  for (const layer of layers) chart.append(...[...copyShown(layer).childNodes]);
  const colour = getComputedStyle(plot).color;
  whole.append(note, ground, chart, ...placeLines(caption.above, EDGE / 2, colour), ...placeLines(caption.below, head + height, colour));
  return { text: new XMLSerializer().serializeToString(whole), width, height: head + height + foot };
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
    const taken = takeSvg(...found, data);
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
