import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { parseAddress as parse } from '@xietong/domain/members/parse-address'
import { answer } from '../../runtime/context'

export const parseAddress = answer(op.parseAddress, async (_ctx, { text }) => ok(parse(text)))
