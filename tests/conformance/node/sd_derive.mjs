// node sd_derive.mjs CREDENTIAL FOLDER POINTERS: prints the part that a holder shows of a base proof.
import * as vc from '@digitalbazaar/vc';
import {createDiscloseCryptosuite} from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {makeLoader, readJson} from './loader.mjs';

const [path, folder, pointers] = process.argv.slice(2);
const cryptosuite = createDiscloseCryptosuite({selectivePointers: JSON.parse(pointers)});
const suite = new DataIntegrityProof({cryptosuite});
const shown = await vc.derive({verifiableCredential: readJson(path), suite, documentLoader: makeLoader(folder)});
console.log(JSON.stringify(shown));
