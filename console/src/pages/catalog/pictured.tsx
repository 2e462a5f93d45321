import type { ReactNode } from 'react'
import { Thumb } from '../../look/picture-upload'

export interface PicturedProps {
  readonly file: string | null
  readonly first: ReactNode
  readonly second: ReactNode
}

/** A name with its picture and a second line. */
export function Pictured({ file, first, second }: PicturedProps) {
  return (
    <span className="row pictured">
      <Thumb file={file} />
      <span className="grow">
        <span className="cut strong">{first}</span>
        <span className="sub cut">{second}</span>
      </span>
    </span>
  )
}
