import type { BillLine, FlowLine } from './bill'

/** What we have of a number that the peer may know. */
export interface OwnRecord {
  readonly subject: 'payment' | 'refund'
  readonly key: string
  readonly amountFen: number
  /** `sound` = ours and settled; `open` = ours, not settled; `foreign` = money without an order. */
  readonly standing: 'sound' | 'open' | 'foreign'
}

export const differenceKinds = ['only-there', 'only-here', 'amount', 'state', 'flow'] as const
export type DifferenceKind = (typeof differenceKinds)[number]
export const differenceKindLabels: Readonly<Record<DifferenceKind, string>> = {
  'only-there': '长款',
  'only-here': '短款',
  amount: '金额不符',
  state: '状态不符',
  flow: '资金不符',
}

export interface Difference {
  readonly subject: 'payment' | 'refund'
  readonly key: string
  readonly kind: DifferenceKind
  /** Null where that side knows nothing. */
  readonly peerFen: number | null
  readonly ownFen: number | null
}

/**
 * Compares the bills of a day with our books (IN-014, IN-058): `own` holds our records of the day
 * and of every number in the bill. The order of the answer is that of the bill, so that a second
 * run says the same.
 */
export function compareDay(day: {
  readonly lines: readonly BillLine[]
  readonly flows: readonly FlowLine[]
  readonly own: readonly OwnRecord[]
}): { readonly matched: number; readonly differences: readonly Difference[] } {
  const own = new Map(day.own.map((one) => [nameOf(one), one]))
  const seen = new Set(day.lines.map(nameOf))
  const fromBill = day.lines.flatMap((line) => {
    const kind = differs(line, own.get(nameOf(line)))
    const mine = own.get(nameOf(line))
    const ownFen = mine && mine.standing !== 'foreign' ? mine.amountFen : null
    return kind ? [{ ...of(line), kind, peerFen: line.amountFen, ownFen }] : []
  })
  const onlyHere = day.own.flatMap((one) =>
    one.standing === 'foreign' || seen.has(nameOf(one))
      ? []
      : [{ ...of(one), kind: 'only-here' as const, peerFen: null, ownFen: one.amountFen }],
  )
  const flows = flowDifferences(day.lines, day.flows)
  const matched = day.lines.length - fromBill.length
  return { matched, differences: [...fromBill, ...onlyHere, ...flows] }
}

const nameOf = ({ subject, key }: { subject: string; key: string }) => `${subject}/${key}`
const of = ({ subject, key }: Pick<OwnRecord, 'subject' | 'key'>) => ({ subject, key })

function differs(line: BillLine, mine: OwnRecord | undefined): DifferenceKind | null {
  if (!mine || mine.standing === 'foreign') {
    return 'only-there'
  }
  if (mine.amountFen !== line.amountFen) {
    return 'amount'
  }
  return line.settled && mine.standing !== 'sound' ? 'state' : null
}

const flowNames: Readonly<Record<string, OwnRecord['subject']>> = {
  交易: 'payment',
  退款: 'refund',
}

/** Every line of the trade bill moved its amount in the account, and nothing else did. */
function flowDifferences(lines: readonly BillLine[], flows: readonly FlowLine[]): Difference[] {
  const moved = new Map<string, number>()
  for (const flow of flows) {
    const subject = flowNames[flow.business]
    if (subject) {
      const name = nameOf({ subject, key: flow.key })
      moved.set(name, (moved.get(name) ?? 0) + flow.amountFen)
    }
  }
  const told = new Map(lines.map((line) => [nameOf(line), signed(line)]))
  const names = [...new Set([...told.keys(), ...moved.keys()])]
  return names.flatMap((name) => {
    const [peerFen, lineFen] = [moved.get(name) ?? null, told.get(name) ?? null]
    const [subject = '', key = ''] = splitName(name)
    return peerFen === lineFen
      ? []
      : [
          {
            subject: subject as OwnRecord['subject'],
            key,
            kind: 'flow' as const,
            peerFen,
            ownFen: lineFen,
          },
        ]
  })
}

const splitName = (name: string) => [
  name.slice(0, name.indexOf('/')),
  name.slice(name.indexOf('/') + 1),
]
const signed = ({ subject, amountFen }: BillLine) => (subject === 'refund' ? -amountFen : amountFen)
