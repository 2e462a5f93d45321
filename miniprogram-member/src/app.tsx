import { useLaunch } from '@tarojs/taro'
import { startApp } from '@xietong/ui/base/start'
import { loadSettings } from '@xietong/ui/settings/settings'
import type { ReactNode } from 'react'
import { app } from '../config/app'
import './app.css'
import { rememberInvite } from './parts/invite'

startApp(app.tabs)

export default function App({ children }: { children?: ReactNode }) {
  useLaunch(({ query }) => {
    void loadSettings()
    rememberInvite(query ?? {})
  })
  return children
}
