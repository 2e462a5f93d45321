import { readFileSync } from 'node:fs'
import { posix as path } from 'node:path'
import { type Element, type Node, parseWxml } from './wxml'

/** A WXML file with everything it imports. */
export interface Template {
  readonly modules: Record<string, unknown>
  readonly named: Record<string, { readonly element: Element; readonly home: Template }>
  readonly body: Node[]
}

/** Reads templates of one artefact, each once. */
export function createTemplates(dist: string) {
  const known = new Map<string, Template>()
  const read = (file: string) => readFileSync(path.join(dist, file), 'utf8')

  function take(node: Node, into: Template, near: string): void {
    if ('text' in node) {
      into.body.push(node)
      return
    }
    const beside = (name: unknown) => path.join(path.dirname(near), String(name))
    if (node.tag === 'import') {
      const other = templateOf(beside(node.attrs.src).replace(/\.wxml$/, ''))
      Object.assign(into.named, other.named)
    } else if (node.tag === 'wxs') {
      into.modules[String(node.attrs.module)] = runWxs(read(beside(node.attrs.src)))
    } else if (node.tag === 'template' && node.attrs.name) {
      into.named[String(node.attrs.name)] = { element: node, home: into }
    } else {
      into.body.push(node)
    }
  }

  function templateOf(file: string): Template {
    const before = known.get(file)
    if (before) return before
    const template: Template = { modules: {}, named: {}, body: [] }
    known.set(file, template)
    for (const node of parseWxml(read(`${file}.wxml`))) take(node, template, file)
    return template
  }
  return templateOf
}

function runWxs(source: string): unknown {
  const module = { exports: {} }
  new Function('module', 'exports', source)(module, module.exports)
  return module.exports
}
