// node js-client.mjs <address> <key> <folder with node_modules> <picture> <picture's URL> <video>
//
// Asks the engine with the JavaScript client that the service published, as its documentation shows, and writes what came of it as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [address, apiKey, home, picturePath, pictureUrl, videoPath] = process.argv.slice(2);
const Clarifai = createRequire(join(home, 'package.json'))('clarifai');
const apiEndpoint = address.replace(/\/$/, '');
const app = new Clarifai.App({ apiKey, apiEndpoint });
const base64 = readFileSync(picturePath).toString('base64');
const video = readFileSync(videoPath).toString('base64');

const concepts = data => data.concepts.map(concept => concept.name);
const outcome = answer => ({ code: answer.status.code, outputs: answer.outputs?.map(output => output.status.code) });
const failure = asked => asked.then(() => 'answered', ({ response }) => {
  if (!response) {
    throw new Error('There was no answer.');
  }

  return { http: response.status, ...outcome(response.data) };
});

const results = {
  bytes: await app.models.predict(Clarifai.GENERAL_MODEL, { base64 }).then(answer => concepts(answer.outputs[0].data)),
  url: await app.models.predict('general-image-recognition', pictureUrl).then(answer => concepts(answer.outputs[0].data)),
  options: await app.models.predict(Clarifai.GENERAL_MODEL, { base64 }, { maxConcepts: 1, minValue: 0.5, selectConcepts: [{ name: 'cat' }] })
    .then(answer => concepts(answer.outputs[0].data)),
  mixed: await app.models.predict(Clarifai.GENERAL_MODEL, [{ base64 }, { base64: 'AAAA' }]).then(outcome),
  failed: await failure(app.models.predict(Clarifai.GENERAL_MODEL, [{ base64: 'AAAA' }, { base64: 'AAAA' }])),
  video: await app.models.predict(Clarifai.GENERAL_MODEL, { base64: video }, { video: true, sampleMs: 500, minValue: 0.5, selectConcepts: [{ name: 'cat' }, { name: 'person' }] })
    .then(answer => answer.outputs[0].data.frames.map(frame => [frame.frame_info.index, frame.frame_info.time, concepts(frame.data)])),
  version: await app.models.initModel('general').then(async model => {
    const info = await model.getOutputInfo();
    model.versionId = info.modelVersion.id;
    return concepts((await model.predict({ base64 })).outputs[0].data);
  }),
  listed: await app.models.list().then(models => Array.from(models, model => model.id)),
  vocabulary: await app.models.initModel('general').then(model => model.getOutputInfo())
    .then(model => model.rawData.output_info.data.concepts.length === model.modelVersion.active_concept_count),
  noModel: await failure(app.models.predict('nonsense', { base64 })),
  wrongKey: await failure(new Clarifai.App({ apiKey: 'wrong', apiEndpoint }).models.predict(Clarifai.GENERAL_MODEL, { base64 })),
  tooMany: await failure(app.models.predict(Clarifai.GENERAL_MODEL, Array.from({ length: 129 }, () => ({ base64: 'AAAA' })))),
  badOption: await failure(app.models.predict(Clarifai.GENERAL_MODEL, { base64 }, { maxConcepts: 201 })),
};
console.log(JSON.stringify(results));
