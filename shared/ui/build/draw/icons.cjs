'use strict'
// The line icons of the tab bars: 24 units, 1.6 wide, one family.
const strokes = {
  home: 'M4 11l8-7 8 7v8.5a.5.5 0 0 1-.5.5H15v-6H9v6H4.5a.5.5 0 0 1-.5-.5z',
  grid: 'M4 4h6.5v6.5H4zM13.5 4H20v6.5h-6.5zM4 13.5h6.5V20H4zM13.5 13.5H20V20h-6.5z',
  card:
    'M3 6.5A1.5 1.5 0 0 1 4.5 5h15A1.5 1.5 0 0 1 21 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-15' +
    'A1.5 1.5 0 0 1 3 17.5zM3 10h18M6.5 15h4',
  cart: 'M3 4h2.5l2.2 11.2h10.3L20.5 7.5H6.4M9 19.5h.01M17 19.5h.01',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6',
  box: 'M4 8l8-4.5L20 8v8.5L12 21l-8-4.5zM4 8l8 4.500L20 8M12 12.500V21',
  coins:
    'M12 9c4.4 0 8-1.3 8-3s-3.6-3-8-3-8 1.3-8 3 3.6 3 8 3zM4 6v12c0 1.700 3.6 3 8 3s8-1.3 8-3V6M4 12c0 1.700 3.6 3 8 3s8-1.3 8-3',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-3.800 3-5.5 6.5-5.500s6 1.700 6.5 5.5' +
    'M16 4.500a3.5 3.5 0 0 1 0 6.500M18 14.800c2 .8 3.200 2.5 3.5 5.200',
  list: 'M8.5 6H20M8.5 12H20M8.5 18H20M4 6h.01M4 12h.01M4 18h.01',
  store:
    'M4 10V20h16V10M3 9.5L5 4h14l2 5.5M3 9.5a3 3 0 0 0 6 0 3 3 0 0 0 6 0 3 3 0 0 0 6 0' +
    'M9.5 20v-6h5v6',
  chart: 'M4 20h16M6.5 16v-4M12 16V6M17.5 16V9',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 1.500h-15zM10 21h4',
}

const off = '#6B7280'
const on = '#C8401F'

function tabIcon(name, color) {
  const path = strokes[name]
  if (!path) throw new Error(`no tab icon is called ${name}`)
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" ' +
    `stroke="${color}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">` +
    `<path d="${path}"/></svg>`
  )
}

/** Two files a tab: at rest and chosen. */
function tabIcons(tabs) {
  return tabs.flatMap(({ icon }) => [
    { name: `assets/tab-${icon}.svg`, source: tabIcon(icon, off) },
    { name: `assets/tab-${icon}-on.svg`, source: tabIcon(icon, on) },
  ])
}

module.exports = { tabIcons }
