import { join } from 'node:path'
import { JSDOM } from 'jsdom'
import { artefact } from './artefact'

interface Loaded {
  attach(parent: unknown): void
  querySelector(selector: string): { dispatchEvent(name: string): void; dom: Element } | undefined
  querySelectorAll(selector: string): unknown[]
  dom: Element
  instance: { setData(data: object): void; data: Record<string, unknown> }
}

const native = join(__dirname, '..', '..', 'shared', 'ui', 'native')
const said: unknown[] = []
let askForPrivacy: (resolve: (answer: object) => void) => void = () => undefined

function openPhone() {
  const dom = new JSDOM('<!doctype html><body></body>', { pretendToBeVisual: true })
  const inside = dom.window as unknown as Record<string, unknown>
  const names = ['document', 'Element', 'HTMLElement', 'Node', 'Event', 'CustomEvent', 'navigator']
  for (const name of ['window', ...names]) {
    const value = name === 'window' ? dom.window : inside[name]
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  }
  Object.assign(globalThis, {
    wx: {
      switchTab: (options: object) => said.push(options),
      openPrivacyContract: () => said.push('contract'),
      onNeedPrivacyAuthorization: (asked: typeof askForPrivacy) => {
        askForPrivacy = asked
      },
    },
  })
  return dom
}

/** Loads a component by its folder. */
function show(folder: string): Loaded {
  const dom = openPhone()
  const simulate = require('miniprogram-simulate')
  const name = folder.replace(/.*\//, '')
  const id = simulate.load(join(folder, 'index'), name, { compiler: 'simulate' })
  const component = simulate.render(id) as Loaded
  const parent = dom.window.document.createElement('div')
  dom.window.document.body.append(parent)
  component.attach(parent)
  return component
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 20))

test('the privacy dialog appears when WeChat asks, and answers once', async () => {
  const dialog = show(join(native, 'privacy'))
  expect(dialog.querySelector('.panel')).toBeUndefined()
  const answers: object[] = []
  askForPrivacy((answer) => answers.push(answer))
  await turn()
  expect(dialog.dom.textContent).toContain('隐私保护指引')
  dialog.querySelector('.refuse')?.dispatchEvent('tap')
  await turn()
  expect(answers).toEqual([{ event: 'disagree' }])
  expect(dialog.querySelector('.panel')).toBeUndefined()
})

test('the tab bar shows what is chosen and what waits, and switches', async () => {
  const bar = show(join(artefact('member'), 'custom-tab-bar'))
  expect(bar.querySelectorAll('.tab')).toHaveLength(5)
  bar.instance.setData({ selected: 'pages/cart/index', badges: { 'pages/cart/index': 120 } })
  await turn()
  expect(bar.dom.textContent).toContain('99+')
  expect(bar.querySelectorAll('.on')).toHaveLength(1)
  bar.querySelector('.tab')?.dispatchEvent('tap')
  await turn()
  expect(said).toEqual([{ url: '/pages/home/index' }])
})
