export default definePageConfig({
  navigationBarTitleText: '我的提货卡',
  enablePullDownRefresh: true,
})
