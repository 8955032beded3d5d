// node verify.mjs CREDENTIAL FOLDER NOW: prints {"verified": ...} as @digitalbazaar/vc sees it.
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {makeLoader, readJson} from './loader.mjs';

const [credentialPath, folder, now] = process.argv.slice(2);
const result = await vc.verifyCredential({
  credential: readJson(credentialPath),
  suite: new DataIntegrityProof({cryptosuite}),
  documentLoader: makeLoader(folder),
  now: new Date(now),
  checkStatus: async () => ({verified: true})
});
const errors = (result.error?.errors ?? [result.error]).filter(Boolean).map(String);
console.log(JSON.stringify({verified: result.verified, errors}));
