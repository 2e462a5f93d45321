import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import {
  amountFen,
  count,
  day,
  flag,
  id,
  instant,
  object,
  oneOf,
  optionalText,
  signedFen,
  text,
} from '../kernel/schema'
import { differenceKinds } from './compare'
import { differenceExport } from './exports'

const dayState = oneOf(['waiting', 'done'])
const differenceState = oneOf(['open', 'handled'])

/** The days of WeChat Pay with what their bills say (IN-014). */
export const listReconciliations = query('payments.listReconciliations', {
  title: '微信支付对账',
  may: { console: 'payments.read' },
  input: listInput({ state: dayState, withDifferences: flag }, ['-day', 'day']),
  output: listOutput(
    object({
      id: day,
      day,
      state: dayState,
      payments: count(10_000_000),
      paidFen: amountFen,
      refunds: count(10_000_000),
      refundedFen: amountFen,
      matched: count(10_000_000),
      open: count(10_000_000),
      /** Why it is not done yet; empty while all is well. */
      problem: optionalText(300),
      reconciledAt: instant.nullable(),
    }),
  ),
  refusals: [],
})

/** Where WeChat Pay and our books differ; listed until a person says what became of it. */
export const listDifferences = query('payments.listDifferences', {
  title: '对账差异',
  may: { console: 'payments.read' },
  input: listInput({ state: differenceState, kind: oneOf(differenceKinds), day, key: text(64) }, [
    '-day',
    'day',
  ]),
  output: listOutput(
    object({
      id,
      day,
      subject: oneOf(['payment', 'refund']),
      key: text(64),
      kind: oneOf(differenceKinds),
      peerFen: signedFen.nullable(),
      ownFen: signedFen.nullable(),
      state: differenceState,
      note: optionalText(300),
      handledBy: optionalText(60),
      foundAt: instant,
      handledAt: instant.nullable(),
    }),
  ),
  exports: differenceExport,
  refusals: [],
})
export const handleDifference = command('payments.handleDifference', {
  title: '处理对账差异',
  may: { console: 'payments.refund' },
  input: { differenceId: id, note: text(300).meta({ title: '处理说明' }) },
  output: object({ state: differenceState }),
  refusals: ['STATE_CONFLICT'],
})
/** Fetches and compares a day anew; what is handled stays handled. */
export const reconcileAgain = command('payments.reconcileAgain', {
  title: '重新对账',
  may: { console: 'payments.refund' },
  input: { day },
  output: object({ state: dayState }),
  refusals: [],
})
