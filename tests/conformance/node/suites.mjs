// node suites.mjs JOBS: signs and verifies documents with jsonld-signatures, in three suites. One result per job.
// A job has {folder, suite, document, purpose, challenge, domain} and, to sign, {key, created}; a result is
// {document}, {verified} or {error}.
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import jsigs from 'jsonld-signatures';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {Ed25519Signature2020} from '@digitalbazaar/ed25519-signature-2020';
import {Ed25519VerificationKey2020} from '@digitalbazaar/ed25519-verification-key-2020';
import {cryptosuite as ecdsa} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import {cryptosuite as eddsa} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {makeLoader, readJson} from './loader.mjs';

const SUITES = {'ecdsa-rdfc-2019': [EcdsaMultikey, ecdsa], 'eddsa-rdfc-2022': [Ed25519Multikey, eddsa]};

async function suiteOf({suite, key, created}) {
  if(suite === 'Ed25519Signature2020') {
    return new Ed25519Signature2020(key ? {key: await Ed25519VerificationKey2020.from(key), date: created} : {});
  }
  const [Keys, cryptosuite] = SUITES[suite];
  const signer = key && (await Keys.from(key)).signer();
  return new DataIntegrityProof({cryptosuite, ...(signer && {signer, date: created})});
}

async function run(job) {
  const {AssertionProofPurpose, AuthenticationProofPurpose} = jsigs.purposes;
  const purpose = job.purpose === 'authentication' ?
    new AuthenticationProofPurpose({challenge: job.challenge, domain: job.domain}) : new AssertionProofPurpose();
  const options = {suite: await suiteOf(job), purpose, documentLoader: makeLoader(job.folder)};
  if(job.key) {
    return {document: await jsigs.sign(job.document, options)};
  }
  const result = await jsigs.verify(job.document, options);
  return result.verified ? {verified: true} : {verified: false, error: String(result.error?.errors?.[0] ?? result.error)};
}

const results = [];
for(const job of readJson(process.argv[2])) {
  try {
    results.push(await run(job));
  } catch(error) {
    results.push({error: String(error)});
  }
}
console.log(JSON.stringify(results));
