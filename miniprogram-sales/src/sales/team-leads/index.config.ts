export default definePageConfig({
  navigationBarTitleText: '部门潜客',
  enablePullDownRefresh: true,
})
