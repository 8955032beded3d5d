// node measure.mjs FOLDER: timings of @digitalbazaar/vc, asked for line by line: {"what", "documents", "seed", ...}.
// Answers with {"cpuUs": microseconds of processor time for one, "ok": whether all went well}.
import * as vc from '@digitalbazaar/vc';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {createInterface} from 'node:readline';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {makeLoader} from './loader.mjs';

const load = makeLoader(process.argv[2]);
const held = new Map();
async function documentLoader(url) {
  if(!held.has(url)) {
    held.set(url, await load(url));
  }
  return held.get(url);
}

async function issuing({seed, controller, created}) {
  const key = await Ed25519Multikey.generate({seed: new Uint8Array(Buffer.from(seed, 'hex')), controller});
  key.id = `${controller}#${key.publicKeyMultibase}`;
  return async credential => {
    const suite = new DataIntegrityProof({signer: key.signer(), date: created, cryptosuite});
    return Boolean((await vc.issue({credential, suite, documentLoader})).proof);
  };
}

async function verifying({now}) {
  return async credential => (await vc.verifyCredential({
    credential, documentLoader, now: new Date(now), suite: new DataIntegrityProof({cryptosuite}),
    checkStatus: async () => ({verified: true})
  })).verified;
}

for await (const line of createInterface({input: process.stdin, crlfDelay: Infinity})) {
  const job = JSON.parse(line);
  const one = await (job.what === 'issue' ? issuing(job) : verifying(job));
  const before = process.cpuUsage();
  let ok = true;
  for(const document of job.documents) {
    ok = await one(document) && ok;
  }
  const {user, system} = process.cpuUsage(before);
  process.stdout.write(JSON.stringify({cpuUs: (user + system) / job.documents.length, ok}) + '\n');
}
