export default definePageConfig({ navigationBarTitleText: '售后订单', enablePullDownRefresh: true })
