import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

/** What is kept of a dealer beside its place on the ladder; an empty text is "not given". */
export interface DealerRecord {
  licence: string | null
  bankName: string
  bankHolder: string
  bankAccount: string
  invoiceTitle: string
  invoiceTaxNo: string
  shipAddress: string
  shipContact: string
  shipPhone: string
  printer: string
}

export async function selectDealerRecord(reader: Reader, dealerId: string): Promise<DealerRecord> {
  const { rows } = await sql<DealerRecord>`
    select licence, bank_name as "bankName", bank_holder as "bankHolder",
      bank_account as "bankAccount", invoice_title as "invoiceTitle",
      invoice_tax_no as "invoiceTaxNo", ship_address as "shipAddress",
      ship_contact as "shipContact", ship_phone as "shipPhone", printer
    from channel.dealer where id = ${dealerId}`.execute(reader)
  const [row] = rows
  if (!row) {
    throw new Error(`dealer missing: ${dealerId}`)
  }
  return row
}

/** The row is locked by the caller, who compared the version and raises it. */
export async function updateDealerRecord(
  tx: Tx,
  dealerId: string,
  record: DealerRecord,
): Promise<void> {
  await sql`
    update channel.dealer set
      licence = ${record.licence}, bank_name = ${record.bankName},
      bank_holder = ${record.bankHolder}, bank_account = ${record.bankAccount},
      invoice_title = ${record.invoiceTitle}, invoice_tax_no = ${record.invoiceTaxNo},
      ship_address = ${record.shipAddress}, ship_contact = ${record.shipContact},
      ship_phone = ${record.shipPhone}, printer = ${record.printer}
    where id = ${dealerId}`.execute(tx)
}
