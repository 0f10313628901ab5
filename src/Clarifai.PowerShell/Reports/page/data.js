// Parses the data block: an entry with s begins a source, and the following entries belong to it.

function readReport(data) {
  const report = { made: data.made, sources: [], names: [], models: new Set(), concepts: new Set(), inks: new Map() };
  const sources = new Map();
  let source = null;
  let model = null;

  // A name is a text at its first occurrence, and the number of that text from then on.
  const texts = [];
  const textOf = (given) => (typeof given === "string" ? texts[texts.push(given) - 1] : texts[given]);

  // Names of colors and concepts are separate: an orange and the color orange are counted separately.
  const numbers = new Map();
  const numberOf = (text, kind) => {
    const key = `${kind} ${text}`;
    if (!numbers.has(key)) numbers.set(key, report.names.push(text) - 1);
    return numbers.get(key);
  };

  for (const entry of data.entries) {
    if (entry.s !== undefined) {
      source = sources.get(entry.s);
      if (source === undefined) {
        source = newSource(entry, report.sources.length);
        sources.set(entry.s, source);
        report.sources.push(source);
      }

      model = entry.m === undefined ? null : numberOf(textOf(entry.m), "model");
      if (model !== null) report.models.add(model);
    } else if (entry.o !== undefined) {
      source.orientation = entry.o;
    } else {
      const isColor = entry.h !== undefined;
      const name = entry.n === undefined ? null : numberOf(textOf(entry.n), isColor ? "color" : "concept");
      if (name !== null && isColor) report.inks.set(name, entry.h);
      else if (name !== null) report.concepts.add(name);
      add(source, model, entry, name);
    }
  }

  for (const read of report.sources) finish(report, read);
  return report;
}

function newSource(entry, index) {
  return {
    index,
    path: entry.s,
    file: entry.s.slice(Math.max(entry.s.lastIndexOf("/"), entry.s.startsWith("/") ? -1 : entry.s.lastIndexOf("\\")) + 1) || entry.s,
    link: entry.u ?? "",
    embedded: entry.i ?? null,
    orientation: 1,
    best: new Map(),
    concepts: [],
    boxes: [],
    colors: [],
    texts: [],
    times: null,
    samples: [],
  };
}

function add(source, model, entry, name) {
  if (entry.t !== undefined) {
    source.times ??= new Set();
    source.times.add(entry.t);
  }

  if (entry.h !== undefined) source.colors.push({ hex: entry.h, name, model, value: entry.v });
  const text = entry.x ?? null;
  if (entry.b !== undefined) source.boxes.push({ name, text, model, value: entry.v ?? null, time: entry.t ?? null, edges: entry.b });
  if (text !== null) source.texts.push({ text, model, value: entry.v ?? 1 });
  if (name === null) return;
  const isKnown = entry.v !== undefined;
  const value = entry.v ?? 0;
  if (isKnown && entry.t !== undefined) source.samples.push({ name, model, time: entry.t, value });

  // The same concept in several regions, frames or shades of a color: its highest value counts.
  const key = `${name}/${model}`;
  const best = source.best.get(key);
  if (best === undefined) source.best.set(key, { name, model, value, isKnown, hex: entry.h ?? null });
  else if (value > best.value) Object.assign(best, { value, isKnown, hex: entry.h ?? null });
}

function finish(report, source) {
  source.concepts = [...source.best.values()].sort((a, b) => b.value - a.value);
  source.best = null;
  source.isVideo = source.times !== null;
  source.times = source.isVideo ? [...source.times].sort((a, b) => a - b) : [];
  const words = [...source.concepts.map((concept) => report.names[concept.name]), ...source.texts.map((text) => text.text)];
  source.haystack = [source.path, ...words].join("\n").toLowerCase();
}

// The image's address: embedded in the page, or the file's. Images on the web are not loaded.
function pictureAddress(source) {
  // An image that could no longer be read when the page was completed is missing.
  const embedded = byId(`picture-${source.embedded}`);
  if (embedded !== null) return embedded.textContent;
  return source.link.startsWith("file:") ? source.link : null;
}

// Browsers cannot show these formats: the page contains a copy if a local engine was available to convert them.
const isUnknownToBrowsers = (source) => /\.(heic|heif|hif|tiff?)$/i.test(source.file);

// A row per input has no data of a video's frames: it gets a card, like an image.
const isVideoFile = (source) => /\.(3gp|avi|flv|m4v|mkv|mov|mp4|mpe?g|webm|wmv)$/i.test(source.file);
const isVideo = (source) => source.isVideo || isVideoFile(source);
