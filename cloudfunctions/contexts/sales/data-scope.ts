import type { Limit } from '@xietong/domain/identity/data-scope'
import type { Reader } from '../../runtime/database'
import type { Questions } from '../../runtime/questions'
import { firstTierNames, networkOf } from '../channel'
import { departmentNames, employeeIdsOf } from '../organisation'
import { customersOf } from './customer-store'

/**
 * The dealers behind a data scope (AD-005): those it names, and those that its departments' people
 * look after, each with its whole network.
 */
export async function dealersOfScope(reader: Reader, limit: Limit): Promise<string[]> {
  const { departmentIds, dealerIds } = limit
  const lookedAfter =
    departmentIds.length > 0
      ? await customersOf(reader, await employeeIdsOf(reader, departmentIds))
      : []
  return networkOf(reader, [...dealerIds, ...lookedAfter])
}

/** What a scope names, in words; a dealer counts only where it stands at the top of its network. */
export const scopeNames: Questions['scopeNames'] = async (reader, { kind, ids }) => {
  if (kind === 'all') {
    return new Map()
  }
  return kind === 'dealers' ? firstTierNames(reader, ids) : departmentNames(reader, ids)
}
