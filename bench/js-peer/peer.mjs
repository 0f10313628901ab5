// node peer.mjs <address> <folder> <images> <batch size> <concurrency>
//
// Reads the files of a folder, encodes them and asks about them in batches, some at a time, as a user of the published JavaScript client
// would. Writes one line of JSON: the seconds and the peak of the working set in bytes.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [address, folder, ...counts] = process.argv.slice(2);
const [images, batchSize, concurrency] = counts.map(Number);

// Installed once, outside the checkout.
function loadClient() {
  const home = join(tmpdir(), 'clarifai-js-peer-2.9.1');
  if (!existsSync(join(home, 'node_modules', 'clarifai'))) {
    mkdirSync(home, { recursive: true });
    copyFileSync(join(dirname(fileURLToPath(import.meta.url)), 'package.json'), join(home, 'package.json'));
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], {
      cwd: home,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }

  return createRequire(join(home, 'package.json'))('clarifai');
}

const Clarifai = loadClient();
const app = new Clarifai.App({ apiKey: 'benchmark', apiEndpoint: address.replace(/\/$/, '') });
const files = readdirSync(folder).map(name => join(folder, name));

async function predict(first, count) {
  const inputs = await Promise.all(
    Array.from({ length: count }, async (_, i) => ({ base64: (await readFile(files[(first + i) % files.length])).toString('base64') })));
  const answer = await app.models.predict('general-image-recognition', inputs);
  for (const output of answer.outputs) {
    if (output.data.concepts.length !== 20) {
      throw new Error(`An output has ${output.data.concepts.length} concepts.`);
    }
  }

  return answer.outputs.length;
}

async function run(total) {
  let next = 0;
  let answered = 0;
  await Promise.all(Array.from({ length: concurrency }, async () => {
    while (next < total) {
      const first = next;
      next += batchSize;
      const count = await predict(first, Math.min(batchSize, total - first));
      answered += count;
    }
  }));
  if (answered !== total) {
    throw new Error(`${total} images had ${answered} answers.`);
  }
}

await run(batchSize * concurrency);
const started = performance.now();
await run(images);
const seconds = (performance.now() - started) / 1000;
console.log(JSON.stringify({ seconds, peakBytes: process.resourceUsage().maxRSS * 1024 }));
