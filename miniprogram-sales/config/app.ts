/** What the build and the pages both need to know about this app. */
export const app = {
  name: 'sales',
  tabs: [
    { page: 'pages/home/index', icon: 'people', text: '潜客' },
    { page: 'pages/messages/index', icon: 'bell', text: '消息' },
    { page: 'pages/me/index', icon: 'person', text: '我的' },
  ],
} as const
