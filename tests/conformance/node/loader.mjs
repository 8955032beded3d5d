// Contexts and DID documents from files only: nothing is ever fetched.
import {readFileSync} from 'node:fs';

export function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** `folder/index.json` maps URLs to file names in the folder. */
export function makeLoader(folder) {
  const index = readJson(`${folder}/index.json`);
  return async url => {
    const name = index[url];
    if(!name) {
      throw new Error(`not among the files given: ${url}`);
    }
    return {contextUrl: null, documentUrl: url, document: readJson(`${folder}/${name}`), tag: 'static'};
  };
}
