'use strict'
// Type sizes are written in px, as drawn. Here each becomes a multiple of `--type`, which the frame
// of a page sets to the size that the person has chosen in WeChat or in the browser.

const grow = (declaration) => {
  if (!declaration.value.includes('var(--type')) {
    declaration.value = declaration.value.replace(
      /(?<![\w.-])(\d+(?:\.\d+)?)px/g,
      'calc($1px * var(--type, 1))',
    )
  }
}

module.exports = () => ({
  postcssPlugin: 'grow-type',
  Declaration: { font: grow, 'font-size': grow, 'line-height': grow },
})
module.exports.postcss = true
