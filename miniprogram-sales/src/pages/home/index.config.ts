export default definePageConfig({
  navigationBarTitleText: '潜客',
  enablePullDownRefresh: true,
})
