export default definePageConfig({
  navigationBarTitleText: '部门业绩',
  enablePullDownRefresh: true,
})
