import type { CSSProperties } from 'react'

// Outlines of our own on a 24-pixel grid; drawn with the colour of the words around them.
const outlines = {
  home: 'M3.5 10.5 12 4l8.5 6.5V20H14.5v-5.5h-5V20h-6z',
  order: 'M6 3.5h12v17l-3-2-3 2-3-2-3 2zM9 8.5h6M9 12.5h6',
  card: 'M3 6.5h18v11H3zM3 10.5h18M6.5 14.5h4',
  dealer:
    'M12 4.5v5M12 9.5H5.5v4M12 9.5h6.5v4M12 9.5v4M10.5 2.5h3v3h-3zM3.5 14.5h4v4h-4zM10' +
    ' 14.5h4v4h-4zM16.5 14.5h4v4h-4z',
  member: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6',
  goods: 'M4 8l8-4 8 4v8.5l-8 4-8-4zM4 8l8 4 8-4M12 12v8.5',
  stock: 'M3.5 9.5 12 4.5l8.5 5V20h-17zM8 20v-6.5h8V20M8 16.5h8',
  money: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM9 8l3 4 3-4M12 12v5M9.5 12.5h5M9.5 15h5',
  grow: 'M4 19.5h16M6.5 16v-4M11 16V8M15.5 16v-6M20 16V5',
  task: 'M4.5 4.5h15v15h-15zM8.5 12l2.5 2.5 4.5-5',
  service:
    'M5 14v-2a7 7 0 0 1 14 0v2M5 13.5h2.5v5H5zM16.5 13.5H19v5h-2.5zM17.8 18.5c0 1.5-1.8' +
    ' 2.5-4.3 2.5',
  set:
    'M4 7.5h9M17 7.5h3M4 16.5h3M11 16.5h9M15 9.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM9 18.5a2 2 0 1' +
    ' 0 0-4 2 2 0 0 0 0 4z',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16.2 16.2 20.5 20.5',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4',
  down: 'M6 9.5l6 6 6-6',
  right: 'M9.5 6l6 6-6 6',
  left: 'M14.5 6l-6 6 6 6',
  up: 'M6 14.5l6-6 6 6',
  plus: 'M12 5v14M5 12h14',
  dl: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 19.5h15',
  filter: 'M4 6h16M7 12h10M10 18h4',
  more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  x: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2',
  truck:
    'M3 6.5h11v10H3zM14 10h4l3 3.5v3h-7M7.5 19a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM17' +
    ' 19a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  pin:
    'M12 21s7-6 7-11.5a7 7 0 0 0-14 0C5 15 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0' +
    ' 0 5z',
  copy: 'M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4',
  redo: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 4v4.5H15',
  warn: 'M12 4 21 19.5H3zM12 10v4.5M12 17h.01',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5.5M12 8h.01',
  ext: 'M13.5 4.5h6v6M19.5 4.5 11 13M17 14v5.5H4.5V7H10',
  lock: 'M5.5 10.5h13v9.5h-13zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5',
  eye:
    'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.5a2.5 2.5 0 1' +
    ' 0 0-5 2.5 2.5 0 0 0 0 5z',
  swap: 'M4 8.5h14M14.5 5l3.5 3.5-3.5 3.5M20 15.5H6M9.5 12 6 15.5 9.5 19',
  users:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.5-3.5 3-5 6.5-5s6 1.5 6.5 5M16' +
    ' 11.3a3.2 3.2 0 0 0 0-6.3M18 14.8c2 .6 3.2 2.1 3.5 4.7',
  star: 'M12 4l2.4 5 5.6.700-4.1 3.8 1.1 5.5-5-2.8-5 2.8 1.1-5.5L4 9.7 9.6 9z',
  tree: 'M6 4v13.5a2 2 0 0 0 2 2h3M6 9.5h5M13.5 7h6v5h-6zM13.5 17h6v5h-6z',
  chat: 'M4 5h16v11.5h-8.5L7 20.5v-4H4z',
  flag: 'M6 21V4M6 5h12l-2.5 4L18 13H6',
  list: 'M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01',
  bolt: 'M13 3 5 13.5h6L10 21l8.5-11H12z',
} as const

export type IconName = keyof typeof outlines

export interface IconProps {
  readonly name: IconName
  readonly size?: number
  readonly style?: CSSProperties
  readonly className?: string
}

/** A decorative outline: the words beside it carry the meaning, so screen readers skip it. */
export function Icon({ name, size = 16, style, className }: IconProps) {
  return (
    <svg
      className={className ? `ic ${className}` : 'ic'}
      style={style}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.4 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={outlines[name]} />
    </svg>
  )
}
