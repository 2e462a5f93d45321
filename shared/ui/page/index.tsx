import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { OfflineStrip } from '../offline-strip'
import { TabBar } from '../tab-bar'
import { typeScale } from './type-scale'
import './page.css'

export interface PageProps {
  readonly children: ReactNode
  /** Route of this page when it is a tab page: then the tab bar is shown. */
  readonly tab?: string
  /** The bar at the thumb; the content ends above it. */
  readonly foot?: ReactNode
  /** Content runs to the edges and brings its own margins. */
  readonly bleed?: boolean
  readonly className?: string
}

/** The frame of every page: ground, margins, offline strip, tab bar, bar at the thumb. */
export function Page({ children, tab, foot, bleed, className = '' }: PageProps) {
  const space = [tab ? 'x-page-tab' : '', foot ? 'x-page-foot' : '', bleed ? 'x-page-bleed' : '']
  return (
    <View className={`x-page ${space.join(' ')} ${className}`} style={`--type: ${typeScale()}`}>
      <OfflineStrip />
      <View className="x-page-body">{children}</View>
      {foot ? <View className={tab ? 'x-foot x-foot-tab' : 'x-foot'}>{foot}</View> : null}
      {tab ? <TabBar page={tab} /> : null}
    </View>
  )
}
