import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import { count, flag, id, instant, list, object, oneOf, optionalText, text } from '../kernel/schema'
import { exceptionKinds, exceptionStates } from './exceptions'
import { exceptionExport } from './exports'

const row = {
  id,
  orderId: id,
  orderNo: text(32),
  shipper: text(60),
  carrierName: text(30),
  trackingNo: text(40),
  kind: oneOf(exceptionKinds),
  state: oneOf(exceptionStates),
  owner: text(60).nullable(),
  /** The newest handling note. */
  note: optionalText(300),
  openedAt: instant,
  closedAt: instant.nullable(),
}

/** AD-265: parcels that no carrier picked up, that are in trouble or on their way back. */
export const listExceptions = query('fulfilment.listExceptions', {
  title: '物流异常',
  may: { console: 'orders.read' },
  input: listInput(
    {
      /** An order or tracking number, whole. */
      keyword: text(40),
      state: oneOf(exceptionStates),
      kind: oneOf(exceptionKinds),
      /** Those that the caller owns. */
      mine: flag,
    },
    ['-openedAt', 'openedAt'],
  ),
  output: listOutput(object(row)),
  exports: exceptionExport,
  refusals: [],
})
export const getException = query('fulfilment.getException', {
  title: '物流异常详情',
  may: { console: 'orders.read' },
  input: { exceptionId: id },
  output: object({
    ...row,
    ownerId: id.nullable(),
    version: count(1e6),
    track: list(object({ at: instant, text: text(300), state: text(20) }), 200),
    notes: list(
      object({ at: instant, state: oneOf(exceptionStates), text: text(300), by: text(60) }),
      100,
    ),
  }),
  refusals: [],
})
/** Accounts that may ship, and so may own an exception. */
export const listExceptionOwners = query('fulfilment.listExceptionOwners', {
  title: '可负责物流异常的账号',
  may: { console: 'orders.ship' },
  input: {},
  output: object({ rows: list(object({ id, name: text(60) }), 500) }),
  refusals: [],
})
export const assignException = command('fulfilment.assignException', {
  title: '指定负责人',
  may: { console: 'orders.ship' },
  input: {
    exceptionId: id,
    ownerId: id.meta({ title: '负责人' }),
    version: count(1e6),
  },
  output: object({ version: count(1e6) }),
  refusals: ['STATE_CONFLICT', 'OWNER_NOT_ALLOWED', 'VERSION_CONFLICT'],
})
/** What was done; who writes the first note owns the exception. */
export const handleException = command('fulfilment.handleException', {
  title: '处理物流异常',
  may: { console: 'orders.ship' },
  input: {
    exceptionId: id,
    note: text(300).meta({ title: '处理说明' }),
    close: flag.meta({ title: '已处理完' }),
    version: count(1e6),
  },
  output: object({ version: count(1e6) }),
  refusals: ['STATE_CONFLICT', 'VERSION_CONFLICT'],
})
