import { useLaunch } from '@tarojs/taro'
import { startApp } from '@xietong/ui/base/start'
import { loadSettings } from '@xietong/ui/settings/settings'
import type { ReactNode } from 'react'
import './app.css'
import { tabsFor } from './parts/my-role'

// Whether there is a department to supervise is known after sign-in.
startApp(tabsFor(false))

export default function App({ children }: { children?: ReactNode }) {
  useLaunch(() => void loadSettings())
  return children
}
