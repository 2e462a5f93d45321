export default definePageConfig({
  navigationBarTitleText: '我的跟踪',
  enablePullDownRefresh: true,
})
