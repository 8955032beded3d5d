// node sd_jwt_vc.mjs JOBS: issues, presents and verifies with @sd-jwt/sd-jwt-vc (ES256). Prints one result per job.
// A job is {issue: {claims, frame, jwk}}, {present: {token, frame, jwk, aud, nonce, iat}} or
// {verify: {token, jwk, nonce, now}}; a result is {token}, {payload, kb} or {error}.
import {ES256, digest, generateSalt} from '@sd-jwt/crypto-nodejs';
import {SDJwtVcInstance} from '@sd-jwt/sd-jwt-vc';
import {readFileSync} from 'node:fs';

const base = {hasher: digest, hashAlg: 'sha-256', saltGenerator: generateSalt, signAlg: 'ES256', kbSignAlg: 'ES256'};
const jobs = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const results = [];
for(const job of jobs) {
  try {
    results.push(await run(job));
  } catch(error) {
    results.push({error: String(error)});
  }
}
console.log(JSON.stringify(results));

async function run({issue, present, verify}) {
  if(issue) {
    const issuer = new SDJwtVcInstance({...base, signer: await ES256.getSigner(issue.jwk)});
    return {token: await issuer.issue(issue.claims, issue.frame)};
  }
  if(present) {
    const holder = new SDJwtVcInstance({...base, kbSigner: await ES256.getSigner(present.jwk)});
    const {aud, nonce, iat} = present;
    return {token: await holder.present(present.token, present.frame, {kb: {payload: {aud, nonce, iat}}})};
  }
  const verifier = new SDJwtVcInstance({
    ...base,
    verifier: await ES256.getVerifier(verify.jwk),
    kbVerifier: async (data, signature, payload) =>
      (await ES256.getVerifier(payload.cnf.jwk))(data, signature)
  });
  const options = {currentDate: verify.now, ...(verify.nonce ? {keyBindingNonce: verify.nonce} : {})};
  const {payload, kb} = await verifier.verify(verify.token, options);
  return {payload, kb: kb?.payload};
}
