/** One configuration for every kind of test; each folder's README says what its tests prove. */
module.exports = {
  testMatch: [
    '<rootDir>/{shared,cloudfunctions,sandbox,console,tests,miniprogram-*}/**/*.test.{ts,tsx}',
  ],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data', '/dist/'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'cjs', 'mjs', 'json'],
  transform: {
    '\\.[cm]?[jt]sx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2022',
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs', ignoreDynamic: true },
      },
    ],
  },
  // sanitize-html stands on packages that are published as ES modules only.
  transformIgnorePatterns: ['^(?!.*/sanitize-html/).*/node_modules/'],
  globalSetup: '<rootDir>/tests/rig/global-setup.ts',
  globalTeardown: '<rootDir>/tests/rig/global-teardown.ts',
  testTimeout: 60_000,
  maxWorkers: 2,
}
