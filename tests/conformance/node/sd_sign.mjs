// node sd_sign.mjs UNSIGNED FOLDER KEY CREATED POINTERS: prints the credential with a base proof of ecdsa-sd-2023.
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as vc from '@digitalbazaar/vc';
import {createSignCryptosuite} from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {makeLoader, readJson} from './loader.mjs';

const [path, folder, keyPath, created, pointers] = process.argv.slice(2);
const key = await EcdsaMultikey.from(readJson(keyPath));
const cryptosuite = createSignCryptosuite({mandatoryPointers: JSON.parse(pointers)});
const suite = new DataIntegrityProof({signer: key.signer(), date: created, cryptosuite});
const signed = await vc.issue({credential: readJson(path), suite, documentLoader: makeLoader(folder)});
console.log(JSON.stringify(signed));
