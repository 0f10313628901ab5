// node js-teacher.mjs <address> <key> <folder with node_modules> <owner> <folder with photos>
//
// Teaches the engine concepts of its own with the JavaScript client that the service published, as its documentation shows, and writes what
// came of it as JSON. The photos are called after what they show: cat-1.jpg.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [address, apiKey, home, owner, photos] = process.argv.slice(2);
const Clarifai = createRequire(join(home, 'package.json'))('clarifai');
const [userId, appId] = owner.split('/');
const app = new Clarifai.App({ apiKey, apiEndpoint: address.replace(/\/$/, ''), userId, appId });
const read = name => readFileSync(join(photos, name)).toString('base64');
const names = readdirSync(photos).sort();
const shown = name => name.split('-')[0];
const ids = hits => hits.map(hit => hit.input.id);
const failure = asked => asked.then(() => 'answered', ({ response, status, data }) => {
  const answer = response ?? { status, data };
  return { http: answer.status, code: answer.data.status.code };
});

const results = {};
const train = names.filter(name => !name.endsWith('-9.jpg'));
const added = await app.inputs.create(train.map(name => ({ id: name, base64: read(name), concepts: [{ id: shown(name) }], metadata: { file: name } })));
results.added = Array.from(added, input => input.id);
results.again = await failure(app.inputs.create([{ id: train[0], base64: read(train[0]) }]));
results.one = await app.inputs.get('cat-1.jpg').then(input => ({ concepts: Array.from(input.concepts, concept => concept.id), metadata: input.metadata }));
results.listed = await app.inputs.list({ page: 1, perPage: 2 }).then(inputs => Array.from(inputs, input => input.id));
results.counts = await app.inputs.getStatus().then(status => status.counts.processed);
const merged = await app.inputs.mergeConcepts([{ id: 'cat-1.jpg', concepts: [{ id: 'pet' }, { id: 'toy', value: false }] }]);
results.merged = merged.rawData[0].data.concepts.map(concept => `${concept.id} ${concept.value}`).sort();
const removed = await app.inputs.deleteConcepts([{ id: 'cat-1.jpg', concepts: [{ id: 'pet' }, { id: 'toy' }] }]);
results.removed = Array.from(removed[0].concepts, concept => concept.id);

const model = await app.models.create('things', [{ id: 'cat' }, { id: 'coffee' }], { conceptsMutuallyExclusive: false });
results.created = model.modelVersion.status.code;
results.changed = await model.mergeConcepts({ id: 'astronaut' }).then(changed => changed.outputInfo.data.concepts.map(concept => concept.id).sort());
const trained = await model.train(true);
results.trained = trained.modelVersion.status.code;
results.sameVersion = trained.modelVersion.id === model.versionId;
results.predicted = {};
for (const name of names.filter(name => name.endsWith('-9.jpg'))) {
  const answer = await trained.predict({ base64: read(name) });
  results.predicted[shown(name)] = answer.outputs[0].data.concepts[0].id;
}

results.byName = await app.models.predict('things', { base64: read('cat-9.jpg') }).then(answer => answer.outputs[0].data.concepts[0].name);
results.evaluating = await trained.runModelEval().then(version => version.metrics.status.code);
results.evaluated = await trained.getVersion(trained.versionId).then(answer => answer.model_version.metrics)
  .then(metrics => ({ code: metrics.status.code, accuracy: metrics.summary.top1_accuracy }));
results.versions = await trained.getVersions().then(answer => answer.model_versions.map(version => version.id === trained.versionId));
results.models = await app.models.list({ page: 1, perPage: 100 }).then(models => Array.from(models, listed => listed.id).includes('things'));
results.searched = await app.models.search('thi*').then(models => Array.from(models, found => found.id));

results.byPicture = await app.inputs.search({ input: { base64: read('cat-9.jpg') } }).then(answer => ids(answer.hits).slice(0, 3).map(shown));
results.byId = await app.inputs.search({ input: { id: 'coffee-1.jpg' } }, { page: 1, perPage: 3 }).then(answer => ids(answer.hits));
results.byGiven = await app.inputs.search({ concept: { id: 'astronaut', type: 'input' } }).then(answer => ids(answer.hits).sort());
results.byPredicted = await app.inputs.search({ concept: { name: 'cat' } }).then(answer => [...new Set(ids(answer.hits).map(shown))]);
results.byMetadata = await app.inputs.search({ input: { type: 'input', metadata: { file: 'cat-2.jpg' } } }).then(answer => ids(answer.hits));

results.versionDeleted = await app.models.delete('things', trained.versionId).then(answer => answer.status.code);
results.modelDeleted = await app.models.delete('things').then(answer => answer.status.code);
results.gone = await failure(app.models.predict('things', { base64: read('cat-9.jpg') }));
results.inputDeleted = await app.inputs.delete('cat-1.jpg').then(answer => answer.data.status.code);
results.inputsDeleted = await app.inputs.delete(['cat-2.jpg', 'cat-3.jpg']).then(answer => answer.data.status.code);
results.left = await app.inputs.getStatus().then(status => status.counts.processed);
results.allDeleted = await app.inputs.delete().then(answer => answer.data.status.code);
results.none = await app.inputs.list().then(inputs => inputs.length);
console.log(JSON.stringify(results));
