export default definePageConfig({
  navigationStyle: 'custom',
  navigationBarTextStyle: 'white',
  navigationBarTitleText: '工作台',
  enablePullDownRefresh: true,
})
