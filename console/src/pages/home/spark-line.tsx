const WIDTH = 56
const HEIGHT = 22

/** Seven days as a line; the last one carries a dot. */
export function SparkLine({ days }: { readonly days: readonly number[] }) {
  const top = Math.max(...days)
  const low = Math.min(...days)
  const span = top - low || 1
  const points = days.map((value, index) => ({
    x: 2 + (index / Math.max(1, days.length - 1)) * (WIDTH - 4),
    y: top === low ? HEIGHT / 2 : 3 + (1 - (value - low) / span) * (HEIGHT - 6),
  }))
  const last = points.at(-1)
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <polyline
        points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
        fill="none"
        stroke="#1F6F78"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      {last ? <circle cx={last.x} cy={last.y} r="2.2" fill="#1F6F78" /> : null}
    </svg>
  )
}
