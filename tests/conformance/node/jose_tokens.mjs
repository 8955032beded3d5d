// node jose_tokens.mjs JOBS: signs and verifies compact tokens with the `jose` package. Prints one result per job.
// A job is {sign: {header, payload, jwk}} or {verify: {token, jwk, algorithms}}; a result is {token} or
// {header, payload} or {error}. {generate: algorithm} gives a new secret key as {jwk}.
import {CompactSign, compactVerify, exportJWK, generateKeyPair, importJWK} from 'jose';
import {readFileSync} from 'node:fs';

const jobs = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const results = [];
for(const job of jobs) {
  try {
    results.push(await run(job));
  } catch(error) {
    results.push({error: error.code ?? String(error)});
  }
}
console.log(JSON.stringify(results));

async function run({sign, verify, generate}) {
  if(generate) {
    const {privateKey} = await generateKeyPair(generate, {extractable: true});
    return {jwk: await exportJWK(privateKey)};
  }
  if(sign) {
    const key = await importJWK(sign.jwk, sign.header.alg);
    const payload = new TextEncoder().encode(JSON.stringify(sign.payload));
    return {token: await new CompactSign(payload).setProtectedHeader(sign.header).sign(key)};
  }
  const key = await importJWK(verify.jwk, verify.algorithms[0]);
  const found = await compactVerify(verify.token, key, {algorithms: verify.algorithms});
  return {header: found.protectedHeader, payload: JSON.parse(new TextDecoder().decode(found.payload))};
}
