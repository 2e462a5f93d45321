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

const PRIVACY = 'privacy-dialog'

/** Every page of WeChat holds the privacy dialog, beside what Taro renders. */
function addPrivacyDialog(compilation, sources) {
  const text = (name) => compilation.getAsset(name).source.source().toString()
  const put = (name, source) => compilation.updateAsset(name, new sources.RawSource(source))
  const json = JSON.parse(text('app.json'))
  const below = (json.subPackages ?? []).flatMap(({ root, pages }) =>
    pages.map((page) => path.posix.join(root, page)),
  )
  for (const page of [...json.pages, ...below]) {
    put(`${page}.wxml`, `${text(`${page}.wxml`)}\n<${PRIVACY} />\n`)
  }
  const usingComponents = { ...json.usingComponents, [PRIVACY]: '/privacy/index' }
  put('app.json', JSON.stringify({ ...json, usingComponents }))
}

/** The webpack plugin (a class, because webpack-chain makes the instance itself). */
function emitFiles(app, target) {
  return class EmitFiles {
    apply(compiler) {
      const { Compilation, sources } = compiler.webpack
      compiler.hooks.thisCompilation.tap('EmitFiles', (compilation) => {
        const early = Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL
        compilation.hooks.processAssets.tap({ name: 'EmitFiles', stage: early }, () => {
          for (const { name, source } of extraFiles(app, target)) {
            compilation.emitAsset(name, new sources.RawSource(source))
          }
        })
        if (target !== 'weapp') return
        // After everything else: Taro writes the pages late.
        const last = Compilation.PROCESS_ASSETS_STAGE_REPORT + 1
        compilation.hooks.processAssets.tap({ name: 'EmitFiles', stage: last }, () => {
          if (compilation.getAsset('app.json')) addPrivacyDialog(compilation, sources)
        })
      })
    }
  }
}

module.exports = { emitFiles }
