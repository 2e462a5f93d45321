'use strict'
// The one Taro configuration of the three mini-programs. CommonJS, because Taro compiles only what
// lies in an app's own config folder.
const path = require('node:path')
const { emitFiles } = require('./emit-files.cjs')

// What lies outside an app's src folder is compiled only when it is named here.
const inWorkspace = (file) =>
  /[\\/]shared[\\/](domain|client|ui)[\\/]|[\\/]config[\\/]app\.ts$/.test(file)

const cssModules = {
  enable: false,
  config: { namingPattern: 'module', generateScopedName: '[name]__[local]' },
}

// The mock-ups are drawn in logical px and the pages are laid out by flex, so that px stay px:
// scaling by screen width would make type larger on wide phones, not more readable.
const pxtransform = { enable: false, config: {} }

const growType = { [require.resolve('./grow-type.cjs')]: { enable: true, config: {} } }

// npm nests these below the app or below Taro's browser runtime, where the other does not look.
const nested = ['@tarojs/plugin-framework-react', '@tarojs/router']

function findNested(chain) {
  const here = process.cwd()
  const h5 = path.dirname(require.resolve('@tarojs/taro-h5/package.json', { paths: [here] }))
  for (const name of nested) {
    const file = require.resolve(`${name}/package.json`, { paths: [here, h5] })
    chain.resolve.alias.set(name, path.dirname(file))
  }
}

// Taro picks `index.weapp.ts` only for relative imports; the kit is imported by its package path.
function preferTarget(chain, target) {
  const usual = chain.resolve.extensions.values()
  chain.resolve.extensions.clear().merge([`.${target}.ts`, `.${target}.tsx`, ...usual])
}

function miniTarget(app) {
  return {
    compile: { include: [inWorkspace] },
    postcss: { pxtransform, cssModules, ...growType },
    webpackChain(chain) {
      findNested(chain)
      preferTarget(chain, 'weapp')
      chain.plugin('emit-files').use(emitFiles(app, 'weapp'))
    },
  }
}

function browserTarget(app) {
  return {
    compile: { include: [inWorkspace] },
    publicPath: './',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    devServer: { hot: false, open: false, host: '127.0.0.1', port: 10086 },
    output: {
      filename: 'js/[name].[contenthash:8].js',
      chunkFilename: 'js/[name].[contenthash:8].js',
    },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    postcss: {
      pxtransform,
      autoprefixer: { enable: true, config: {} },
      cssModules,
      ...growType,
    },
    webpackChain(chain) {
      findNested(chain)
      preferTarget(chain, 'h5')
      chain.plugin('emit-files').use(emitFiles(app, 'h5'))
      // Taro's own chunks repeat its components in every page (2.64 MB instead of 0.80 MB).
      chain.optimization.splitChunks({
        chunks: 'all',
        cacheGroups: {
          vendors: {
            test: /[\\/]node_modules[\\/]/,
            name: 'vendors',
            priority: 20,
          },
          shared: {
            test: /[\\/](shared|src)[\\/]/,
            name: 'shared',
            minChunks: 2,
            priority: 10,
          },
        },
      })
      chain.performance.hints(false)
    },
  }
}

/**
 * @param {{ name: 'member' | 'dealer' | 'sales', tabs: { page: string, icon: string, text: string }[] }} app
 */
function taroConfig(app) {
  const target = process.env.TARO_ENV
  const apiBase = process.env.XIETONG_API_BASE ?? (target === 'h5' ? '' : 'http://127.0.0.1:7700')
  return {
    projectName: `miniprogram-${app.name}`,
    date: '2026-11-24',
    designWidth: 375,
    deviceRatio: { 375: 2, 750: 1 },
    sourceRoot: 'src',
    outputRoot: `dist/${target}`,
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    // A warm cache once built a broken artefact with exit code 0.
    cache: { enable: false },
    plugins: [],
    // Every constant gets a value: `process` does not exist on a phone.
    defineConstants: {
      APP_NAME: JSON.stringify(app.name),
      API_BASE: JSON.stringify(apiBase),
    },
    copy: { patterns: [], options: {} },
    mini: miniTarget(app),
    h5: browserTarget(app),
  }
}

module.exports = { taroConfig }
