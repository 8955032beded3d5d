// node canonize_stream.mjs FOLDER: a JSON array of documents a line in, an array of their canonical forms a line out.
// What jsonld.js refuses in safe mode comes back as {"error": why}.
import {createInterface} from 'node:readline';
import jsonld from 'jsonld';
import {makeLoader} from './loader.mjs';

// rdf-canonize sorts by UTF-16 units; RDFC-1.0 asks for code points. They differ where a character beyond U+FFFF meets
// one from U+E000 to U+FFFF. Everything else in it is left as it is.
const unitOrder = Array.prototype.sort;
const rank = unit => unit >= 0xD800 && unit <= 0xDFFF ? unit + 0x10000 : unit;
function byCodePoint(one, other) {
  if(typeof one !== 'string' || typeof other !== 'string') {
    return String(one) < String(other) ? -1 : String(one) > String(other) ? 1 : 0;
  }
  const shared = Math.min(one.length, other.length);
  for(let at = 0; at < shared; at++) {
    const mine = one.charCodeAt(at), theirs = other.charCodeAt(at);
    if(mine !== theirs) {
      return rank(mine) - rank(theirs);
    }
  }
  return one.length - other.length;
}
Object.defineProperty(Array.prototype, 'sort', {
  value(compare) {
    return unitOrder.call(this, compare ?? byCodePoint);
  }
});

const load = makeLoader(process.argv[2]);
const held = new Map();
async function documentLoader(url) {
  if(!held.has(url)) {
    held.set(url, await load(url));
  }
  return held.get(url);
}

async function canonize(text) {
  try {
    return await jsonld.canonize(JSON.parse(text), {
      algorithm: 'RDFC-1.0', format: 'application/n-quads', safe: true, documentLoader
    });
  } catch(error) {
    return {error: String(error.message)};
  }
}

for await (const line of createInterface({input: process.stdin, crlfDelay: Infinity})) {
  const results = [];
  for(const text of JSON.parse(line)) {
    results.push(await canonize(text));
  }
  process.stdout.write(JSON.stringify(results) + '\n');
}
