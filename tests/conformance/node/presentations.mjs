// node presentations.mjs FOLDER JOBS: a list of jobs, answered by @digitalbazaar/vc.
// {do: "sign", credentials, seed, challenge, domain, created} -> {presentation}
// {do: "verify", presentation, challenge, domain, now} -> {verified, errors}
import * as vc from '@digitalbazaar/vc';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {makeLoader, readJson} from './loader.mjs';

const [folder, jobsPath] = process.argv.slice(2);
const documentLoader = makeLoader(folder);

async function sign({credentials, seed, challenge, domain, created}) {
  const key = await Ed25519Multikey.generate({seed: new Uint8Array(Buffer.from(seed, 'hex'))});
  key.controller = `did:key:${key.publicKeyMultibase}`;
  key.id = `${key.controller}#${key.publicKeyMultibase}`;
  const presentation = vc.createPresentation({
    verifiableCredential: credentials, holder: key.controller, now: new Date(created), version: 2.0
  });
  const suite = new DataIntegrityProof({signer: key.signer(), date: created, cryptosuite});
  return {presentation: await vc.signPresentation({presentation, suite, challenge, domain, documentLoader})};
}

async function verify({presentation, challenge, domain, now}) {
  const result = await vc.verify({
    presentation, challenge, domain, documentLoader, now: new Date(now),
    suite: new DataIntegrityProof({cryptosuite}), checkStatus: async () => ({verified: true})
  });
  const errors = (result.error?.errors ?? [result.error]).filter(Boolean).map(String);
  return {verified: result.verified, errors};
}

const results = [];
for(const job of readJson(jobsPath)) {
  results.push(await {sign, verify}[job.do](job));
}
console.log(JSON.stringify(results));
