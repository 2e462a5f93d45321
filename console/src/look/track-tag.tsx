import { trackTable } from './states'
import { Mark, type StateTable, StatusTag } from './status-tag'

/** State of a parcel; before the carrier's first word it has only left the shipper. */
export function TrackTag({ state }: { readonly state: string }) {
  return state === '' ? (
    <Mark tone="moving">已发出</Mark>
  ) : (
    <StatusTag state={state} table={trackTable as StateTable<string>} />
  )
}
