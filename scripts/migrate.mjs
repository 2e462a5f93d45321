// Applies the migrations to DATABASE_URL (a login that owns the schemas).
import { spawnSync } from 'node:child_process'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const node = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status
process.exitCode =
  node(join(root, 'scripts', 'build.mjs'), '--functions') ||
  node(join(root, 'dist', 'functions', 'migrate', 'index.js'))
