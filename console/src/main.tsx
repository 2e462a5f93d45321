import './app/no-eval'

import { App, ConfigProvider } from 'antd'
import chinese from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router-dom'
import { followOtherTabs, takeHandedToken } from './api/session'
import { router } from './app/routes'
import './look/tokens.css'
import './look/base.css'
import './look/shell.css'
import './look/parts.css'
import './look/list.css'
import './look/rich.css'
import './look/doorway.css'
import './look/pages.css'
import './look/dispatch.css'
import './look/home.css'
import { nameOwnStyles } from './look/own-styles'
import { consoleTheme } from './look/theme'
import { speakChinese } from './resource/schema-facts'

nameOwnStyles()
dayjs.locale('zh-cn')
speakChinese()
takeHandedToken()
followOtherTabs()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <ConfigProvider locale={chinese} theme={consoleTheme} button={{ autoInsertSpace: false }}>
      <App message={{ maxCount: 3 }} style={{ height: '100%' }}>
        <RouterProvider router={router} />
      </App>
    </ConfigProvider>,
  )
}
