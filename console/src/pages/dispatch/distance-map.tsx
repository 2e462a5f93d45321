import type { Candidate, Candidates } from './decision'

export interface DistanceMapProps {
  readonly candidates: Candidates
  readonly chosen: Candidate | undefined
  readonly onChoose: (id: string) => void
}

interface Spot {
  readonly store: Candidate
  readonly rank: number
  readonly x: number
  readonly y: number
}

const HALF = 280
/** The farthest ring lies inside the square, so that its label fits. */
const REACH = 236
const nice = [5, 10, 20, 40, 80, 150, 300, 600, 1_200, 2_400, 4_800]

/**
 * Where the stores lie around the address, true in bearing and distance. It is a drawing of our
 * own, not a map: a map provider's tiles come with the provider's approval number.
 */
export function DistanceMap({ candidates, chosen, onChoose }: DistanceMapProps) {
  const { latitude, longitude } = candidates
  if (!candidates.located || latitude === null || longitude === null) {
    return (
      <div className="distance-map distance-none">
        <p className="sub">
          收货地址没有定位，画不出距离。
          <br />
          右边按同城、同省排列。
        </p>
      </div>
    )
  }
  const located = candidates.stores.slice(0, 20).filter(({ latitude: lat }) => lat !== null)
  const farthest = Math.max(5, ...located.slice(0, 8).map(({ distanceKm }) => distanceKm ?? 0))
  const outer = nice.find((km) => km >= farthest) ?? farthest
  const spots = located
    .map((store) => spotOf(store, candidates, outer))
    .filter(({ x, y }) => Math.hypot(x, y) <= REACH + 30)
  return (
    <div className="distance-map">
      <Legend />
      <svg viewBox={`${-HALF} ${-HALF} ${2 * HALF} ${2 * HALF}`} aria-label="门店距离图" role="img">
        <Rings outer={outer} />
        {spots
          .filter(({ store }) => store === chosen)
          .map(({ x, y, store }) => (
            <line key={store.dealerId} x2={x} y2={y} stroke="#C8401F" strokeWidth="2" />
          ))}
        <Home />
        {[...spots].reverse().map((spot) => (
          <StoreSpot
            key={spot.store.dealerId}
            spot={spot}
            isChosen={spot.store === chosen}
            onChoose={onChoose}
          />
        ))}
      </svg>
    </div>
  )
}

/** East to the right, north up; bearing from the coordinates, distance as the server says. */
function spotOf(
  store: Candidate,
  { latitude, longitude, stores }: Candidates,
  outer: number,
): Spot {
  const here = ((latitude ?? 0) * Math.PI) / 180
  const east = ((store.longitude ?? 0) - (longitude ?? 0)) * Math.cos(here)
  const north = (store.latitude ?? 0) - (latitude ?? 0)
  const length = Math.hypot(east, north) || 1
  const far = ((store.distanceKm ?? 0) / outer) * REACH
  return {
    store,
    rank: stores.indexOf(store) + 1,
    x: (east / length) * far,
    y: (-north / length) * far,
  }
}

function Rings({ outer }: { readonly outer: number }) {
  return (
    <g fill="none" stroke="#C8401F" strokeOpacity="0.28" strokeDasharray="3 4">
      <circle r={REACH} fill="#DCE8E8" fillOpacity="0.28" />
      <circle r={REACH / 2} fill="#C8401F" fillOpacity="0.04" />
      <path d={`M0 ${-HALF}V${HALF}M${-HALF} 0H${HALF}`} stroke="#CFC8BC" strokeOpacity="0.5" />
      <g className="ring-words" stroke="none">
        <text x={REACH * 0.7 + 6} y={-REACH * 0.7 - 6}>
          {outer} km
        </text>
        <text x={REACH * 0.35 + 6} y={-REACH * 0.35 - 6}>
          {outer / 2} km
        </text>
        <text className="north" y={-HALF + 16} textAnchor="middle">
          北
        </text>
      </g>
    </g>
  )
}

function Home() {
  return (
    <g>
      <path
        d="M0 0c-7-9-10-13-10-18a10 10 0 0 1 20 0c0 5-3 9-10 18z"
        fill="#1F2328"
        stroke="#fff"
        strokeWidth="1.5"
      />
      <circle cy="-18" r="3.5" fill="#fff" />
    </g>
  )
}

interface StoreSpotProps {
  readonly spot: Spot
  readonly isChosen: boolean
  readonly onChoose: (id: string) => void
}

function StoreSpot({ spot: { store, rank, x, y }, isChosen, onChoose }: StoreSpotProps) {
  const fill = isChosen ? '#C8401F' : store.enough ? '#1F6F78' : '#A9A49B'
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list at the right is the same choice.
    <g transform={`translate(${x} ${y})`} className="spot" onClick={() => onChoose(store.dealerId)}>
      <title>{store.name}</title>
      <circle r="12" fill="#fff" />
      <circle r="10" fill={fill} />
      <text y="4" textAnchor="middle">
        {rank}
      </text>
      {isChosen && store.distanceKm !== null ? (
        <g transform="translate(0 24)">
          <rect x="-34" y="-10" width="68" height="20" rx="10" fill="#C8401F" />
          <text y="4" textAnchor="middle">
            {store.distanceKm.toFixed(1)} km
          </text>
        </g>
      ) : null}
    </g>
  )
}

function Legend() {
  return (
    <div className="map-legend">
      <span>
        <i className="dot ours" />
        选中
      </span>
      <span>
        <i className="dot moving" />
        可派
      </span>
      <span>
        <i className="dot" />
        缺货
      </span>
    </div>
  )
}
