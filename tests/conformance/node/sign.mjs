// node sign.mjs UNSIGNED FOLDER SEED_HEX CONTROLLER CREATED: prints the credential as @digitalbazaar/vc signs it.
import * as vc from '@digitalbazaar/vc';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {makeLoader, readJson} from './loader.mjs';

const [path, folder, seed, controller, created] = process.argv.slice(2);
const key = await Ed25519Multikey.generate({seed: new Uint8Array(Buffer.from(seed, 'hex')), controller});
key.id = `${controller}#${key.publicKeyMultibase}`;
const suite = new DataIntegrityProof({signer: key.signer(), date: created, cryptosuite});
const signed = await vc.issue({credential: readJson(path), suite, documentLoader: makeLoader(folder)});
console.log(JSON.stringify(signed));
