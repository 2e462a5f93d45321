import { startApp } from '@xietong/ui/base/start'
import type { ReactNode } from 'react'
import { app } from '../config/app'
import './app.css'

startApp(app.tabs)

export default function App({ children }: { children?: ReactNode }) {
  return children
}
