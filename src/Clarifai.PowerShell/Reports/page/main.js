// Reads the data, and shows again what passes whenever a filter changes.

const report = readReport(JSON.parse(byId("data").textContent));
const filter = new Filter(report);
const hasVideos = report.sources.some((source) => source.isVideo);
const hasPictures = report.sources.some((source) => !source.isVideo);
const timeline = hasVideos ? new Timeline(report, filter, byId("videos")) : null;
const gallery = new Gallery(report, filter, byId("gallery"), (index) => detail.open(index));
const detail = new Detail(report, filter, byId("detail"), gallery);
const facets = new Facets(report, filter, refresh);

function refresh() {
  const { sources, counts } = filter.apply();
  const pictures = sources.filter((source) => !source.isVideo);
  const videos = sources.filter((source) => source.isVideo);
  byId("count").textContent = countText(pictures.length, videos.length);
  byId("pictures").hidden = pictures.length === 0;
  byId("nothing").hidden = sources.length > 0 || report.sources.length === 0;
  byId("clear").hidden = !filter.isActive;
  byId("minimum-shown").textContent = filter.minimum.toFixed(2);
  facets.show(counts, sources.length);
  timeline?.show(videos);
  gallery.show(pictures);
}

function countText(pictures, videos) {
  if (report.sources.length === 0) return "Nothing was reported.";
  const kinds = [
    hasPictures ? counted(pictures, "picture", "pictures") : null,
    hasVideos ? counted(videos, "video", "videos") : null,
  ].filter((kind) => kind !== null).join(" and ");
  return filter.isActive ? `${kinds} of ${report.sources.length.toLocaleString("en")} pass the filters` : kinds;
}

function showSummary() {
  const pictures = report.sources.filter((source) => !source.isVideo).length;
  const seen = new Set(report.sources.flatMap((source) => source.concepts.map((concept) => concept.name)));
  const models = [...report.models].map((model) => report.names[model]);
  byId("summary").textContent = [
    hasPictures ? counted(pictures, "picture", "pictures") : null,
    hasVideos ? counted(report.sources.length - pictures, "video", "videos") : null,
    counted(seen.size, "concept", "concepts"),
    models.length > 0 ? `${models.length === 1 ? "model" : "models"} ${models.join(", ")}` : null,
    report.made,
  ].filter((part) => part !== null).join(" · ");
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

  const head = document.querySelector(".top");
  const tellHeight = () => document.documentElement.style.setProperty("--top-height", `${head.offsetHeight}px`);
  new ResizeObserver(tellHeight).observe(head);
}

showSummary();
showModels();
listen();
refresh();
