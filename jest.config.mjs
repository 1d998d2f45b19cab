export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // All cores: jest itself would leave one idle.
  maxWorkers: '100%',
  // What hangs must end at last; what is slow on a busy machine must not fail.
  testTimeout: 600_000,
  testSequencer: '<rootDir>/test/slow-first.mjs',
  reporters: ['default', '<rootDir>/test/skipped-by-host.mjs'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
};
