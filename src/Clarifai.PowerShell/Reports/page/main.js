// Reads the data, and updates the page whenever a filter changes.

const report = readReport(JSON.parse(byId("data").textContent));
const filter = new Filter(report);
const timeline = report.sources.some((source) => source.isVideo) ? new Timeline(report, filter, byId("videos")) : null;
const gallery = new Gallery(report, filter, byId("gallery"), (index) => detail.open(index));
const detail = new Detail(report, filter, byId("detail"), gallery);
const facets = [
  new Facets(report, filter, byId("concept-facets"), [...report.concepts], refresh),
  new Facets(report, filter, byId("color-facets"), [...report.inks.keys()], refresh),
];

function refresh() {
  const { sources, counts } = filter.apply();
  const pictures = sources.filter((source) => !source.isVideo);
  const videos = sources.filter((source) => source.isVideo);
  byId("count").textContent = countText(sources);
  byId("pictures").hidden = pictures.length === 0;
  byId("nothing").hidden = sources.length > 0 || report.sources.length === 0;
  byId("clear").hidden = !filter.isActive;
  byId("minimum-shown").textContent = filter.minimum.toFixed(2);
  for (const facet of facets) facet.show(counts, sources.length);
  timeline?.show(videos);
  gallery.show(pictures);
}

// The kinds of sources in the report.
function kinds(sources) {
  const videos = sources.filter(isVideo).length;
  const hasVideos = report.sources.some(isVideo);
  return [
    report.sources.every(isVideo) ? null : counted(sources.length - videos, "image", "images"),
    hasVideos ? counted(videos, "video", "videos") : null,
  ].filter((kind) => kind !== null);
}

function countText(sources) {
  if (report.sources.length === 0) return "The report is empty.";
  const counts = kinds(sources).join(" and ");
  return filter.isActive ? `${counts} of ${report.sources.length.toLocaleString("en")} pass the filters` : counts;
}

function showSummary() {
  const [concepts, colors] = [report.concepts.size, report.inks.size];
  const models = [...report.models].map((model) => report.names[model]);
  const parts = [
    ...(report.sources.length > 0 ? kinds(report.sources) : []),
    concepts > 0 || colors === 0 ? counted(concepts, "concept", "concepts") : null,
    colors > 0 ? counted(colors, "color", "colors") : null,
    models.length > 0 ? `${models.length === 1 ? "model" : "models"} ${models.join(", ")}` : null,
  ].filter((part) => part !== null);
  byId("summary").append(parts.map((part) => `${part} · `).join(""), element("time", { text: report.made }));
}

function showModels() {
  byId("model-field").hidden = report.models.size < 2;
  byId("model").append(
    element("option", { value: "", text: "All" }),
    ...[...report.models].slice(0, 100).map((model) => element("option", { value: model, text: report.names[model] })));
}

function listen() {
  const onInput = (id, change) => byId(id).addEventListener("input", (event) => {
    change(event.target.value);
    refresh();
  });
  onInput("search", (value) => filter.setText(value));
  onInput("minimum", (value) => (filter.minimum = Number(value)));
  onInput("sort", (value) => (filter.sort = value));
  onInput("model", (value) => (filter.model = value === "" ? null : Number(value)));
  byId("controls").addEventListener("submit", (event) => event.preventDefault());
  byId("clear").addEventListener("click", () => {
    byId("controls").reset();
    Object.assign(filter, { words: [], minimum: 0, model: null, sort: "given" });
    filter.concepts.clear();
    refresh();
    byId("search").focus();
  });

  byId("fold").addEventListener("click", (event) => {
    const isOpen = document.body.classList.toggle("unfolded");
    event.target.setAttribute("aria-expanded", String(isOpen));
  });

  const head = document.querySelector(".top");
  const tellHeight = () => document.documentElement.style.setProperty("--top-height", `${head.offsetHeight}px`);
  new ResizeObserver(tellHeight).observe(head);
}

showSummary();
showModels();
listen();
refresh();
