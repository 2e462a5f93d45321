export default definePageConfig({ navigationBarTitleText: '选购', enablePullDownRefresh: true })
