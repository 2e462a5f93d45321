/**
 * Only the streaming writer of exceljs is taken: its entry loads readers, a CSV library and an
 * unzipper that warns of a deprecated Node call. The package declares no types for this file.
 */
declare module 'exceljs/lib/stream/xlsx/workbook-writer' {
  import type { stream } from 'exceljs'

  const WorkbookWriter: typeof stream.xlsx.WorkbookWriter
  export default WorkbookWriter
}
