import { ok } from '@xietong/domain/kernel/result'
import { listChoices as declared } from '@xietong/domain/sales/contract'
import { answer } from '../../runtime/context'
import { selectChoices } from './choice-store'

export const listChoices = answer(declared, async (ctx) => ok(await selectChoices(ctx.db)))
