/** What the build and the pages both need to know about this app. */
export const app = {
  name: 'sales',
  tabs: [
    { page: 'pages/home/index', icon: 'people', text: '潜客' },
    { page: 'pages/customers/index', icon: 'store', text: '客户' },
    { page: 'pages/team/index', icon: 'chart', text: '部门' },
    { page: 'pages/me/index', icon: 'person', text: '我的' },
  ],
} as const
