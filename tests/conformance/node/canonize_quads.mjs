// node canonize_quads.mjs FILE: a JSON array of N-Quads documents to an array of their canonical forms.
import rdfCanonize from 'rdf-canonize';
import {readJson} from './loader.mjs';

const results = [];
for(const text of readJson(process.argv[2])) {
  results.push(await rdfCanonize.canonize(rdfCanonize.NQuads.parse(text), {algorithm: 'RDFC-1.0', maxWorkFactor: 3}));
}
console.log(JSON.stringify(results));
