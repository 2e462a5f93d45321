'use strict'
// Puts into every artefact what Taro does not compile: the drawn pictures, and for WeChat the native
// components (tab bar, privacy dialog), which are written once for the three apps.
const fs = require('node:fs')
const path = require('node:path')
const { tabIcons } = require('./draw/icons.cjs')
const { pictures } = require('./draw/scenes.cjs')

const native = path.join(__dirname, '../native')

function filesBelow(folder, prefix = '') {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = `${prefix}${entry.name}`
    if (entry.isDirectory()) return filesBelow(path.join(folder, entry.name), `${name}/`)
    return /\.test\./.test(name)
      ? []
      : [{ name, source: fs.readFileSync(path.join(folder, entry.name)) }]
  })
}

function extraFiles(app, target) {
  const drawn = [...pictures(), ...tabIcons(app.tabs)]
  if (target !== 'weapp') return drawn
  const tabs = {
    name: 'custom-tab-bar/tabs.js',
    source: `module.exports = ${JSON.stringify(app.tabs)}\n`,
  }
  return [...drawn, ...filesBelow(native), tabs]
}

/** The webpack plugin (a class, because webpack-chain makes the instance itself). */
function emitFiles(app, target) {
  return class EmitFiles {
    apply(compiler) {
      const { Compilation, sources } = compiler.webpack
      const stage = Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL
      compiler.hooks.thisCompilation.tap('EmitFiles', (compilation) => {
        compilation.hooks.processAssets.tap({ name: 'EmitFiles', stage }, () => {
          for (const { name, source } of extraFiles(app, target)) {
            compilation.emitAsset(name, new sources.RawSource(source))
          }
        })
      })
    }
  }
}

module.exports = { emitFiles }
