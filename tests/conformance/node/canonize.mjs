// node canonize.mjs DOCUMENT FOLDER: canonical N-Quads by jsonld.js in safe mode and rdf-canonize.
import jsonld from 'jsonld';
import {makeLoader, readJson} from './loader.mjs';

const [path, folder] = process.argv.slice(2);
process.stdout.write(await jsonld.canonize(readJson(path), {
  algorithm: 'RDFC-1.0', format: 'application/n-quads', safe: true, documentLoader: makeLoader(folder)
}));
