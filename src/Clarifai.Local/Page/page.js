// Sends requests to the engine like any other client, and shows the answers. Text from outside is always inserted as text, never as markup.

const find = id => document.getElementById(id);
const state = { key: readKey(), file: null, asked: 0, shown: null };

// The part of an address after the # stays in the browser.
function readKey() {
  const text = location.hash.slice(1).replace(/^key=/, '');
  try {
    return decodeURIComponent(text);
  } catch {
    // A key that contains a % that was not written as %25.
    return text;
  }
}

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function showMessage(text, isBad = false) {
  find('message').textContent = text;
  find('message').classList.toggle('bad', isBad);
}

function send(path, body, type) {
  return fetch(path, {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: `Key ${state.key}`, ...(type && { 'Content-Type': type }) },
    body,
    cache: 'no-store',
  });
}

async function call(path, body) {
  const response = await send(path, body && JSON.stringify(body), body && 'application/json');
  const answer = await response.json();
  if (response.status === 401) {
    find('key-form').hidden = false;
  }

  if (!response.ok && !answer.outputs) {
    throw new Error(`${answer.status.description}: ${answer.status.details ?? ''} (${answer.status.code})`);
  }

  return answer;
}

async function loadModels() {
  find('key-form').hidden = state.key !== '';
  if (state.key === '') {
    return;
  }

  try {
    const { models } = await call('v2/models?per_page=500');
    find('models').replaceChildren(find('models').querySelector('legend'), ...models.map(showModel));
    (document.querySelector('input[value=general]') ?? document.querySelector('input[name=model]')).checked = true;
    find('models').disabled = false;
    showAddress();
    showMessage('');
  } catch (failure) {
    showMessage(failure.message, true);
  }
}

function showModel(model) {
  const choice = make('input', { type: 'radio', name: 'model', value: model.id });
  choice.addEventListener('change', () => {
    showAddress();
    ask();
  });
  return make('label', { className: 'model' }, choice, model.id, make('small', { textContent: model.name }));
}

function selectedModel() {
  return document.querySelector('input[name=model]:checked')?.value;
}

function showAddress() {
  find('address').textContent = new URL(`v2/models/${encodeURIComponent(selectedModel())}/outputs`, location.href).href;
}

function readBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

function take(file) {
  if (file) {
    state.file = file;
    ask();
  }
}

async function ask() {
  const model = selectedModel();
  if (!state.file || !model) {
    return;
  }

  // An answer that arrives after the next request is not shown.
  const file = state.file;
  const number = ++state.asked;
  const kind = file.type.startsWith('video/') ? 'video' : 'image';
  showMessage(`Analyzing ${file.name} with ${model} ...`);
  try {
    const base64 = await readBase64(file);
    const answer = await call(`v2/models/${encodeURIComponent(model)}/outputs`, { inputs: [{ data: { [kind]: { base64 } } }] });
    if (number !== state.asked) {
      return;
    }

    const [output] = answer.outputs;
    if (output.status.code !== 10000) {
      throw new Error(`${output.status.description}: ${output.status.details} (${output.status.code})`);
    }

    const shown = kind === 'video' ? { media: makeVideo(file) } : await makeUpright(file);
    if (number === state.asked) {
      show(file, output, shown);
      showMessage('');
    } else {
      URL.revokeObjectURL(shown.media.src);
    }
  } catch (failure) {
    if (number === state.asked) {
      find('result').hidden = true;
      showMessage(failure.message, true);
    }
  }
}

const makeVideo = file => make('video', { src: URL.createObjectURL(file), controls: true, muted: true });

// Browsers cannot show every format, nor rotate every image by its orientation: the engine does both.
async function makeUpright(file) {
  const response = await send('picture', file, 'application/octet-stream');
  if (!response.ok) {
    const { status } = await response.json();
    throw new Error(`${status.description}: ${status.details} (${status.code})`);
  }

  const media = make('img', { src: URL.createObjectURL(await response.blob()), alt: file.name });
  await media.decode();
  return { media, turn: response.headers.get('Picture-Turn').split(' ').map(Number) };
}

function show(file, output, { media, turn }) {
  if (state.shown) {
    URL.revokeObjectURL(state.shown);
  }

  state.shown = media.src;
  const { data = {}, model } = output;
  find('stage').replaceChildren(media, ...(data.regions ?? []).map(region => showRegion(region, turn)));
  find('caption').textContent = `${file.name}, analyzed by ${model.name}, version ${model.model_version.id}`;
  find('answer').replaceChildren(...describe(data, media));
  find('result').hidden = false;
}

