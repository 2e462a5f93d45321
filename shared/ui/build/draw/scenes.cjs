'use strict'
// The pictures of the mini-programs, drawn once and put into every artefact as files: a picture that
// travelled as a data URI would weigh on every setData.
const { crab, tiedCrab } = require('./crab.cjs')

const svg = (width, height, body) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
  `viewBox="0 0 ${width} ${height}">${body}</svg>`

const at = (x, y, scale, body) => `<g transform="translate(${x} ${y}) scale(${scale})">${body}</g>`

function wave({ x, y, step, rise, count }) {
  const turns = Array.from({ length: count - 1 }, () => `t${step} 0`).join('')
  return `M${x} ${y}q${step / 2} ${rise} ${step} 0${turns}`
}

/** Four lake lines that fade downwards, for the empty and error pictures. */
function lakeLines(top) {
  const lines = [0, 1, 2, 3].map((row) => {
    const d = wave({
      x: -20 - 11 * row,
      y: top + 12 * row,
      step: 22,
      rise: -3,
      count: 14,
    })
    return `<path d="${d}" opacity="${(0.75 - 0.16 * row).toFixed(2)}"/>`
  })
  return (
    '<g fill="none" stroke="#1F6F78" stroke-width="1.3" stroke-linecap="round">' +
    `${lines.join('')}</g>`
  )
}

function banner() {
  const lines = Array.from({ length: 8 }, (_, row) => {
    const step = 19 + 3.5 * row
    const y = 104 + 9 * row + 0.5 * row * row
    const d = wave({
      x: -30 - 13 * row,
      y,
      step,
      rise: -2.2 - 0.35 * row,
      count: 24,
    })
    return `<path d="${d}" opacity="${(0.16 + 0.055 * row).toFixed(2)}"/>`
  })
  const reeds =
    '<path d="M196 112C197 90 199 74 202 58M204 112C205 80 205 64 206 48M211 112C212 96 216 80 221 64" ' +
    'stroke-width="1.3"/><path d="M202 58l1.5-15M206 48l.5-15M221 64l2.5-15" stroke-width="3.2"/>'
  return svg(
    358,
    168,
    '<rect width="358" height="168" fill="#174F56"/><circle cx="270" cy="66" r="46" fill="#EAD7AC"/>' +
      '<path d="M0 104H358V168H0z" fill="#1B5A62"/><path d="M0 104H358" stroke="#fff" stroke-opacity=".18"/>' +
      `<g fill="none" stroke="#EAD7AC" stroke-width="1.2">${lines.join('')}</g>` +
      `<g fill="none" stroke="#0E3A40" stroke-linecap="round">${reeds}</g>` +
      at(274, 132, 0.46, crab('#E4572F', '#1B5A62')),
  )
}

function emptyCard() {
  return svg(
    240,
    190,
    '<defs><clipPath id="a"><path d="M0 0H240V152H0z"/></clipPath></defs>' +
      '<g transform="translate(120 84) rotate(-6)"><rect x="-70" y="-44" width="140" height="88" rx="9" ' +
      'fill="#fff" stroke="#CFC7B6" stroke-width="1.5" stroke-dasharray="5 4"/>' +
      '<path d="M-52-22h40M-52-11h24" stroke="#DDD6C8" stroke-width="4" stroke-linecap="round"/></g>' +
      `<g clip-path="url(#a)">${at(158, 150, 0.34, crab('#C8401F', '#F6F4F0'))}</g>${lakeLines(150)}`,
  )
}

/** An empty basket on the lake: no orders, nothing in the cart, nothing found. */
function emptyBasket() {
  return svg(
    240,
    190,
    '<circle cx="176" cy="56" r="26" fill="#EADFC8"/>' +
      '<path d="M70 92C74 50 158 50 162 92" fill="none" stroke="#A67B3A" stroke-width="4"/>' +
      '<path d="M58 92h116l-14 58H72z" fill="#DDBB80"/><path d="M54 88h124v10H54z" fill="#C79A55"/>' +
      '<path d="M64 112h104M68 128h96M71 142h90M88 98l4 52M116 98v52M144 98l-4 52" stroke="#C79A55" ' +
      `stroke-width="1.5"/>${lakeLines(150)}`,
  )
}

/** The fisher's boat without a fisher: the server was not reached. */
function boat() {
  return svg(
    240,
    190,
    `<circle cx="168" cy="58" r="30" fill="#EADFC8"/>${lakeLines(132)}` +
      '<path d="M58 128c18 14 72 14 96 0l-9-2c-26 7-56 7-78 0z" fill="#174F56"/>' +
      '<path d="M78 126c0-26 44-26 44 0z" fill="#E3D2AC" stroke="#174F56" stroke-width="2"/>' +
      '<path d="M89 126c0-22 4-19 11-19.5M111 126c0-22-4-19-11-19.5M100 107v19" fill="none" ' +
      'stroke="#174F56" opacity=".6"/><path d="M142 122L186 44" stroke="#174F56" stroke-width="2" ' +
      'stroke-linecap="round"/><path d="M186 44c8 20 8 44 6 58v10" stroke="#174F56" stroke-width=".9" ' +
      'fill="none"/><g stroke="#6F8F86" fill="none" stroke-linecap="round">' +
      '<path d="M28 130c1-26 2-40 8-58M38 132c1-20 1-34-2-48" stroke-width="1.5"/>' +
      '<path d="M36 74l3-13M36 86l-3-12" stroke-width="4"/></g>',
  )
}

