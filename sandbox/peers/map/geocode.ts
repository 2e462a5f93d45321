import { createHash } from 'node:crypto'
import { type Place, places } from '../../seed/places'

export interface Found {
  place: Place
  location: { lat: number; lng: number }
  reliability: number
  level: number
}

/**
 * Where an address lies: near the middle of its district, shifted by its own words, so that two
 * addresses differ and the same one never moves. Only a city is found less reliably (IN-079).
 */
export function geocode(address: string, region: string): Found | undefined {
  const words = `${region}${address}`
  const district = places.find(
    (place) => words.includes(place.district) && words.includes(place.city.replace('市', '')),
  )
  const alone = district ?? onlyDistrict(words)
  if (alone) return found(alone, address, detailOf(address, alone) === '' ? 5 : 8)
  const city = places.find((place) => words.includes(place.city.replace('市', '')))
  return city ? found(city, address, 3) : undefined
}

/** A district that exists once needs no city beside it. */
function onlyDistrict(words: string): Place | undefined {
  const hits = places.filter((place) => words.includes(place.district))
  return hits.length === 1 ? hits[0] : undefined
}

const detailOf = (address: string, place: Place): string =>
  address.split(place.district).at(-1)?.trim() ?? ''

function found(place: Place, address: string, reliability: number): Found {
  const digest = createHash('sha1').update(address).digest()
  const shift = (byte: number) => ((digest[byte] ?? 128) - 128) / 128 / 50
  return {
    place,
    location: {
      lat: Number((place.lat + shift(0)).toFixed(6)),
      lng: Number((place.lng + shift(1)).toFixed(6)),
    },
    reliability,
    level: reliability >= 7 ? 11 : 3,
  }
}

export function nearestPlace(point: { lat: number; lng: number }): Place {
  const away = (place: Place) => (place.lat - point.lat) ** 2 + (place.lng - point.lng) ** 2
  return places.reduce((best, place) => (away(place) < away(best) ? place : best))
}
