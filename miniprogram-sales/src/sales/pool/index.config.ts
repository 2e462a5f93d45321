export default definePageConfig({
  navigationBarTitleText: '潜客公海',
  enablePullDownRefresh: true,
})
