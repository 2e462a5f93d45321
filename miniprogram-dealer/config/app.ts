/** What the build and the pages both need to know about this app. */
export const app = {
  name: 'dealer',
  tabs: [
    { page: 'pages/home/index', icon: 'home', text: '工作台' },
    { page: 'pages/delivery/index', icon: 'box', text: '发货' },
    { page: 'pages/earnings/index', icon: 'coins', text: '收益' },
    { page: 'pages/me/index', icon: 'person', text: '我的' },
  ],
} as const
