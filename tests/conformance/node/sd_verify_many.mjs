// node sd_verify_many.mjs CREDENTIALS FOLDER NOW: for an array of credentials, an array of true or what was wrong.
import * as vc from '@digitalbazaar/vc';
import {createVerifyCryptosuite} from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {makeLoader, readJson} from './loader.mjs';

const [path, folder, now] = process.argv.slice(2);
const answers = [];
for(const credential of readJson(path)) {
  const result = await vc.verifyCredential({
    credential,
    suite: new DataIntegrityProof({cryptosuite: createVerifyCryptosuite()}),
    documentLoader: makeLoader(folder),
    now: new Date(now),
    checkStatus: async () => ({verified: true})
  });
  answers.push(result.verified || String(result.error?.errors?.[0] ?? result.error));
}
console.log(JSON.stringify(answers));
