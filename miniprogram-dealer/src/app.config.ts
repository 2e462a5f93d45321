import { tabBarConfig, windowConfig } from '@xietong/ui/base/window'
import { app } from '../config/app'

export default defineAppConfig({
  pages: app.tabs.map((tab) => tab.page),
  subPackages: [
    { root: 'identity', pages: ['sign-in/index', 'password/index'] },
    { root: 'fulfilment', pages: ['note/index', 'ship/index', 'cases/index', 'case/index'] },
    {
      root: 'channel',
      pages: ['earning/index', 'invite/index', 'people/index', 'members/index', 'member/index'],
    },
    { root: 'notify', pages: ['messages/index'] },
  ],
  tabBar: tabBarConfig(app.tabs),
  window: { ...windowConfig, navigationBarTitleText: '蟹同渠道' },
  lazyCodeLoading: 'requiredComponents',
})
