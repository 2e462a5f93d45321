import { type Carrier, carriers } from '@xietong/domain/fulfilment/carriers'
import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

interface CarrierRow {
  readonly code: string
  readonly enabled: boolean
  readonly sort: number
  readonly kuaidi: string | null
  readonly wechat: string | null
  readonly accountNo: string | null
  /** Sealed; the plain key is never read back to a person. */
  readonly accountKey: string | null
  readonly accountBranch: string | null
  readonly version: number
}
/** A carrier of the table as head office set it. */
export type OfferedCarrier = Carrier & CarrierRow

const columns = sql`code, enabled, sort, kuaidi, wechat, account_no as "accountNo",
  account_key as "accountKey", account_branch as "accountBranch", version`

/** All carriers in the order that head office chose. */
export async function loadCarriers(reader: Reader): Promise<OfferedCarrier[]> {
  const { rows } = await sql<CarrierRow>`
    select ${columns} from fulfilment.carriers order by sort, code`.execute(reader)
  return rows.flatMap((row) => {
    const known = carriers.find(({ code }) => code === row.code)
    return known ? [{ ...known, ...row }] : []
  })
}

/** A carrier whether it is offered or not: parcels that are under way keep theirs. */
export async function carrierOf(reader: Reader, code: string): Promise<OfferedCarrier | null> {
  return (await loadCarriers(reader)).find((one) => one.code === code) ?? null
}

/** The offered carrier of a code: an unknown or disabled one is refused before anything ships. */
export async function enabledCarrier(reader: Reader, code: string): Promise<OfferedCarrier | null> {
  const found = await carrierOf(reader, code)
  return found?.enabled ? found : null
}

/** Our codes of what the aggregator calls by one name. */
export async function codesOfKuaidi(reader: Reader, kuaidi: string): Promise<string[]> {
  const all = await loadCarriers(reader)
  return all.filter((one) => one.kuaidi === kuaidi).map(({ code }) => code)
}

/** False when somebody else saved since `version`. */
export async function saveCarrier(tx: Tx, row: CarrierRow): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update fulfilment.carriers
    set enabled = ${row.enabled}, sort = ${row.sort}, kuaidi = ${row.kuaidi},
        wechat = ${row.wechat}, account_no = ${row.accountNo}, account_key = ${row.accountKey},
        account_branch = ${row.accountBranch}, version = version + 1
    where code = ${row.code} and version = ${row.version}`.execute(tx)
  return numAffectedRows === 1n
}
