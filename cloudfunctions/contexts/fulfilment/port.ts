import type { PeerAnswer } from '../../runtime/ports'

export interface Coordinate {
  readonly latitude: number
  readonly longitude: number
}
export interface MapPort {
  /** IN-079: GCJ-02. `reliable` is false below 7: a clerk must confirm. */
  locate(address: string, region: string): Promise<PeerAnswer<Coordinate & { reliable: boolean }>>
  /** IN-080: driving distance in metres from one point to many, same order. */
  drivingMetres(from: Coordinate, to: readonly Coordinate[]): Promise<PeerAnswer<(number | null)[]>>
}
export interface TrackEvent {
  readonly at: Date
  readonly text: string
  readonly state: string
}
export interface TrackPush {
  readonly trackingNo: string
  readonly carrier: string
  readonly state: string
  readonly events: readonly TrackEvent[]
}
export interface TrackingPort {
  subscribe(request: {
    readonly carrier: string
    readonly trackingNo: string
    readonly phone: string
  }): Promise<PeerAnswer<null>>
  /** IN-087: the route as it is now; a number that is asked for too often is locked. */
  query(request: {
    readonly carrier: string
    readonly trackingNo: string
    readonly phone: string
  }): Promise<PeerAnswer<TrackPush>>
  /** IN-086: sign = upper-case MD5 of param + salt. */
  readPush(form: {
    param: string
    sign: string
  }):
    | { readonly ok: true; readonly push: TrackPush }
    | { readonly ok: false; readonly reason: string }
}
