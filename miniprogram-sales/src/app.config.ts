import { tabBarConfig, windowConfig } from '@xietong/ui/base/window'
import { app } from '../config/app'

export default defineAppConfig({
  pages: app.tabs.map((tab) => tab.page),
  subPackages: [
    { root: 'identity', pages: ['sign-in/index', 'password/index'] },
    {
      root: 'sales',
      pages: [
        'lead/index',
        'add-lead/index',
        'follow-up/index',
        'follow-ups/index',
        'pool/index',
        'release/index',
        'team-leads/index',
      ],
    },
    { root: 'tasks', pages: ['todos/index'] },
    { root: 'notify', pages: ['messages/index'] },
  ],
  tabBar: tabBarConfig(app.tabs),
  window: { ...windowConfig, navigationBarTitleText: '蟹同销售' },
  lazyCodeLoading: 'requiredComponents',
})
