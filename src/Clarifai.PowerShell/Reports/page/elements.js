// Builds elements. Data is only ever inserted as text, never as markup or as a link target.

function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") made.className = value;
    else if (name === "text") made.textContent = value;
    else if (name in made && !name.startsWith("aria-")) made[name] = value;
    else made.setAttribute(name, value);
  }

  made.append(...children.filter((child) => child !== null));
  return made;
}

function svgElement(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const byId = (id) => document.getElementById(id);
const counted = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

// The link of a source, as written by the report: only file: or http(s):.
function sourceLink(source, text) {
  const link = element("a", { class: "path", text });
  if (/^(file|https?):/.test(source.link)) {
    link.href = source.link;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }

  return link;
}

// One concept as a bar; colors have a swatch.
function bar(report, concept) {
  const item = element("li", { class: "bar" });
  item.style.setProperty("--value", concept.value);
  if (concept.hex) {
    const swatch = element("span", { class: "swatch" });
    swatch.style.background = concept.hex;
    item.append(swatch);
  }

  const name = report.names[concept.name];
  item.title = name;
  item.append(
    element("span", { class: "name", text: name }),
    element("span", { class: "value", text: concept.isKnown ? concept.value.toFixed(2) : "" }));
  return item;
}

// Groups concepts by model: pairs of a model and its concepts.
function byModel(concepts) {
  const groups = new Map();
  for (const concept of concepts) groups.set(concept.model, [...(groups.get(concept.model) ?? []), concept]);
  return [...groups];
}

// The lines of text in order: one element for any number of them.
const readText = (texts) => element("p", { class: "read-text", text: texts.map((text) => text.text).join("\n") });

// The colors side by side, each as wide as its share.
function paletteGradient(colors) {
  const total = colors.reduce((sum, color) => sum + color.value, 0) || 1;
  let at = 0;
  const stops = colors.map((color) => {
    const from = at;
    at += (color.value / total) * 100;
    return `${color.hex} ${from}% ${at}%`;
  });
  return `linear-gradient(90deg, ${stops.join(", ")})`;
}
