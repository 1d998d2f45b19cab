/** Freezes a value and all that it holds, so that a stage that changes what it was given throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  if (Array.isArray(value)) for (const part of value) deepFreeze(part);
  else for (const part of Object.values(value)) deepFreeze(part);
  return value;
}
