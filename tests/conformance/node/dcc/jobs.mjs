// node jobs.mjs JOBS.json: [{verify: credential} | {verifyPresentation: vp, challenge} | {sign: credential, seed}].
// Prints one result per job, as @digitalcredentials/verifier-core and @digitalcredentials/vc see it. No network.
import {readFileSync} from 'node:fs';

console.log = console.error; // verifier-core tells its troubles there
globalThis.fetch = async url => { throw new Error(`no network: ${url}`); };
const {verifyCredential, verifyPresentation} = await import('@digitalcredentials/verifier-core');
const vc = await import('@digitalcredentials/vc');
const {DataIntegrityProof} = await import('@digitalcredentials/data-integrity');
const {cryptosuite} = await import('@digitalcredentials/eddsa-rdfc-2022-cryptosuite');
const Ed25519Multikey = await import('@digitalcredentials/ed25519-multikey');
const {securityLoader} = await import('@digitalcredentials/security-document-loader');

const brief = errors => (errors ?? []).map(({name, message}) => `${name}: ${message?.message ?? message}`);

async function sign({sign: credential, seed, date}) {
  const key = await Ed25519Multikey.generate({seed: Uint8Array.from(Buffer.from(seed, 'hex'))});
  key.controller = `did:key:${key.publicKeyMultibase}`;
  key.id = `${key.controller}#${key.publicKeyMultibase}`;
  credential.issuer.id = key.controller;
  const suite = new DataIntegrityProof({signer: key.signer(), cryptosuite, date});
  const documentLoader = securityLoader().build();
  return {signed: await vc.issue({credential, suite, documentLoader, now: new Date(date)})};
}

async function answer(job) {
  if(job.sign) {
    return sign(job);
  }
  if(job.verifyPresentation) {
    const {verifyPresentation: presentation, challenge} = job;
    const found = await verifyPresentation({presentation, challenge, knownDIDRegistries: []});
    const credentials = (found.credentialResults ?? []).map(({log, errors}) => ({log, errors: brief(errors)}));
    return {signature: found.presentationResult?.signature, errors: brief(found.errors), credentials};
  }
  const found = await verifyCredential({credential: job.verify, knownDIDRegistries: []});
  return {log: found.log ?? [], errors: brief(found.errors)};
}

const results = [];
for(const job of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  try {
    results.push(await answer(job));
  } catch(error) {
    results.push({log: [], errors: [`thrown: ${error.message}`]});
  }
}
process.stdout.write(JSON.stringify(results));
