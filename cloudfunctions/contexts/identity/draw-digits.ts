import type { Random } from '@xietong/domain/kernel/random'

/** Strokes of the digits on a field of 4 by 6: each pair is a point, drawn as broken lines. */
const STROKES: Readonly<Record<string, readonly string[]>> = {
  0: ['10 30 42 44 36 16 04 02 10'],
  1: ['11 20 26', '16 36'],
  2: ['01 10 30 41 42 06 46'],
  3: ['00 40 22 44 45 36 16 05'],
  4: ['36 30 04 44'],
  5: ['40 00 03 32 44 45 36 06'],
  6: ['30 11 04 16 36 44 33 04'],
  7: ['00 40 23 16'],
  8: ['13 01 10 30 41 33 13 05 16 36 45 33'],
  9: ['42 33 13 02 10 30 42 35 16'],
}
const SCALE = 6
const STEP = 38
const WIDTH = 168
const HEIGHT = 64
const NOISE_LINES = 5

/** An SVG of the digits as a data URI: turned, shifted and crossed, readable for people only. */
export function drawDigits(digits: string, random: Random): string {
  const shapes = [...digits].map((digit, index) => drawDigit(digit, index, random))
  const noise = Array.from({ length: NOISE_LINES }, () => noiseLine(random))
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}"`,
    ` width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="#F6F4F0"/>`,
    '<g fill="none" stroke-linecap="round" stroke-linejoin="round">',
    ...noise,
    ...shapes,
    '</g></svg>',
  ].join('')
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}

function drawDigit(digit: string, index: number, random: Random): string {
  const angle = ((random.below(41) - 20) * Math.PI) / 180
  const left = 14 + index * STEP + random.below(7)
  const top = 10 + random.below(9)
  const place = (point: string) => {
    const dx = (Number(point[0]) - 2) * SCALE + random.below(3) - 1
    const dy = (Number(point[1]) - 3) * SCALE + random.below(3) - 1
    const turnedX = left + 2 * SCALE + dx * Math.cos(angle) - dy * Math.sin(angle)
    const turnedY = top + 3 * SCALE + dx * Math.sin(angle) + dy * Math.cos(angle)
    return `${turnedX.toFixed(1)},${turnedY.toFixed(1)}`
  }
  const strokes = STROKES[digit] ?? []
  const lines = strokes.map((stroke) => `M${stroke.split(' ').map(place).join('L')}`)
  return `<path d="${lines.join('')}" stroke="#1F6F78" stroke-width="3.4"/>`
}

function noiseLine(random: Random): string {
  const point = () => `${random.below(WIDTH)},${random.below(HEIGHT)}`
  return `<path d="M${point()}Q${point()} ${point()}" stroke="#B98A3E" stroke-width="1.6"/>`
}
