import { useLaunch } from '@tarojs/taro'
import { startApp } from '@xietong/ui/base/start'
import { loadSettings } from '@xietong/ui/settings/settings'
import type { ReactNode } from 'react'
import './app.css'
import { tabsFor } from './parts/my-dealer'

// Which tabs a person may see is known after sign-in.
startApp(tabsFor([]))

export default function App({ children }: { children?: ReactNode }) {
  useLaunch(() => void loadSettings())
  return children
}
