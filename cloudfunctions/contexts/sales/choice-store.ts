import { sql } from 'kysely'
import type { Reader } from '../../runtime/database'

export interface Choices {
  customerTypes: string[]
  stages: string[]
  forms: string[]
}

/** The words in use, in their order. */
export async function selectChoices(reader: Reader): Promise<Choices> {
  const { rows } = await sql<{ kind: string; word: string }>`
    select kind, word from sales.choice where active order by kind, position, word`.execute(reader)
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.word)
  return { customerTypes: of('customer-type'), stages: of('stage'), forms: of('form') }
}
