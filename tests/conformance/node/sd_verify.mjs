// node sd_verify.mjs CREDENTIAL FOLDER NOW: prints {"verified": ...} for a derived proof of ecdsa-sd-2023.
import * as vc from '@digitalbazaar/vc';
import {createVerifyCryptosuite} from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {makeLoader, readJson} from './loader.mjs';

const [path, folder, now] = process.argv.slice(2);
const result = await vc.verifyCredential({
  credential: readJson(path),
  suite: new DataIntegrityProof({cryptosuite: createVerifyCryptosuite()}),
  documentLoader: makeLoader(folder),
  now: new Date(now),
  checkStatus: async () => ({verified: true})
});
const errors = (result.error?.errors ?? [result.error]).filter(Boolean).map(String);
console.log(JSON.stringify({verified: result.verified, errors}));
