import { control, type Row, shanghai, text } from './control'
import { button, byId, el, say } from './dom'

const kinds = [
  ['delay', '答得慢'],
  ['timeout-done', '超时，但已办成'],
  ['timeout-undone', '超时，没办成'],
  ['http', 'HTTP 错误'],
  ['code', '业务错误码'],
  ['bad-signature', '签名错误'],
  ['duplicate', '回调重复'],
  ['drop', '回调丢失'],
  ['reorder', '回调乱序'],
  ['down', '停机'],
] as const

let peer = 'wechat-pay'

/** The control page of the peers: what each received, and what is to go wrong next (IN-016). */
export async function openPeers(): Promise<void> {
  const sheet = byId('sheet') as HTMLDialogElement
  sheet.replaceChildren(el('h2', {}, '外部接口'))
  if (!sheet.open) sheet.showModal()
  const state = await control<{ peers: Row[] }>('/_control/peers')
  const calls = await control<Row[]>(`/_control/${peer}/calls?limit=30`)
  if (!state || !calls) return
  const current = state.peers.find((one) => one.name === peer)
  sheet.replaceChildren(
    el('h2', {}, '外部接口'),
    peerPicker(state.peers),
    el('div', { class: 'sub' }, facts(current)),
    faultForm(),
    faultList((current?.faults ?? []) as Row[]),
    callTable(calls),
    el(
      'div',
      { class: 'form' },
      button('关闭', () => sheet.close(), ''),
    ),
  )
}

function peerPicker(peers: Row[]): HTMLElement {
  const select = el('select', {
    label: '哪一方',
    onchange: (value) => {
      peer = value
      void openPeers()
    },
  })
  for (const one of peers) {
    select.append(el('option', { value: text(one.name) }, text(one.title)))
  }
  select.value = peer
  return el('div', { class: 'form' }, select)
}

function facts(current: Row | undefined): string {
  const doubles = ((current?.doubles ?? []) as Row[]).length
  return `收到请求 ${current?.calls ?? 0} 次，待送回调 ${current?.callbacks ?? 0} 个，重复生效 ${doubles} 项`
}

const labelled = (words: string, field: HTMLElement): HTMLElement => el('label', {}, words, field)

function faultForm(): HTMLElement {
  const kind = el('select')
  for (const [value, words] of kinds) kind.append(el('option', { value }, words))
  const times = el('input', { type: 'number', value: '1', min: '1' })
  const seconds = el('input', { type: 'number', value: '10', min: '0' })
  const detail = el('input', { type: 'text' })
  const add = async () => {
    const value = kind.value
    const added = await control<Row>(`/_control/${peer}/fault`, {
      kind: value,
      times: Number(times.value),
      copies: Number(times.value),
      seconds: Number(seconds.value),
      ...(value === 'http' ? { status: Number(detail.value) || 500 } : { code: detail.value }),
    })
    if (added) say('下一次就会这样')
    await openPeers()
  }
  return el(
    'div',
    { class: 'form' },
    labelled('接下来', kind),
    labelled('次数', times),
    labelled('秒数', seconds),
    labelled('状态码或错误码', detail),
    button('设置故障', () => void add(), 'primary'),
  )
}

function faultList(faults: Row[]): HTMLElement {
  if (faults.length === 0) return el('div', { class: 'sub' }, '没有设置中的故障')
  const words = new Map<string, string>(kinds)
  const clear = async () => {
    await control(`/_control/${peer}/fault/clear`, {})
    await openPeers()
  }
  const list = faults.map((fault) => {
    const name = words.get(text(fault.kind)) ?? text(fault.kind)
    return fault.until ? name : `${name} × ${String(fault.left)}`
  })
  return el(
    'div',
    { class: 'row wrap' },
    ...list.map((words) => el('span', { class: 'tag stop' }, words)),
    button('清除', () => void clear(), 'small link'),
  )
}

function callTable(calls: Row[]): HTMLElement {
  const head = el(
    'tr',
    {},
    ...['时间', '追踪号', '请求', '编号', '结果'].map((word) => el('th', {}, word)),
  )
  const rows = calls.map((call) =>
    el(
      'tr',
      {},
      el('td', {}, shanghai(text(call.at)).time),
      el('td', {}, text(call.traceNo)),
      el('td', {}, `${text(call.method)} ${text(call.path).split('?')[0]}`),
      el('td', {}, text(call.key)),
      el('td', {}, `${String(call.status)}${call.fault ? ` · ${text(call.fault)}` : ''}`),
    ),
  )
  return el('table', {}, head, ...rows)
}
