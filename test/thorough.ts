/** True in CI, which has the time: elsewhere what takes long is done in part, so that `npm test` is soon over. */
export const isThorough = process.env.HOSTS === 'required';
