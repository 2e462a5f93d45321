import { menusOf, type Viewer } from './menus'

const owner = (viewer: Partial<Viewer>): Viewer => ({
  tier: 1,
  kind: 'store',
  role: 'owner',
  modules: [],
  sellsOffline: true,
  earnsOnline: true,
  ...viewer,
})

describe('menus follow the tier', () => {
  test('first tier: stored value, credit, activation, downstream returns', () => {
    expect(menusOf(owner({}))).toEqual(
      expect.arrayContaining(['stored-value', 'credit', 'activation', 'downstream-returns']),
    )
  })
  test('second tier: cards, own and downstream requests, network; no money accounts', () => {
    const menus = menusOf(owner({ tier: 2, kind: null }))
    expect(menus).toEqual(
      expect.arrayContaining(['cards', 'activation-requests', 'downstream-requests', 'network']),
    )
    expect(menus).not.toContain('stored-value')
    expect(menus).not.toContain('activation')
  })
  test('third tier: cards, requests and returns, nothing downstream', () => {
    const menus = menusOf(owner({ tier: 3, kind: null }))
    expect(menus).toEqual(expect.arrayContaining(['cards', 'activation-requests', 'returns']))
    expect(menus.filter((menu) => menu.startsWith('downstream') || menu === 'network')).toEqual([])
  })
})

test('delivery is for a store only', () => {
  const delivery = ['stock-orders', 'delivery', 'delivery-settlement']
  expect(menusOf(owner({ kind: 'store' }))).toEqual(expect.arrayContaining(delivery))
  const others = [
    owner({ kind: 'partner' }),
    owner({ tier: 2, kind: null }),
    owner({ tier: 3, kind: null }),
  ]
  for (const viewer of others) {
    expect(menusOf(viewer).filter((menu) => delivery.includes(menu))).toEqual([])
  }
})

test('a mode that is off hides its menus', () => {
  expect(menusOf(owner({ earnsOnline: false }))).not.toContain('earnings')
  expect(menusOf(owner({ sellsOffline: false }))).not.toContain('cards')
})

test('operators see their modules, employees what everybody sees', () => {
  const operator = owner({ role: 'operator', modules: ['delivery'] })
  expect(menusOf(operator)).toContain('delivery')
  expect(menusOf(operator)).not.toContain('earnings')
  expect(menusOf(operator)).not.toContain('operators')
  expect(menusOf(owner({ role: 'employee', modules: ['delivery'] }))).toEqual([
    'invite-members',
    'members',
    'messages',
  ])
})