const percent = part => `${100 * (part ?? 0)}%`;

// In untrusted text, invisible and bidirectional characters are escaped.
const spellOut = text => text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, character =>
  `\\u${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`);

function nameOf({ data }) {
  return data?.concepts?.[0]?.name ?? spellOut(data?.text?.raw ?? '');
}

const valueOf = region => region.value ?? region.data?.concepts?.[0]?.value;

// Regions are fractions of the stored image; the transform maps them to the upright one.
function showRegion(region, [a, b, c, d, e, f]) {
  const { left_col: left = 0, top_row: top = 0, right_col: right = 0, bottom_row: bottom = 0 } = region.region_info.bounding_box;
  const xs = [a * left + b * top + c, a * right + b * bottom + c];
  const ys = [d * left + e * top + f, d * right + e * bottom + f];
  const frame = make('div', { className: region.data?.text ? 'region read' : 'region' });
  Object.assign(frame.style, {
    left: percent(Math.min(...xs)),
    top: percent(Math.min(...ys)),
    width: percent(Math.abs(xs[1] - xs[0])),
    height: percent(Math.abs(ys[1] - ys[0])),
  });
  if (nameOf(region)) {
    frame.append(make('span', { textContent: nameOf(region) }));
  }

  return frame;
}

function describe(data, media) {
  const parts = [
    ...list('Concepts', data.concepts, concept => row(concept.name, concept.value)),
    ...list('Colors', data.colors, showColor),
    ...list('Embeddings', data.embeddings, embedding => make('p', { textContent: describeEmbedding(embedding) })),
    ...list('Regions', data.regions, region => row(nameOf(region) || 'region', valueOf(region))),
    ...showFrames(data.frames, media),
  ];
  return parts.length > 0 ? parts : [make('p', { textContent: 'The model found nothing.' })];
}

function list(title, items, showItem) {
  return items?.length ? [make('h2', { textContent: title }), ...items.map(showItem)] : [];
}

function row(name, value = 0, ...before) {
  return make('div', { className: 'row' },
    make('span', {}, ...before, name),
    make('meter', { value, min: 0, max: 1 }),
    make('span', { className: 'value', textContent: value.toFixed(2) }));
}

function describeEmbedding({ vector }) {
  return `${vector.length} numbers: ${vector.slice(0, 8).map(number => number.toFixed(3)).join(', ')}, …`;
}

function showColor(color) {
  const swatch = make('span', { className: 'swatch' });
  swatch.style.background = color.raw_hex;
  return row(`${color.w3c?.name ?? ''} ${color.raw_hex}`, color.value, swatch);
}

function showFrames(frames, media) {
  if (!frames?.length) {
    return [];
  }

  const rows = frames.map(frame => {
    const milliseconds = frame.frame_info?.time ?? 0;
    const jump = make('button', { type: 'button', textContent: `${(milliseconds / 1000).toFixed(1)} s` });
    jump.addEventListener('click', () => {
      media.currentTime = milliseconds / 1000;
    });
    const seen = [
      ...(frame.data?.concepts ?? []).map(concept => `${concept.name} ${concept.value.toFixed(2)}`),
      ...(frame.data?.embeddings ?? []).map(describeEmbedding),
      ...(frame.data?.regions ?? []).map(region => `${nameOf(region) || 'region'} ${valueOf(region).toFixed(2)}`),
    ];
    return make('tr', {}, make('td', {}, jump), make('td', { textContent: seen.join(', ') || '-' }));
  });
  return [make('h2', { textContent: 'Frames' }), make('table', {}, make('tbody', {}, ...rows))];
}

find('file').addEventListener('change', event => take(event.target.files[0]));
find('key-form').addEventListener('submit', event => {
  event.preventDefault();
  state.key = find('key').value;
  loadModels();
});
for (const name of ['dragenter', 'dragover']) {
  document.addEventListener(name, event => {
    event.preventDefault();
    find('drop').classList.add('over');
  });
}

document.addEventListener('dragleave', () => find('drop').classList.remove('over'));
document.addEventListener('drop', event => {
  event.preventDefault();
  find('drop').classList.remove('over');
  take(event.dataTransfer.files[0]);
});
window.addEventListener('hashchange', () => {
  state.key = readKey();
  loadModels();
});
loadModels();
