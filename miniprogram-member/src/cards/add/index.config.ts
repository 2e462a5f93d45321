export default definePageConfig({ navigationBarTitleText: '添加提货卡' })
