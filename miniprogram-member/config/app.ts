/** What the build and the pages both need to know about this app. */
export const app = {
  name: 'member',
  tabs: [
    { page: 'pages/home/index', icon: 'home', text: '首页' },
    { page: 'pages/shop/index', icon: 'grid', text: '选购' },
    { page: 'pages/wallet/index', icon: 'card', text: '提货卡' },
    { page: 'pages/cart/index', icon: 'cart', text: '购物车' },
    { page: 'pages/me/index', icon: 'person', text: '我的' },
  ],
} as const
