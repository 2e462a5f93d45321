export default definePageConfig({
  navigationBarTitleText: '合作客户',
  enablePullDownRefresh: true,
})
