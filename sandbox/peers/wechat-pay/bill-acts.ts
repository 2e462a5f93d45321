import { type Json, listOf, recordOf, textOf } from '../../core/json'
import { refuseControl } from '../../core/peer'
import { billText } from './bills'
import type { BillEdit, PayDesk } from './records'

/** Adds, drops or alters lines of one day's bill, or makes the bill late, absent or damaged. */
export function editBill(desk: PayDesk, body: Json): Json {
  const day = textOf(body.date)
  const bill = textOf(body.bill, 'trade')
  if (bill !== 'trade' && bill !== 'fund') return refuseControl('bill: trade 或 fund')
  const edit: BillEdit = {
    id: `${bill}/${day}`,
    day,
    bill,
    state: billState(textOf(body.state, 'ready')),
    hash: textOf(body.hash, 'right') === 'wrong' ? 'wrong' : 'right',
    drop: listOf(body.drop).map((key) => textOf(key)),
    alter: listOf(body.alter).map((one) => {
      const change = recordOf(one)
      return { key: textOf(change.key), set: recordOf(change.set) }
    }),
    add: listOf(body.add).map(recordOf),
  }
  desk.billEdits.put(edit.id, edit)
  return { text: billText(desk, day, bill) ?? '' }
}

function billState(text: string): BillEdit['state'] {
  if (text === 'ready' || text === 'creating' || text === 'none') return text
  return refuseControl('state: ready、creating 或 none')
}
