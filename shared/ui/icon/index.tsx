import { Image } from '@tarojs/components'
import { type IconName, paths } from './paths'

export type { IconName }

export interface IconProps {
  readonly name: IconName
  readonly size?: number
  readonly color?: string
  readonly weight?: number
  /** A shape that is on, such as a heart or a star, is filled with its colour. */
  readonly filled?: boolean
  readonly className?: string
}

const drawn = new Map<string, string>()

/** A picture file cannot inherit the colour of the text around it, so that it is drawn into it. */
function draw(name: IconName, color: string, weight: number, filled: boolean): string {
  const key = `${name} ${color} ${weight} ${filled}`
  const known = drawn.get(key)
  if (known) return known
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" ' +
    `fill="${filled ? color : 'none'}" stroke="${color}" stroke-width="${weight}" ` +
    'stroke-linecap="round" stroke-linejoin="round">' +
    `<path d="${paths[name]}"/></svg>`
  const uri = `data:image/svg+xml,${encodeURIComponent(svg)}`
  drawn.set(key, uri)
  return uri
}

export function Icon({
  name,
  size = 24,
  color = '#1F2328',
  weight = 1.6,
  filled = false,
  className,
}: IconProps) {
  return (
    <Image
      className={className}
      src={draw(name, color, weight, filled)}
      style={{
        width: `${size}px`,
        height: `${size}px`,
        flex: 'none',
        display: 'block',
      }}
      mode="aspectFit"
    />
  )
}
