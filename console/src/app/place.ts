import { type ComponentType, lazy } from 'react'
import type { AnyOperation } from '../api/call'
import type { IconName } from '../look/icon'

/** A page of the console: whoever may call its operation sees it in the menu and may open it. */
export interface Place {
  readonly path: string
  readonly label: string
  readonly operation: Pick<AnyOperation, 'may'>
  readonly component: ComponentType
  /** Which count stands at its right. */
  readonly count?: 'toDispatch' | 'inReview' | 'myTasks'
  /** Reached from elsewhere than the menu. */
  readonly hidden?: true
}

export interface Area {
  readonly key: string
  readonly label: string
  readonly icon: IconName
  readonly places: readonly Place[]
  /** A page outside the console, opened beside it. */
  readonly outside?: { readonly label: string; readonly href: string }
}

type Loader<Name extends string> = () => Promise<Record<Name, ComponentType>>

/** A page that is loaded when it is opened. */
export function page<Name extends string>(load: Loader<Name>, name: Name): ComponentType {
  return lazy(async () => ({ default: (await load())[name] as ComponentType }))
}
