import fc from 'fast-check';

/** Every run of the tests draws the same: what passes once passes again. Other seeds are tried by hand (CONTRIBUTING.md). */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 3) });

export type { Arbitrary } from 'fast-check';
export default fc;
