const EARTH_RADIUS_KM = 6_371.0088
const radians = (degrees: number) => (degrees * Math.PI) / 180

export interface Point {
  readonly latitude: number
  readonly longitude: number
}

/** Great-circle distance in km (haversine), rounded to 0.1 km: enough to order stores (IN-080). */
export function distanceKm(from: Point, to: Point): number {
  const latitudes = Math.sin(radians(to.latitude - from.latitude) / 2) ** 2
  const longitudes = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2
  const chord =
    latitudes + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * longitudes
  const km = 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)))
  return Math.round(km * 10) / 10
}

export interface Place {
  readonly province: string
  readonly city: string
}

/** 0 same city, 1 same province, 2 elsewhere: the order of stores while the address is 未定位. */
export function regionRank(address: Place, store: Place): 0 | 1 | 2 {
  if (address.province !== store.province) {
    return 2
  }
  return address.city === store.city ? 0 : 1
}

/**
 * Orders stores for an address (AD-246): by straight-line distance when the address has a
 * coordinate, otherwise same city, then same province, then the rest. Ties keep their order.
 */
export function byNearness<Store extends Place & Point>(
  stores: readonly Store[],
  address: Place,
  point: Point | null,
): { readonly store: Store; readonly distanceKm: number | null }[] {
  const measured = stores.map((store) => ({
    store,
    distanceKm: point === null ? null : distanceKm(point, store),
  }))
  return [...measured].sort((a, b) =>
    a.distanceKm !== null && b.distanceKm !== null
      ? a.distanceKm - b.distanceKm
      : regionRank(address, a.store) - regionRank(address, b.store),
  )
}