const faces = {
  vip: { ground: '#22262B', mark: '#D9B36B', thumb: '#D9B36B' },
  physical: { ground: '#A93417', mark: '#BD4A2B', thumb: '#F1D7A5' },
  electronic: { ground: '#174F56', mark: '#29656C', thumb: '#D9B36B' },
  given: { ground: '#557375', mark: '#64817F', thumb: '#E6E0D5' },
  used: { ground: '#E6E0D5', mark: '#D6CEC0', thumb: '#B9AE9A' },
}

const cardMark = ({ ground, mark }) => svg(160, 150, at(110, 66, 0.5, crab(mark, ground)))

function cardThumb({ ground, thumb }) {
  return svg(
    104,
    68,
    `<rect width="104" height="68" fill="${ground}"/><path d="M10 16h34M10 26h22" stroke="#fff" ` +
      `stroke-opacity=".8" stroke-width="4" stroke-linecap="round"/>${at(78, 44, 0.2, crab(thumb, ground))}`,
  )
}

/** Two cards, one over the other: the picture of a card product. */
function cardPair(front, back) {
  const rows = [12, 19, 26, 33].map((y) => wave({ x: -60, y, step: 10, rise: -2.4, count: 12 }))
  return svg(
    173,
    128,
    '<rect width="173" height="128" fill="#EFE9DE"/><g transform="translate(86.5 64)">' +
      `<g transform="rotate(-8) translate(-8 -12)"><rect x="-60" y="-38" width="120" height="76" rx="7" ` +
      `fill="${back}"/>${at(34, -14, 0.17, crab('#D9B36B', back))}</g>` +
      '<g transform="rotate(5) translate(8 14)"><rect x="-59" y="-33" width="120" height="76" rx="7" ' +
      `fill="#3A2E18" opacity=".12"/><rect x="-60" y="-38" width="120" height="76" rx="7" fill="${front}"/>` +
      `<path d="${rows.join('')}" fill="none" stroke="#E9C98A" stroke-width=".7" opacity=".55"/>` +
      `${at(28, -8, 0.23, crab('#E9C98A', front))}<path d="M-48-24h26M-48-17h16" stroke="#F4E3BF" ` +
      'stroke-width="2.4" stroke-linecap="round"/></g></g>',
  )
}

/** The closed lid of the gift box behind an open one. */
function boxLid() {
  return svg(
    286,
    160,
    '<rect width="286" height="160" rx="7" fill="#1B5C64"/><rect x="5" y="5" width="276" height="150" ' +
      `rx="4" fill="none" stroke="#B98A3E" stroke-width=".9"/>${at(133, 36, 0.2, crab('#D9B36B', '#1B5C64'))}`,
  )
}

function basket() {
  const grid = [-40, -30, -20, -10, 0, 10, 20, 30, 40].map((n) => `M-48 ${n}H48M${n}-48V48`)
  const places = [
    [-19, -24, -8],
    [20, -22, 10],
    [-29, 9, -20],
    [30, 10, 18],
    [0, 28, 4],
    [0, 2, 0],
  ]
  const crabs = places.map(
    ([x, y, turn]) =>
      `<g transform="translate(${x} ${y}) rotate(${turn}) scale(.36)">${tiedCrab()}</g>`,
  )
  return svg(
    150,
    150,
    '<rect width="150" height="150" fill="#EFE9DE"/><g transform="translate(75 77)">' +
      '<circle r="58" cy="4" fill="#3A2E18" opacity=".1"/><circle r="58" fill="#C79A55"/>' +
      '<circle r="58" fill="none" stroke="#A67B3A" stroke-width="3" stroke-dasharray="5 3"/>' +
      `<circle r="50" fill="#DDBB80"/><path d="${grid.join('')}" stroke="#C79A55" opacity=".6"/>` +
      `${crabs.join('')}</g>`,
  )
}

const tied = () => svg(100, 92, at(50, 46, 1, tiedCrab()))
const brand = () => svg(64, 60, at(32, 32, 0.2, crab('#C8401F', '#F6F4F0')))
const brandLight = () => svg(64, 60, at(32, 32, 0.2, crab('#FFFFFF', '#174F56')))

/** All pictures as `{ name, source }`, names relative to the artefact. */
function pictures() {
  const cards = Object.entries(faces).flatMap(([kind, face]) => [
    { name: `assets/card-${kind}.svg`, source: cardMark(face) },
    { name: `assets/thumb-${kind}.svg`, source: cardThumb(face) },
  ])
  return [
    ...cards,
    { name: 'assets/banner.svg', source: banner() },
    { name: 'assets/empty-card.svg', source: emptyCard() },
    { name: 'assets/empty-basket.svg', source: emptyBasket() },
    { name: 'assets/boat.svg', source: boat() },
    {
      name: 'assets/cards-electronic.svg',
      source: cardPair('#174F56', '#A93417'),
    },
    {
      name: 'assets/cards-physical.svg',
      source: cardPair('#A93417', '#174F56'),
    },
    { name: 'assets/box-lid.svg', source: boxLid() },
    { name: 'assets/basket.svg', source: basket() },
    { name: 'assets/tied.svg', source: tied() },
    { name: 'assets/icon.svg', source: brand() },
    { name: 'assets/icon-light.svg', source: brandLight() },
  ]
}

module.exports = { pictures }
