import { tabBarConfig, windowConfig } from '@xietong/ui/base/window'
import { app } from '../config/app'

export default defineAppConfig({
  pages: app.tabs.map((tab) => tab.page),
  subPackages: [
    { root: 'catalog', pages: ['item/index'] },
    {
      root: 'orders',
      pages: [
        'checkout/index',
        'paid/index',
        'list/index',
        'order/index',
        'apply/index',
        'case/index',
        'reviews/index',
        'write-review/index',
        'item-reviews/index',
      ],
    },
    { root: 'cards', pages: ['redeem/index', 'change/index', 'add/index'] },
    {
      root: 'members',
      pages: [
        'addresses/index',
        'address/index',
        'favourites/index',
        'agreement/index',
        'profile/index',
      ],
    },
    {
      root: 'identity',
      pages: ['sign-in/index', 'bind-phone/index', 'password/index', 'change-phone/index'],
    },
    { root: 'notify', pages: ['messages/index'] },
    { root: 'channel', pages: ['invite/index'] },
  ],
  tabBar: tabBarConfig(app.tabs),
  window: { ...windowConfig, navigationBarTitleText: '蟹同' },
  lazyCodeLoading: 'requiredComponents',
  requiredPrivateInfos: ['chooseAddress'],
})
