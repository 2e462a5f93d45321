import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface CustomerRow {
  dealerId: string
  employeeId: string
  lastFollowUpAt: Date | null
}

const columns = sql`
  dealer_id as "dealerId", employee_id as "employeeId", last_follow_up_at as "lastFollowUpAt"`

export async function lockCustomer(tx: Tx, dealerId: string): Promise<CustomerRow | null> {
  const { rows } = await sql<CustomerRow>`
    select ${columns} from sales.customer where dealer_id = ${dealerId} for update`.execute(tx)
  return rows[0] ?? null
}

export async function salespersonOf(reader: Reader, dealerId: string): Promise<string | null> {
  const { rows } = await sql<{ employeeId: string }>`
    select employee_id as "employeeId" from sales.customer
    where dealer_id = ${dealerId}`.execute(reader)
  return rows[0]?.employeeId ?? null
}

/** Who looks after each of these first-tier dealers. */
export async function salespeopleById(
  reader: Reader,
  dealerIds: readonly string[],
): Promise<Pick<CustomerRow, 'dealerId' | 'employeeId'>[]> {
  const { rows } = await sql<Pick<CustomerRow, 'dealerId' | 'employeeId'>>`
    select dealer_id as "dealerId", employee_id as "employeeId" from sales.customer
    where dealer_id = any(${dealerIds}::uuid[])`.execute(reader)
  return rows
}

/** Customers of a salesperson; a person looks after a few hundred at most. */
export async function selectCustomers(reader: Reader, employeeId: string): Promise<CustomerRow[]> {
  const { rows } = await sql<CustomerRow>`
    select ${columns} from sales.customer
    where employee_id = ${employeeId} order by dealer_id limit 2000`.execute(reader)
  return rows
}

/** First-tier dealers that any of the employees looks after. */
export async function customersOf(
  reader: Reader,
  employeeIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ dealerId: string }>`
    select dealer_id as "dealerId" from sales.customer
    where employee_id = any(${employeeIds}::uuid[])`.execute(reader)
  return rows.map(({ dealerId }) => dealerId)
}

interface Given {
  dealerId: string
  employeeId: string
}

/** False when the customer has a salesperson already; then it is locked and moved instead. */
export async function insertCustomer(tx: Tx, given: Given, now: Date): Promise<boolean> {
  const done = await sql`
    insert into sales.customer (dealer_id, employee_id, assigned_at)
    values (${given.dealerId}, ${given.employeeId}, ${now})
    on conflict (dealer_id) do nothing`.execute(tx)
  return done.numAffectedRows === 1n
}

export async function updateCustomer(tx: Tx, given: Given, now: Date): Promise<void> {
  await sql`
    update sales.customer set employee_id = ${given.employeeId}, assigned_at = ${now}
    where dealer_id = ${given.dealerId}`.execute(tx)
}

export async function deleteCustomer(tx: Tx, dealerId: string): Promise<void> {
  await sql`delete from sales.customer where dealer_id = ${dealerId}`.execute(tx)
}

export async function insertAssignment(
  tx: Tx,
  row: {
    id: string
    dealerId: string
    from: string | null
    to: string | null
    reason: string
    by: string
  },
  now: Date,
): Promise<void> {
  await sql`
    insert into sales.assignment
      (id, dealer_id, from_employee_id, to_employee_id, reason, by_account_id, created_at)
    values (${row.id}, ${row.dealerId}, ${row.from}, ${row.to}, ${row.reason}, ${row.by}, ${now})
    `.execute(tx)
}

export async function touchCustomer(tx: Tx, dealerId: string, doneAt: Date): Promise<void> {
  await sql`
    update sales.customer set last_follow_up_at = greatest(last_follow_up_at, ${doneAt})
    where dealer_id = ${dealerId}`.execute(tx)
}

export interface FigureRow {
  employeeId: string
  leads: number
  newThisMonth: number
  followUpsThisMonth: number
  overdue: number
  customers: number
}

/** Figures of each employee in one statement; an employee without anything has a row of zeros. */
export async function selectFigures(
  reader: Reader,
  employeeIds: readonly string[],
  { now, monthFrom }: { now: Date; monthFrom: Date },
): Promise<FigureRow[]> {
  const { rows } = await sql<FigureRow>`
    select e.id as "employeeId", l.leads, l.new_leads as "newThisMonth", l.overdue,
      f.done as "followUpsThisMonth", c.customers
    from unnest(${employeeIds}::uuid[]) as e (id)
    cross join lateral (
      select count(*) as leads, count(*) filter (where created_at >= ${monthFrom}) as new_leads,
        count(*) filter (where next_follow_up_at <= ${now}) as overdue
      from sales.lead where owner_id = e.id
    ) l
    cross join lateral (
      select count(*) as done from sales.follow_up
      where employee_id = e.id and state = 'done' and at >= ${monthFrom}
    ) f
    cross join lateral (
      select count(*) as customers from sales.customer where employee_id = e.id
    ) c`.execute(reader)
  return rows
}
